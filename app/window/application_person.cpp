// SPDX-License-Identifier: Apache-2.0
// Application: what is kept from one start to the next: the person's preferences and the session.
#include <utility>

#include "app/preferences/language.hpp"
#include "app/preferences/preferences_file.hpp"
#include "app/window/application_state.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {

Application::~Application() {
    words::use(nullptr);
}

void Application::take_preferences() {
    Person& person = session.person;
    if (!options.preferences_path.empty()) {
        preferences::Start start = preferences::load_or_default(options.preferences_path);
        person.preferences = std::move(start.preferences);
        person.is_offered = !person.preferences.accessibility_offered;
        if (!start.problem.empty()) notify(session, panels::NoticeKind::kWarning, start.problem);
    }
    // A language that is not there was refused where it was asked for.
    (void)preferences::choose_first(translator, {options.language, person.preferences.language});
    words::use(&translator);
    for (const std::string& problem : apply_keys(registry, person.preferences.keys))
        notify(session, panels::NoticeKind::kWarning, problem);
}

void Application::follow_desktop() {
    desktop_watch = std::make_unique<access::DesktopWatch>(
        [mailbox = mailbox](const access::DesktopSettings& settings) {
            {
                const std::lock_guard lock(mailbox->mutex);
                mailbox->desktop = settings;
            }
            platform::Window::wake();
        });
}

void Application::keep_preferences() {
    if (!std::exchange(session.person.is_unsaved, false)) return;
    if (options.preferences_path.empty()) return;
    const auto& preferences = session.person.preferences;
    if (auto saved = preferences::save(options.preferences_path, preferences); !saved) {
        log::warning("the preferences cannot be kept: " + saved.error().message);
    }
}

void Application::find_last_session() {
    session.recent = project::recent_sources();
    const auto last = session_file.last();
    if (!last) return;
    for (const project::Layer& layer : last->project.layers) {
        const std::string name = project::display_name(layer);
        session.restorable += (session.restorable.empty() ? "" : ", ") + name;
    }
    session.ended_unexpectedly = session_file.last_end() == project::LastEnd::kUnexpected;
    if (!session.ended_unexpectedly) return;
    notify(session, panels::NoticeKind::kWarning,
           words::text({"start.ended_notice",
                        "The last session ended unexpectedly. What was open is kept: File, "
                        "Continue the last session."}));
}

void Application::keep_session() {
    unsaved = false;
    last_save_s = system_clock().steady_seconds();
    if (session.history.now().layers.empty()) return;
    keep_view(session);
    kept_pose = session.motion.pose();
    auto kept = session_file.keep({session.history.now(), session.project_file});
    if (!kept) log::warning("the session cannot be kept: " + kept.error().message);
}

bool Application::owes_autosave() const {
    if (session.history.now().layers.empty()) return false;
    const Pose& now = session.motion.pose();
    return unsaved || now.eye != kept_pose.eye || now.heading_deg != kept_pose.heading_deg ||
           now.pitch_deg != kept_pose.pitch_deg;
}

}  // namespace belvedere::window
