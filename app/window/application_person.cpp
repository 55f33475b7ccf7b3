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

project::Project Application::session_now() const {
    project::Project now = session.history.now();
    now.view = view_of(session.motion.pose(), session.scene.ground());
    now.has_view = true;
    const Stage& stage = session.stage;
    now.presenting = {};
    if (!stage.is_on) return now;
    now.presenting.is_on = true;
    now.presenting.screen = stage.screen;
    now.presenting.view = stage.current ? static_cast<std::int64_t>(*stage.current) : -1;
    now.presenting.is_frozen = stage.is_frozen;
    now.presenting.blank = stage.blank == picture::Blank::kBlack   ? "black"
                           : stage.blank == picture::Blank::kWhite ? "white"
                                                                   : "";
    now.presenting.show_path = stage.show ? options.show_path : std::string();
    return now;
}

// After each change, a moment later, so that a drag is not written a hundred times.
void Application::keep_changes() {
    constexpr double kKeepPeriod_s = 0.25;
    if (session.history.now().layers.empty() || session.fits_when_known) return;
    if (step_begin_s - last_save_s < kKeepPeriod_s) return;
    const project::Project now = session_now();
    if (!keeper.differs(now)) return;
    keeper.keep(now);
    last_save_s = step_begin_s;
}

void Application::keep_session() {
    if (session.history.now().layers.empty()) return;
    keep_view(session);
    if (auto saved = keeper.keep_at_once(session_now()); !saved) {
        log::warning("the session cannot be kept: " + saved.error().message);
    }
    last_save_s = system_clock().steady_seconds();
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
