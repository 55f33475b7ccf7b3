// SPDX-License-Identifier: Apache-2.0
#include "app/panels/stage_panel.hpp"

#include <cstdint>
#include <string_view>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// A button that carries the key of its command where it has one.
ui::ButtonLook look_of(const PanelState& state, std::string_view command) {
    ui::ButtonLook look;
    for (const CommandRow& row : state.commands) {
        if (row.id == command) look.hint = row.key.empty() ? row.help : row.help + " " + row.key;
    }
    return look;
}

void draw_views(const PanelState& state, command::CommandQueue& commands) {
    const StageState& stage = state.stage;
    const bool is_shown = stage.current < stage.views;
    ui::heading("view", {"stage.view", "Views"});
    if (stage.views == 0) {
        ui::text("none", {"stage.no_views", "Keep views in the Views tab; they are shown here."},
                 ui::Tone::kMuted);
        return;
    }
    ui::value_row("place", Message{"stage.place", "View"},
                  words::text({"stage.of", "{n} of {all}"},
                              {{"n", is_shown ? std::to_string(stage.current + 1) : "–"},
                               {"all", std::to_string(stage.views)}}));
    ui::value_row("now", Message{"stage.now", "Now"}, is_shown ? stage.current_name : "–");
    ui::value_row("then", Message{"stage.then", "Next"},
                  stage.next_name.empty() ? "–" : stage.next_name);
    if (ui::button("previous", {"stage.previous_button", "Back"}, look_of(state, "stage.previous")))
        commands.emit("stage.previous");
    ui::same_line();
    ui::ButtonLook next = look_of(state, "stage.next");
    next.emphasis = ui::Emphasis::kPrimary;
    if (ui::button("next", {"stage.next_button", "Next view"}, next)) commands.emit("stage.next");
}

void draw_hiding(const PanelState& state, command::CommandQueue& commands) {
    struct Switch {
        std::string_view id;
        Message message;
        const char* command;
        bool on;
    };
    const StageState& stage = state.stage;
    const Switch switches[] = {
        {"freeze", {"stage.freeze_button", "Freeze"}, "stage.freeze", stage.is_frozen},
        {"pointer", {"stage.pointer_button", "Pointer"}, "stage.pointer", stage.has_pointer},
        {"black",
         {"stage.black_button", "Black"},
         "stage.black",
         stage.blank == BlankState::kBlack},
        {"white",
         {"stage.white_button", "White"},
         "stage.white",
         stage.blank == BlankState::kWhite}};
    for (const Switch& each : switches) {
        if (ui::toggle(each.id, each.message, each.on, look_of(state, each.command)))
            commands.emit(each.command);
        const bool ends_line = each.id == "pointer" || each.id == "white";
        if (!ends_line) ui::same_line();
    }
}

void draw_screens(const StageState& stage, command::CommandQueue& commands) {
    ui::heading("screens", {"stage.screens", "Screen of the audience"});
    if (!stage.problem.empty()) ui::status("problem", stage.problem, ui::Tone::kWarning);
    for (const MonitorRow& monitor : stage.monitors) {
        const std::string number = std::to_string(monitor.number);
        if (ui::list_row("screen." + number, number + ": " + monitor.name, monitor.size,
                         monitor.is_audiences)) {
            commands.emit("stage.set_screen", {{"screen", number}});
        }
    }
    if (ui::list_row("screen.window", words::text({"stage.in_window", "In a window"}), {},
                     stage.is_in_window)) {
        commands.emit("stage.set_screen", {{"screen", std::string("window")}});
    }
}

}  // namespace

void StagePanel::draw_note(const StageState& stage, command::CommandQueue& commands) {
    if (stage.current >= stage.views) return;
    if (!stage.show.empty()) {
        // Its notes are the file's.
        if (!stage.note.empty()) ui::plain_text("note", stage.note);
        return;
    }
    if (note_of_ != stage.current) {
        note_of_ = stage.current;
        note_ = stage.note;
    }
    constexpr int kLines = 5;
    const ui::Edit edit = ui::text_area("note", {"stage.note", "Note"}, note_, kLines);
    if (edit == ui::Edit::kNone) return;
    commands.emit("bookmark.set_note",
                  {{"index", static_cast<std::int64_t>(stage.current)}, {"note", note_}});
}

void StagePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const StageState& stage = state.stage;
    ui::heading("title", {"stage.title", "Presenting"});
    ui::value_row("clock", Message{"stage.clock", "Time of day"}, stage.clock);
    ui::value_row("elapsed", Message{"stage.elapsed", "Presenting for"}, stage.elapsed);
    if (!stage.show.empty()) ui::status("show", stage.show, ui::Tone::kAccent);
    draw_views(state, commands);
    draw_note(stage, commands);
    ui::space();
    draw_hiding(state, commands);
    ui::space();
    draw_screens(stage, commands);
    ui::space();
    if (ui::button("end", {"stage.end_button", "End presenting"}, look_of(state, "stage.end")))
        commands.emit("stage.end");
}

}  // namespace belvedere::panels
