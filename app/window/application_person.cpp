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
    close_audience();  // Before the device that draws into it.
    words::use(nullptr);
    words::set_measures(text::Measures::kMetric);
}

void Application::follow_units() {
    const preferences::Preferences& wish = session.person.preferences;
    const std::string& language = options.language.empty() ? wish.language : options.language;
    words::set_measures(preferences::choose_measures({options.units, wish.units, language}));
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
    follow_units();
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

project::Presenting Application::presenting_now() const {
    const Stage& stage = session.stage;
    project::Presenting now;
    if (!stage.is_on) return now;
    now.is_on = true;
    now.screen = stage.screen;
    now.view = stage.current ? static_cast<std::int64_t>(*stage.current) : -1;
    now.is_frozen = stage.is_frozen;
    now.blank = stage.blank == picture::Blank::kBlack   ? "black"
                : stage.blank == picture::Blank::kWhite ? "white"
                                                        : "";
    now.show_path = stage.show ? options.show_path : std::string();
    return now;
}

void Application::keep_changes() {
    // Before it is known, the view is not the person's.
    if (session.fits_when_known || !owes_autosave()) return;
    const double waits_s = rested ? kAutosavePeriod_s : kAutosaveBusy_s;
    if (step_begin_s - last_save_s < waits_s) return;
    session_file.keep_soon(jobs, take_session());
}

project::KeptSession Application::take_session() {
    unsaved = false;
    last_save_s = system_clock().steady_seconds();
    keep_view(session);
    kept_pose = session.motion.pose();
    kept_stage = presenting_now();
    project::Project now = session.history.now();
    now.presenting = kept_stage;
    return {std::move(now), session.project_file};
}

void Application::keep_session() {
    if (session.history.now().layers.empty()) return;
    auto kept = session_file.keep(take_session());
    if (!kept) log::warning("the session cannot be kept: " + kept.error().message);
}

bool Application::owes_autosave() const {
    if (session.history.now().layers.empty()) return false;
    const Pose& now = session.motion.pose();
    return unsaved || presenting_now() != kept_stage || now.eye != kept_pose.eye ||
           now.heading_deg != kept_pose.heading_deg || now.pitch_deg != kept_pose.pitch_deg;
}

void Application::open_show() {
    if (!options.second_language.empty()) {
        audience.second = std::make_unique<text::Translator>(preferences::translation_folders());
        // One that is not there was refused where it was asked for.
        (void)audience.second->choose(options.second_language);
    }
    if (!options.show_path.empty()) {
        auto show = project::load_show(options.show_path);
        if (show) {
            session.stage.show = std::move(*show);
        } else {
            notify(session, panels::NoticeKind::kError, show.error().message);
        }
    }
    if (!options.present) return;
    session.stage.is_on = true;
    session.stage.screen = *options.present;
}

void Application::resume_stage() {
    const project::Presenting was = session.history.now().presenting;
    if (!was.is_on) return;
    Stage& stage = session.stage;
    stage.is_on = true;
    stage.screen = was.screen;
    if (was.view >= 0) stage.current = static_cast<std::size_t>(was.view);
    stage.is_frozen = was.is_frozen;
    stage.blank = was.blank == "black"   ? picture::Blank::kBlack
                  : was.blank == "white" ? picture::Blank::kWhite
                                         : picture::Blank::kNone;
    if (options.show_path.empty()) options.show_path = was.show_path;
}

}  // namespace belvedere::window
