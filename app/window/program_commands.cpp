// SPDX-License-Identifier: Apache-2.0
// Commands on the program itself: dialogs, undo, display, performance.
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

void add_switch(command::CommandRegistry& registry, Session& session, const Entry& entry,
                bool Session::*shown) {
    add(registry, entry, [&session, shown](const Call&) -> Result<void> {
        session.*shown = !(session.*shown);
        session.changed = true;
        return {};
    });
}

Result<void> undo(Session& session, bool (project::ProjectHistory::*step)()) {
    const std::string style_before = session.history.now().style_json;
    if (!(session.history.*step)()) return {};
    sync_scene(session);
    follow_project(session);
    const std::string& style = session.history.now().style_json;
    if (style == style_before) return {};
    // The style is not a step of its own here: it follows the project that is now in force.
    return show_project_style(session);
}

Result<void> set_quality(Session& session, const std::string& name) {
    if (auto set = session.services.set_quality(name); !set) return set;
    session.asked_quality.clear();
    project::Project next = session.history.now();
    next.quality = name;
    session.history.apply(std::move(next), words::text({"step.quality", "Quality"}));
    session.changed = true;
    return {};
}

void add_display_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"app.full_screen", "Full screen", "Fills the display, or leaves it.", "F11"},
        [&](const Call&) -> Result<void> {
            session.services.toggle_full_screen();
            return {};
        });
    add(registry,
        {"performance.set_quality",
         "Quality",
         "Chooses a quality preset.",
         "",
         {needs("quality", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            return set_quality(session, call.text("quality"));
        });
    add(registry,
        {"performance.show_bounds",
         "Tile bounds",
         "Draws the boxes of the tiles.",
         "",
         {needs("show", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            session.shows_bounds = call.flag("show");
            session.changed = true;
            return {};
        });
}

Result<void> dump_tree(const Session& session, const std::string& path) {
    session.services.dump_accessible_tree(path);
    return {};
}

}  // namespace

void add_program_commands(command::CommandRegistry& registry, Session& session) {
    add_switch(registry, session,
               {"app.open_dialog", "Open…", "Opens a source by path or URL.", "Ctrl+O"},
               &Session::shows_open);
    add_switch(registry, session, {"app.help", "Keys and mouse", "Lists every key.", "F1"},
               &Session::shows_help);
    add_switch(registry, session,
               {"app.palette",
                "Find a command…",
                "Runs any command by its name.",
                "Ctrl+K",
                {},
                {},
                "Ctrl+Shift+P"},
               &Session::shows_palette);
    add(registry,
        {"edit.undo",
         "Undo",
         "Takes back the last step.",
         "Ctrl+Z",
         {},
         [&session] { return !session.history.undo_title().empty(); }},
        [&](const Call&) { return undo(session, &project::ProjectHistory::undo); });
    add(registry,
        {"edit.redo",
         "Redo",
         "Does the step again.",
         "Ctrl+Y",
         {},
         [&session] { return !session.history.redo_title().empty(); }},
        [&](const Call&) { return undo(session, &project::ProjectHistory::redo); });
    add(registry,
        {"app.copy",
         "Copy a text",
         "Puts a text on the clipboard.",
         "",
         {needs("text", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            session.services.copy(call.text("text"));
            notify(session, panels::NoticeKind::kInfo, words::text({"app.copied", "Copied"}));
            return {};
        });
    add(registry,
        {"notice.dismiss",
         "Dismiss a notice",
         "Takes a notice off the picture.",
         "",
         {needs("number", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const auto number = static_cast<std::uint64_t>(call.integer("number"));
            std::erase_if(session.notices, [&](const auto& n) { return n.number == number; });
            session.changed = true;
            return {};
        });
    add(registry,
        {"app.dump_accessible_tree",
         "Write down what a screen reader is told",
         "Writes the tree of the window as JSON to a file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return dump_tree(session, call.text("path")); });
    add(registry, {"app.quit", "Quit", "Keeps the session and ends the program.", "Ctrl+Q"},
        [&](const Call&) -> Result<void> {
            session.wants_quit = true;
            return {};
        });
    add_display_commands(registry, session);
}

}  // namespace belvedere::window
