// SPDX-License-Identifier: Apache-2.0
#include "app/panels/open_dialog.hpp"

#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

std::vector<std::string> vertical_names() {
    return {words::text({"open.vertical_own", "As the source says"}),
            words::text({"open.vertical_ellipsoid", "Above the ellipsoid"}),
            words::text({"open.vertical_egm96", "Above the sea (EGM96)"})};
}

constexpr const char* kVerticalValues[] = {"", "ellipsoid", "egm96"};

}  // namespace

void OpenDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_open;
    const bool opened_now = open && !was_open_;
    was_open_ = open;
    const auto submit = [&] {
        commands.emit(
            "source.open",
            {{"uri", uri_}, {"crs", crs_}, {"vertical", std::string(kVerticalValues[vertical_])}});
        commands.emit("app.open_dialog");
        uri_.clear();
    };
    const bool stays = ui::dialog("open", {"open.title", "Open"}, open, [&] {
        ui::heading("heading", {"open.heading", "Open a source"});
        if (opened_now) ui::focus_next();
        const ui::Edit edit =
            ui::text_field("uri", {"open.uri", "Path or URL of a tileset.json, .3tz, .glb …"}, uri_,
                           ui::LabelPlace::kInside);
        (void)ui::text_field("crs", {"open.crs", "CRS"}, crs_);
        if (const auto chosen =
                ui::choice("vertical", {"open.vertical", "Heights"}, vertical_names(), vertical_)) {
            vertical_ = *chosen;
        }
        ui::text("crs_hint",
                 {"open.crs_hint", "Leave the CRS empty unless the source does not say it."},
                 ui::Tone::kMuted);
        const ui::ButtonLook look{ui::Emphasis::kPrimary,
                                  ui::Width::kContent,
                                  uri_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                                  {}};
        const bool pressed = ui::button("open", {"open.open", "Open"}, look);
        ui::same_line();
        if (ui::button("cancel", {"open.cancel", "Cancel"})) commands.emit("app.open_dialog");
        if ((pressed || edit == ui::Edit::kSubmitted) && !uri_.empty()) submit();
        for (std::size_t i = 0; i < state.start.recent.size(); ++i) {
            if (ui::link("recent." + std::to_string(i), state.start.recent[i].uri)) {
                uri_ = state.start.recent[i].uri;
            }
        }
    });
    if (open && !stays) commands.emit("app.open_dialog");
}

}  // namespace belvedere::panels
