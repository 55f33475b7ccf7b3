// SPDX-License-Identifier: Apache-2.0
// Application: from its first frame to its last.
#include <memory>
#include <mutex>
#include <utility>

#include "app/platform/quit_signal.hpp"
#include "app/window/application_state.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {

Result<void> Application::run() {
    open_what_was_asked();
    follow_desktop();
    bool warm = false;
    while (!session.wants_quit) {
        poll_input();
        drain_queues();
        apply_commands();
        follow_stage();
        advance_time();
        update_layers();
        stream_tiles();
        take_pictures();
        keep_recent_picture();
        read_recent_pictures();
        keep_changes();
        const bool drawn = draw();
        if (!drawn) {
            if (auto shown = show_audience(Drawn::kNo); !shown) return fail(shown.error());
            if (scene.complete() && !graphics->has_uploads()) continue;
            if (auto pumped = graphics->pump(); !pumped) return fail(pumped.error());
            scene.note_upload_ms(graphics->upload_ms());
            continue;
        }
        if (auto presented = present(); !presented) return fail(presented.error());
        if (auto shown = show_audience(Drawn::kYes); !shown) return fail(shown.error());
        // After the first picture of the interface: only then is the window's format known, and the
        // person sees a window while pipelines are made and sources open on the workers.
        if (warm || facts.frames == 0) continue;
        warm = true;
        // What was found meanwhile begins to open now, and not after the pipelines.
        drain_queues();
        apply_commands();
        stream_tiles();
        if (auto warmed = graphics->warm_up(); !warmed) return fail(warmed.error());
    }
    return {};
}

Result<ApplicationReport> run_application(const ApplicationOptions& options) {
    const auto mailbox = std::make_shared<Mailbox>();
    // Before all else: threads inherit which signals they are kept from.
    auto quit_signal = std::make_unique<platform::QuitSignal>([mailbox] {
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->quit = true;
        }
        platform::Window::wake();
    });
    auto window = platform::Window::create({"Belvedere", options.width_px, options.height_px});
    if (!window) return fail(window.error());
    auto graphics =
        Graphics::create(**window, {options.device, options.quality, options.scene.memory_bytes});
    if (!graphics) return fail(graphics.error());
    Application application(options, std::move(*window), std::move(*graphics));
    application.mailbox = mailbox;
    const Result<void> ran = application.run();
    if (ran) application.keep_last_picture();
    application.keep_session();
    application.keep_preferences();
    ApplicationReport report = application.finish();
    quit_signal.reset();  // It wakes the window, which goes next.
    if (!ran && ran.error().kind != ErrorKind::kDevice) return fail(ran.error());
    if (!ran) {
        report.device_lost = true;
        report.errors.push_back(ran.error().message);
        log::error(
            "the graphics device was lost; the session is saved and `belvedere` offers to "
            "continue it: " +
            ran.error().message);
    }
    return report;
}

}  // namespace belvedere::window
