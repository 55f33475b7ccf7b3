// SPDX-License-Identifier: Apache-2.0
#include "app/panels/help_dialog.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

struct Gesture {
    Message what;
    Message how;
};

constexpr Gesture kGestures[] = {
    {{"help.turn", "Turn around a point"}, {"help.turn_how", "drag with the left button"}},
    {{"help.move", "Move along"},
     {"help.move_how", "drag with the right button, or Shift and left"}},
    {{"help.look", "Look around"},
     {"help.look_how", "drag with the middle button, or Ctrl and left"}},
    {{"help.zoom", "Closer, farther"}, {"help.zoom_how", "wheel, towards the cursor"}},
    {{"help.pick", "Pick a feature"}, {"help.pick_how", "click"}},
    {{"help.pick_several", "Pick several"},
     {"help.pick_several_how", "Ctrl+click, or the box and polygon tools"}},
    {{"help.fly", "Fly to a place"}, {"help.fly_how", "double click"}},
    {{"help.next", "Next widget, next part of the window"}, {"help.next_how", "Tab, F6"}},
    {{"help.back", "Back to the picture"}, {"help.back_how", "Escape"}},
};

}  // namespace

void draw_help_dialog(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_help;
    const bool stays = ui::dialog("help", {"help.title", "Keys and mouse"}, open, [&] {
        ui::heading("mouse", {"help.mouse", "On the picture"});
        std::size_t row = 0;
        for (const Gesture& gesture : kGestures) {
            ui::value_row("gesture." + std::to_string(row++), gesture.what,
                          words::text(gesture.how));
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
