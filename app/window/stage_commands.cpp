// SPDX-License-Identifier: Apache-2.0
// Commands of presenting: begin and end, views, freeze, blank, pointer, the audience's screen.
#include <algorithm>
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// A press of a key moves the pointer by this share of the picture's height.
constexpr float kPointerStep = 0.025F;
constexpr float kShape = 9.0F / 16.0F;  // About; so that steps look alike both ways.

Result<void> begin(Session& session, const Call& call) {
    Stage& stage = session.stage;
    if (call.has("screen")) stage.screen = call.text("screen");
    if (session.history.now().layers.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.nothing_open", "nothing is open yet"}));
    }
    stage.is_on = true;
    stage.is_frozen = false;
    stage.blank = picture::Blank::kNone;
    stage.problem = {};
    session.changed = true;
    return {};
}

Result<void> end(Session& session) {
    session.stage.is_on = false;
    session.stage.show_until_s = session.stage.show_next_s = 0.0;
    session.changed = true;
    return {};
}

Result<void> step(Session& session, int by) {
    const std::size_t count = stage_views(session);
    if (count == 0) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_views", "there is no kept view to show yet"}));
    }
    const std::size_t last = count - 1;
    std::size_t index = 0;
    if (session.stage.current) {
        const std::size_t now = std::min(*session.stage.current, last);
        index = by > 0 ? std::min(now + 1, last) : now - std::min<std::size_t>(now, 1);
    }
    return go_to_stage_view(session, index);
}

void blank(Session& session, picture::Blank with) {
    picture::Blank& now = session.stage.blank;
    now = now == with ? picture::Blank::kNone : with;
    session.changed = true;
}

void move_pointer(Session& session, glm::vec2 by) {
    Stage& stage = session.stage;
    const glm::vec2 from = stage.pointer.value_or(glm::vec2(0.5F));
    stage.pointer = glm::vec2(std::clamp(from.x + by.x * kShape, 0.0F, 1.0F),
                              std::clamp(from.y + by.y, 0.0F, 1.0F));
    session.changed = true;
}

// A command that is there only while somebody presents.
void add_staged(command::CommandRegistry& registry, Session& session, Entry entry,
                std::function<Result<void>(const Call&)> run) {
    entry.enabled = [&session] { return session.stage.is_on; };
    add(registry, entry, std::move(run));
}

void add_view_steps(command::CommandRegistry& registry, Session& session) {
    add_staged(registry, session,
               {"stage.next", "Next view", "Shows the audience the next kept view."},
               [&](const Call&) { return step(session, 1); });
    add_staged(registry, session,
               {"stage.previous", "Previous view", "Shows the audience the kept view before."},
               [&](const Call&) { return step(session, -1); });
    add_staged(registry, session,
               {"stage.go",
                "Show a view",
                "Shows the audience one of the kept views.",
                "",
                {needs("index", ValueType::kInteger)}},
               [&](const Call& call) -> Result<void> {
                   const std::int64_t index = call.integer("index");
                   return go_to_stage_view(
                       session, index < 0 ? stage_views(session) : static_cast<std::size_t>(index));
               });
}

void add_pointer(command::CommandRegistry& registry, Session& session) {
    add_staged(registry, session,
               {"stage.pointer", "Pointer", "Shows the audience a large dot, or takes it away.",
                "Shift+P"},
               [&](const Call&) -> Result<void> {
                   std::optional<glm::vec2>& pointer = session.stage.pointer;
                   pointer = pointer ? std::nullopt : std::optional(glm::vec2(0.5F));
                   session.changed = true;
                   return {};
               });
    struct Way {
        Entry entry;
        glm::vec2 by;
    };
    const Way ways[] = {
        {{"stage.pointer_left", "Pointer to the left", "Moves the dot."}, {-kPointerStep, 0.0F}},
        {{"stage.pointer_right", "Pointer to the right", "Moves the dot."}, {kPointerStep, 0.0F}},
        {{"stage.pointer_up", "Pointer up", "Moves the dot."}, {0.0F, -kPointerStep}},
        {{"stage.pointer_down", "Pointer down", "Moves the dot."}, {0.0F, kPointerStep}}};
    for (const Way& way : ways) {
        add_staged(registry, session, way.entry,
                   [&session, by = way.by](const Call&) -> Result<void> {
                       move_pointer(session, by);
                       return {};
                   });
    }
}

