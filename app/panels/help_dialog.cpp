// SPDX-License-Identifier: Apache-2.0
#include "app/panels/help_dialog.hpp"

#include <algorithm>
#include <cctype>

#include "app/panels/toolbar.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
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

constexpr Message kJourneys[] = {
    {"help.journey_open",
     "Look at a city: File, Open… takes a path or an address; the demo city "
     "is always there. Home shows all of it."},
    {"help.journey_ask",
     "Ask what something is: click it, or Tab to the Describe side and choose "
     "it; its attributes stand under Inspect."},
    {"help.journey_find", "Find: Ctrl+F in the Describe side, or the Search side; G goes there."},
    {"help.journey_measure",
     "Measure: Ctrl+3, choose a tool, then click or press M at each "
     "point."},
    {"help.journey_keep", "Keep it: Ctrl+D keeps a view, Ctrl+S the whole project."},
    {"help.kinds",
     "What can be opened: 3D Tiles (tileset.json, .3tz, .3dtiles), glTF (.glb, .gltf), city models "
     "(CityGML, CityJSON) and projects (.belvedere)."}};

bool holds(const std::string& text, const std::string& part) {
    const auto same = [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// What it does, and where it is beside its key.
std::string told(const CommandRow& command) {
    if (const auto menu = menu_of(command.id)) {
        return words::text({"help.in_menu", "{help} In the menu {menu}."},
                           {{"help", command.help}, {"menu", words::text(*menu)}});
    }
    return words::text({"help.in_palette", "{help} By Find a command."}, {{"help", command.help}});
}

void draw_commands(const PanelState& state, const std::string& sought) {
    std::size_t shown = 0;
    for (const CommandRow& command : state.commands) {
        const bool is_sought = holds(command.title, sought) || holds(command.help, sought) ||
                               holds(command.key, sought) || holds(command.id, sought);
        if (!is_sought) continue;
        ++shown;
        ui::value_row(command.id, command.title, command.key.empty() ? "—" : command.key);
        ui::plain_text(command.id + ".help", told(command), ui::Tone::kMuted);
    }
    if (shown == 0) {
        ui::text("none", {"help.none", "No command is called so or does that."}, ui::Tone::kMuted);
    }
}

}  // namespace

void HelpDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_help;
    if (open && !was_open_) sought_.clear();
    was_open_ = open;
    const bool stays = ui::dialog("help", {"help.title", "Keys and mouse"}, open, [&] {
        using enum ui::Initially;
        (void)ui::text_field("sought", {"help.sought", "Find a command, a key or a word"}, sought_,
                             ui::LabelPlace::kInside);
        if (sought_.empty()) {
            ui::section("journeys", {"help.journeys", "First steps"}, kOpen, [] {
                for (const Message& journey : kJourneys)
                    ui::text(journey.key, journey);
            });
            ui::section("mouse", {"help.mouse", "On the picture"}, kOpen, [] {
                std::size_t row = 0;
                for (const Gesture& gesture : kGestures) {
                    ui::value_row("gesture." + std::to_string(row++), gesture.what,
                                  words::text(gesture.how));
                }
            });
        }
        ui::heading("keys", {"help.keys", "Keys"});
        draw_commands(state, sought_);
    });
    if (open && !stays) commands.emit("app.help");
}

}  // namespace belvedere::panels
