// SPDX-License-Identifier: Apache-2.0
// Commands on the project as a whole: open, save, close, continue the last session.
#include <utility>

#include "app/project/project_file.hpp"
#include "app/project/source_path.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

void take_project(Session& session, project::Project project, std::string file) {
    session.history.reset(std::move(project));
    session.project_file = std::move(file);
    session.saved = session.history.snapshot();
    session.chosen_layer = 0;
    session.start_problem = {};
    session.selected.clear();
    session.inspected = {};
    session.measured.clear();
    sync_features(session);
    const project::Project& now = session.history.now();
    session.fits_when_known = !now.has_view;
    sync_scene(session);
    follow_project(session);
    if (auto styled = show_project_style(session); !styled) {
        notify(session, panels::NoticeKind::kWarning, styled.error().message);
    }
    if (now.has_view) session.motion.set_pose(pose_of(now.view, session.scene.ground()));
}

// A name that the save dialog begins with: beside the first source on this disk, else in the home
// folder.
std::string suggested_file(const Session& session) {
    if (!session.project_file.empty()) return session.project_file;
    const auto& layers = session.history.now().layers;
    std::string name = layers.empty() ? "city" : project::display_name(layers.front());
    for (char& c : name) {
        if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < ' ') c = '_';
    }
    return project::whole_path("~/" + name + project::kProjectExtension);
}

void show_save_dialog(Session& session) {
    session.save = {};
    session.save.is_shown = true;
    session.save.suggested = suggested_file(session);
    session.changed = true;
}

Result<void> save_to(Session& session, const std::string& typed, Replaces replaces) {
    std::filesystem::path path = project::whole_path(typed);
    if (!path.has_extension()) path += project::kProjectExtension;
    std::error_code error;
    const bool is_other = std::filesystem::exists(path, error) && path != session.project_file;
    session.changed = true;
    if (is_other && replaces == Replaces::kAsksBefore) {
        session.save.asks_before = true;
        session.save.problem = {};
        return {};
    }
    keep_view(session);
    if (auto saved = project::save(path, session.history.now()); !saved) {
        session.save.problem = {.technical = saved.error().message};
        return fail(saved.error());
    }
    session.save = {};
    session.project_file = path.string();
    session.saved = session.history.snapshot();
    remember(session, session.project_file);
    notify(session, panels::NoticeKind::kInfo,
           words::text({"project.saved", "Saved {path}"}, {{"path", path.string()}}));
    return {};
}

Result<void> save_project(Session& session, const Call& call) {
    const Replaces replaces =
        call.flag("replace", true) ? Replaces::kAtOnce : Replaces::kAsksBefore;
    if (!call.text("path").empty()) return save_to(session, call.text("path"), replaces);
    if (!session.project_file.empty()) {
        return save_to(session, session.project_file, Replaces::kAtOnce);
    }
    show_save_dialog(session);
    return {};
}

Result<void> restore(Session& session) {
    auto last = session.services.last_session();
    if (!last) return fail(last.error());
    take_project(session, std::move(last->project), std::move(last->file));
    return {};
}

}  // namespace

void remember(Session& session, const std::string& uri) {
    if (auto remembered = project::remember_source(uri); !remembered) {
        log::warning("the list of recent sources cannot be kept: " + remembered.error().message);
    }
    session.recent = project::recent_sources();
}

Result<void> open_project_file(Session& session, const std::string& typed) {
    const std::string path = project::whole_path(typed);
    auto project = project::load(path);
    if (!project) return fail(project.error());
    take_project(session, std::move(*project), path);
    remember(session, path);
    return {};
}

void follow_project(Session& session) {
    const project::Project& now = session.history.now();
    TimeOfDay& time = session.time;
    if (time.asked) {
        time.now = *time.asked;
    } else if (now.time_us != 0) {
        time.now = {now.time_us};
    }
    time.chosen = time.asked.has_value() || now.time_us != 0;
    if (!time.is_zone_asked) {
        time.zone = time.place_zone;
        if (!now.time_zone.empty()) {
            if (auto zone = TimeZone::load(now.time_zone)) {
                time.zone = *zone;
            } else {
                notify(session, panels::NoticeKind::kWarning, zone.error().message);
            }
        }
    }
    const std::string& quality = !session.asked_quality.empty() ? session.asked_quality
                                 : !now.quality.empty()         ? now.quality
                                                        : session.person.preferences.quality;
    if (auto set = session.services.set_quality(quality); !set) {
        notify(session, panels::NoticeKind::kWarning, set.error().message);
    }
    if (session.chosen_layer >= now.layers.size()) session.chosen_layer = 0;
    session.changed = true;
}

bool has_unsaved_changes(const Session& session) {
    if (session.project_file.empty() || !session.saved) return false;
    project::Project now = session.history.now();
    // Where one looks from and how the panels stand is kept, but is no change to be told of.
    now.view = session.saved->view;
    now.has_view = session.saved->has_view;
    now.layout = session.saved->layout;
    return !(now == *session.saved);
}

void add_project_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_layers = [&session] { return !session.history.now().layers.empty(); };
    add(registry,
        {"project.open",
         "Open a project",
         "Opens a project file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return open_project_file(session, call.text("path")); });
    add(registry,
        {"project.save",
         "Save the project",
         "Keeps sources, views and layout in a file.",
         "Ctrl+S",
         {may_have("path", ValueType::kText), may_have("replace", ValueType::kBool)},
         has_layers},
        [&](const Call& call) { return save_project(session, call); });
    add(registry,
        {"project.save_as",
         "Save the project as…",
         "Keeps the project in another file.",
         "Ctrl+Shift+S",
         {},
         has_layers},
        [&](const Call&) -> Result<void> {
            const bool was_shown = session.save.is_shown;
            if (!was_shown) show_save_dialog(session);
            if (was_shown) session.save = {};
            session.changed = true;
            return {};
        });
    add(registry,
        {"project.close",
         "Close everything",
         "Closes all sources and goes back to the start page.",
         "Ctrl+W",
         {},
         has_layers},
        [&](const Call&) -> Result<void> {
            session.services.keep_session();
            take_project(session, {}, {});
            return {};
        });
    add(registry,
        {"project.restore",
         "Continue the last session",
         "Opens what was open last.",
         "",
         {},
         [&session] { return !session.restorable.empty(); }},
        [&](const Call&) { return restore(session); });
}

}  // namespace belvedere::window
