// SPDX-License-Identifier: Apache-2.0
#include "app/panels/about_dialog.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

using enum ui::Initially;

void draw_standards(const AboutState& about) {
    for (std::size_t i = 0; i < about.standards.size(); ++i) {
        const AboutRow& row = about.standards[i];
        ui::plain_text("name." + std::to_string(i), row.name);
        ui::plain_text("extent." + std::to_string(i), row.detail, ui::Tone::kMuted);
    }
}

void draw_libraries(const AboutState& about) {
    for (std::size_t i = 0; i < about.libraries.size(); ++i) {
        const AboutRow& row = about.libraries[i];
        ui::value_row("library." + std::to_string(i), row.name, row.detail);
    }
}

void draw_credits(const std::vector<std::string>& credits) {
    for (std::size_t i = 0; i < credits.size(); ++i)
        ui::plain_text("credit." + std::to_string(i), credits[i]);
}

}  // namespace

void draw_about_dialog(const PanelState& state, command::CommandQueue& commands) {
    const AboutState& about = state.about;
    const bool stays = ui::dialog("about", {"about.title", "About"}, about.is_shown, [&] {
        ui::heading("heading", {"about.heading", "Belvedere"});
        ui::value_row("version", Message{"about.version", "Version"}, about.version);
        ui::value_row("licence", Message{"about.licence", "Licence"}, "Apache-2.0");
        if (!state.overlay.attributions.empty()) {
            ui::section("credits", {"about.credits", "Credits of what is open"}, kOpen,
                        [&] { draw_credits(state.overlay.attributions); });
        }
        ui::section("standards", {"about.standards", "Standards"}, kOpen,
                    [&] { draw_standards(about); });
        ui::section("libraries", {"about.libraries", "Libraries and their licences"}, kClosed,
                    [&] { draw_libraries(about); });
        if (ui::button("close", {"about.close", "Close"})) commands.emit("app.about");
    });
    if (about.is_shown && !stays) commands.emit("app.about");
}

}  // namespace belvedere::panels