void add_hiding(command::CommandRegistry& registry, Session& session) {
    add_staged(registry, session,
               {"stage.freeze", "Freeze", "Keeps the audience's picture while you look elsewhere.",
                "Shift+F"},
               [&](const Call&) -> Result<void> {
                   session.stage.is_frozen = !session.stage.is_frozen;
                   session.changed = true;
                   return {};
               });
    add_staged(registry, session,
               {"stage.black", "Black picture", "Shows the audience nothing, in black."},
               [&](const Call&) -> Result<void> {
                   blank(session, picture::Blank::kBlack);
                   return {};
               });
    add_staged(registry, session,
               {"stage.white", "White picture", "Shows the audience nothing, in white."},
               [&](const Call&) -> Result<void> {
                   blank(session, picture::Blank::kWhite);
                   return {};
               });
}

Result<void> edit_bookmark(Session& session, const Call& call, const std::string& title,
                           const std::function<void(project::Bookmark&)>& edit) {
    project::Project next = session.history.now();
    const std::int64_t index = call.integer("index");
    if (index < 0 || static_cast<std::size_t>(index) >= next.bookmarks.size()) {
        return fail(ErrorKind::kUsage, "there is no bookmark " + std::to_string(index));
    }
    edit(next.bookmarks[static_cast<std::size_t>(index)]);
    apply_project(session, std::move(next), title, call.id + std::to_string(index));
    return {};
}

void add_texts(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"bookmark.set_note",
         "Note of a view",
         "Keeps what the presenter wants to remember there.",
         "",
         {needs("index", ValueType::kInteger), needs("note", ValueType::kText)}},
        [&](const Call& call) {
            return edit_bookmark(session, call, words::text({"step.note", "Note of a view"}),
                                 [&](project::Bookmark& b) { b.note = call.text("note"); });
        });
    const auto add_local = [&](const Entry& entry, project::LocalTexts project::Bookmark::*texts,
                               const Message& step_title) {
        add(registry, entry, [&session, texts, step_title](const Call& call) {
            return edit_bookmark(session, call, words::text(step_title),
                                 [&](project::Bookmark& bookmark) {
                                     const std::string text = call.text("text");
                                     if (text.empty()) {
                                         (bookmark.*texts).erase(call.text("language"));
                                     } else {
                                         (bookmark.*texts)[call.text("language")] = text;
                                     }
                                 });
        });
    };
    const std::vector<command::Parameter> parameters = {needs("index", ValueType::kInteger),
                                                        needs("text", ValueType::kText),
                                                        may_have("language", ValueType::kText)};
    add_local({"bookmark.set_caption", "Caption of a view",
               "What the audience reads under a view; one for each language.", "", parameters},
              &project::Bookmark::captions, {"step.caption", "Caption of a view"});
    add_local({"bookmark.set_name", "Name of a view in a language",
               "What a view is called for the audience.", "", parameters},
              &project::Bookmark::names, {"step.view_name", "Name of a view"});
}

}  // namespace

std::size_t stage_views(const Session& session) {
    return session.stage.show ? session.stage.show->views.size()
                              : session.history.now().bookmarks.size();
}

const project::Bookmark* stage_view(const Session& session, std::size_t index) {
    if (index >= stage_views(session)) return nullptr;
    return session.stage.show ? &session.stage.show->views[index].bookmark
                              : &session.history.now().bookmarks[index];
}

Result<void> go_to_stage_view(Session& session, std::size_t index) {
    const project::Bookmark* bookmark = stage_view(session, index);
    if (bookmark == nullptr) {
        return fail(ErrorKind::kUsage, "there is no view " + std::to_string(index));
    }
    session.stage.current = index;
    session.fits_when_known = false;
    session.motion.fly_to(pose_of(bookmark->view, session.scene.ground()), flight_of(session));
    if (session.stage.show) {
        if (const auto& time = session.stage.show->views[index].time_us) {
            session.time.now = UtcTime{*time};
            session.time.chosen = true;
        }
    }
    session.announce(bookmark->name, Urgency::kPolite);
    session.changed = true;
    return {};
}

void add_stage_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"stage.present",
         "Present",
         "Shows the city to an audience, on a second screen when there is one; or ends that.",
         "F5",
         {may_have("screen", ValueType::kText)}},
        [&](const Call& call) {
            return session.stage.is_on && !call.has("screen") ? end(session) : begin(session, call);
        });
    add_staged(registry, session, {"stage.end", "End presenting", "Back to one window."},
               [&](const Call&) { return end(session); });
    add_staged(registry, session,
               {"stage.set_screen",
                "Screen of the audience",
                "By name or number, or the word window.",
                "",
                {needs("screen", ValueType::kText)}},
               [&](const Call& call) -> Result<void> {
                   session.stage.screen = call.text("screen");
                   session.changed = true;
                   return {};
               });
    add_view_steps(registry, session);
    add_hiding(registry, session);
    add_pointer(registry, session);
    add_texts(registry, session);
}

}  // namespace belvedere::window
