// SPDX-License-Identifier: Apache-2.0
#include "app/panels/bookmarks_panel.hpp"

#include <array>
#include <string_view>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Buttons for everything the mouse does on the picture, held steps as with the keys.
void draw_moves(command::CommandQueue& commands) {
    struct Move {
        std::string_view id;
        Message message;
        const char* command;
        bool ends_line;
    };
    constexpr std::array<Move, 15> kMoves = {
        Move{"home", {"views.home", "Home"}, "view.home", false},
        Move{"north", {"views.north", "North up"}, "view.north_up", false},
        Move{"top", {"views.top", "From above"}, "view.top", true},
        Move{"in", {"views.in", "Closer"}, "view.zoom_in", false},
        Move{"out", {"views.out", "Farther"}, "view.zoom_out", false},
        Move{"up", {"views.up", "Higher"}, "view.up", false},
        Move{"down", {"views.down", "Lower"}, "view.down", true},
        Move{"forward", {"views.forward", "Forward"}, "view.forward", false},
        Move{"back", {"views.back", "Back"}, "view.back", false},
        Move{"left", {"views.left", "Left"}, "view.left", false},
        Move{"right", {"views.right", "Right"}, "view.right", true},
        Move{"turn_left", {"views.turn_left", "Turn left"}, "view.turn_left", false},
        Move{"turn_right", {"views.turn_right", "Turn right"}, "view.turn_right", true},
        Move{"tilt_up", {"views.tilt_up", "Look up"}, "view.tilt_up", false},
        Move{"tilt_down", {"views.tilt_down", "Look down"}, "view.tilt_down", true}};
    for (const Move& move : kMoves) {
        if (ui::button(move.id, move.message)) commands.emit(move.command);
        if (!move.ends_line) ui::same_line();
    }
}

void draw_navigation(const ViewsState& views, command::CommandQueue& commands) {
    struct Mode {
        std::string_view id;
        Message message;
    };
    constexpr std::array<Mode, 3> kModes = {Mode{"orbit", {"views.orbit", "Orbit"}},
                                            Mode{"fly", {"views.fly", "Fly"}},
                                            Mode{"walk", {"views.walk", "Walk"}}};
    for (const Mode& mode : kModes) {
        if (ui::toggle(mode.id, mode.message, views.navigation == mode.id)) {
            commands.emit("view.set_navigation", {{"mode", std::string(mode.id)}});
        }
        if (&mode != &kModes.back()) ui::same_line();
    }
}

// What may be typed, which depends on the system it is read in.
ui::ReadyText place_hint(const ViewsState& views) {
    if (views.typed_crs.empty()) {
        return {words::text({"views.place", "Longitude, latitude [, height]"})};
    }
    return {words::text({"views.place_projected", "East, north [, height] in {crs}"},
                        {{"crs", views.typed_crs}})};
}

}  // namespace

void BookmarksPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const ViewsState& views = state.views;
    ui::heading("go", {"views.go", "Go to"});
    constexpr Message kGo{"views.go_to", "Go"};
    const ui::Edit edit =
        ui::text_field("place", place_hint(views), place_, ui::LabelPlace::kInside,
                       ui::button_width(kGo) + ui::gap_px());
    ui::same_line();
    const bool pressed = ui::button("go_to", kGo);
    if ((pressed || edit == ui::Edit::kSubmitted) && !place_.empty()) {
        commands.emit("view.go_to", {{"place", place_}});
    }
    if (!views.go_to_problem.empty()) ui::status("problem", views.go_to_problem, ui::Tone::kError);
    ui::value_row("position", Message{"views.camera", "Camera"},
                  {.shown = views.position.shown, .copied = views.position.copied});
    ui::space();
    ui::heading("bookmarks", {"views.bookmarks", "Bookmarks"});
    for (std::size_t i = 0; i < views.bookmarks.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        ui::scope(std::to_string(i), [&] {
            if (ui::button("remove", {"views.remove", "×"},
                           {ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes,
                            words::text({"views.remove_hint", "Remove this bookmark"})})) {
                commands.emit("bookmark.remove", {{"index", index}});
            }
            ui::same_line();
            if (ui::list_row("go", views.bookmarks[i].name, {}, false)) {
                commands.emit("bookmark.go", {{"index", index}});
            }
        });
    }
    constexpr Message kKeep{"views.add", "Keep this view"};
    const ui::Edit named =
        ui::text_field("name", {"views.name", "Name of this view"}, name_, ui::LabelPlace::kInside,
                       ui::button_width(kKeep) + ui::gap_px());
    ui::same_line();
    const bool add = ui::button("add", kKeep);
    if (add || named == ui::Edit::kSubmitted) {
        commands.emit("bookmark.add", {{"name", name_}});
        name_.clear();
    }
    texts_.draw(views, commands);
    ui::space();
    ui::heading("move", {"views.move", "Move"});
    draw_navigation(views, commands);
    draw_moves(commands);
}

}  // namespace belvedere::panels
