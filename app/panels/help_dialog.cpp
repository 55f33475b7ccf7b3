// SPDX-License-Identifier: Apache-2.0
#include "app/panels/help_dialog.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::panels {
namespace {

struct Gesture {
    const char* what;
    const char* how;
};

constexpr Gesture kGestures[] = {
    {"Turn around a point", "drag with the left button"},
    {"Move along", "drag with the right button, or Shift and left"},
    {"Look around", "drag with the middle button, or Ctrl and left"},
    {"Closer, farther", "wheel, towards the cursor"},
    {"Pick a feature", "click"},
    {"Pick several", "Ctrl+click, or the box and polygon tools"},
    {"Fly to a place", "double click"},
    {"Next widget, next part of the window", "Tab, F6"},
    {"Back to the picture", "Escape"},
};

}  // namespace

void draw_help_dialog(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_help;
    const bool stays = ui::dialog("help", {"help.title", "Keys and mouse"}, open, [&] {
        ui::heading("mouse", {"help.mouse", "On the picture"});
        std::size_t row = 0;
        for (const Gesture& gesture : kGestures) {
            ui::value_row("gesture." + std::to_string(row++), std::string(gesture.what),
                          std::string(gesture.how));
        }
        ui::space();
        ui::heading("keys", {"help.keys", "Keys"});
        ui::scroll_area("list", ui::scaled(280.0F), [&] {
            for (const CommandRow& command : state.commands) {
                if (command.key.empty()) continue;
                ui::value_row(command.id, command.title, command.key);
            }
        });
    });
    if (open && !stays) commands.emit("app.help");
}

}  // namespace belvedere::panels
