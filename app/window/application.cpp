// SPDX-License-Identifier: Apache-2.0
#include "app/window/application.hpp"

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

#include <glm/geometric.hpp>

#include "app/window/application_state.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/access/atk_backend.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::window {
namespace {

// Preferences are written once the hand that changes them rests.
constexpr double kKeepPreferencesAfter_s = 0.5;
// While tiles load and nothing is drawn, how often the streamer is asked.
constexpr double kStreamPeriod_s = 0.004;
// How often the device is asked whether a frame with new values is done, for what is measured.
constexpr double kDevicePeriod_s = 0.002;
// How often an idle window looks for edited shaders, while they are watched at all.
constexpr double kShaderPeriod_s = 0.5;

JobPoolOptions pool_options(const gpu::DeviceInfo& device) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    JobPoolOptions options;
    options.threads = std::clamp<std::size_t>(cores, 2, 16);
    options.scheduling = device.is_software ? WorkerScheduling::kIdle : WorkerScheduling::kNormal;
    return options;
}

ui::Clipboard clipboard_of(platform::Window& window) {
    return {[&window] { return window.clipboard(); },
            [&window](const std::string& text) { window.set_clipboard(text); }};
}

}  // namespace

Application::Application(const ApplicationOptions& options_in,
                         std::unique_ptr<platform::Window> window_in,
                         std::unique_ptr<Graphics> graphics_in)
    : options(options_in),
      window(std::move(window_in)),
      graphics(std::move(graphics_in)),
      jobs(pool_options(graphics->device())),
      scene(graphics->renderer(), jobs, options.scene),
      session(scene, {}),
      view_input(session),
      frame({}, clipboard_of(*window)),
      assistive(options_in.is_accessible
                    ? std::unique_ptr<access::Backend>(std::make_unique<access::AtkBackend>())
                    : std::make_unique<access::NullBackend>()),
      taking(graphics->press(), jobs, platform::Window::wake) {
    graphics->share_work(jobs);
    lend_services();
    session.motion.set_surface([this](const geo::Ray& ray) -> std::optional<glm::dvec3> {
        const auto hit = scene.intersect(ray);
        return hit ? std::optional(hit->position) : std::nullopt;
    });
    session.devices = &devices.symbols();
    session.groups = &devices.groups();
    session.values = &values;
    session.live.set_wake(platform::Window::wake);
    if (options.scene.offline) session.live.set_network(live::Network::kOff);
    session.live.keep_values_in(values_folder());
    add_all_commands(registry, session);
    take_preferences();
    find_last_session();
    builder = std::make_unique<PanelBuilder>(session, registry);
    facts.device = graphics->device().name;
    facts.driver = graphics->device().driver;
    for (const std::string_view name : render::quality_names())
        facts.qualities.emplace_back(name);
    facts.memory_ceiling_bytes = options.scene.memory_bytes;
    facts.error_px_wanted = options.scene.error_px;
    panels = &builder->build(facts, std::nullopt);
}

void Application::lend_services() {
    session.services = {
        [this](const std::string& text) { window->set_clipboard(text); },
        [this] { return window->clipboard(); },
        [this] { window->toggle_full_screen(); },
        [this](const std::string& name) { return graphics->set_quality(name); },
        [this](const CancelToken& cancel) { start_demo(cancel); },
        [this] { shell.focus_next_region(panels->layout); },
        [this](const std::string& dock, const std::string& tab) { shell.focus_tab(dock, tab); },
        [this](const std::string& path) { dump_soon(path); },
        [this](const std::string& code) {
            return code.empty() ? preferences::choose_first(translator, {})
                                : translator.choose(code);
        },
        [this] { return translator.languages(); },
        [this] {
            (void)apply_keys(registry, session.person.preferences.keys);
            follow_units();
        },
        [this] { return session_file.last(); },
        [this](CacheWork work) { work_on_cache(work); },
        [this] { return cache_folder().string(); },
        [this] { keep_session(); },
        [this](Switch which) {
            switch_access.press(which, frame, system_clock().steady_seconds());
        },
        [this](const input::InputEvent& event) { frame.push(event); },
        [this] { puck.look_again(); },
        [this](SoundEvent event, SoundBearing from) {
            sounds.play(event, from, system_clock().steady_seconds());
        },
        [this](std::optional<std::size_t> point) { play_frames(point); },
        [this] { sounds.stop(); },
        [this](const std::string& query, std::vector<SearchedLayer> layers) {
            searcher.start(query, std::move(layers));
        },
        [this](std::optional<std::size_t> point) { play_values(point); },
        [this](ModelTask task) { return start_model_work(std::move(task)); }};
    session.desk.list = std::make_unique<devices::DeviceList>(jobs, platform::Window::wake);
    session.twins.proofs.work_in(jobs, platform::Window::wake);
    session.twins.rounds.work_in(jobs, platform::Window::wake);
}

void Application::open_what_was_asked() {
    session.time.zone = options.zone;
    // Until a city says where it is: an afternoon's sky behind the start page.
    constexpr double kSkyPitch_deg = 32.0;
    const glm::dvec3 somewhere = geo::to_ecef({11.0, 45.0, 300.0});
    session.motion.set_pose({somewhere, 0.0, kSkyPitch_deg});
    session.time.now = city::default_time(somewhere, city::Ground::kEarth);
    session.time.asked = options.time;
    session.time.is_zone_asked = options.zone_chosen;
    session.asked_quality = options.quality;
    if (options.time) {
        session.time.now = *options.time;
        session.time.chosen = true;
    }
    follow_project(session);
    if (!options.project_path.empty()) {
        commands.emit("project.open", {{"path", options.project_path}});
    }
    for (const city::SourceRequest& source : options.sources) {
        commands.emit("source.open", {{"uri", source.uri},
                                      {"crs", source.crs},
                                      {"vertical", source.vertical},
                                      {"feature_id_set", source.feature_id_set},
                                      {"lod", source.lod},
                                      {"theme", source.theme},
                                      {"filter", options.filter}});
    }
    for (const std::string& path : options.things)
        commands.emit("feed.describe", {{"path", path}});
    for (const std::string& url : options.feeds)
        commands.emit("feed.connect", {{"url", url}});
    if (!options.live_property.empty()) {
        commands.emit("live.show", {{"property", options.live_property}});
    }
    if (!options.tint.empty()) commands.emit("live.tint", {{"by", options.tint}});
    if (!options.live_display.empty())
        commands.emit("live.show_as", {{"display", options.live_display}});
    if (options.opens_demo) commands.emit("source.demo");
    if (options.resumes) commands.emit("project.restore");
    apply_commands();
    if (options.resumes) resume_stage();
    open_show();
    start_view = options.view;
    if (options.style_json.empty()) return;
    if (auto set = set_style(session, options.style_json, "--style"); !set) {
        notify(session, panels::NoticeKind::kError,
               words::text({"problem.style", "style: {cause}"},
                           {{"cause", words::engine_text(set.error().message)}}));
    }
}

double Application::wait_s() const {
    const double now = system_clock().steady_seconds();
    if (session.changed || turns.pending() || frame.wants_another() ||
        session.motion.destination() || session.time.playing) {
        return 0.0;
    }
    if (!scene.complete() || graphics->has_uploads()) return kStreamPeriod_s;
    if (session.picture.stage != PictureStage::kIdle) return kStreamPeriod_s;
    if (!script_done()) return kStreamPeriod_s;
    const double device_s = session.live.delay().awaits_device() ? kDevicePeriod_s : kRest_s;
    if (!rested)
        return std::min(std::clamp(last_change_s + kRest_s - now, 0.001, kRest_s), device_s);
    double until_s = graphics->watches_shaders() ? kShaderPeriod_s : -1.0;
    const auto no_later = [&until_s](double wait_s) {
        until_s = until_s < 0.0 ? wait_s : std::min(until_s, wait_s);
    };
    if (device_s < kRest_s) no_later(device_s);
    if (pad.connected) no_later(pad_pace.period_s(now));
    if (const auto caption_s = sounds.next_s()) no_later(std::max(0.0, *caption_s - now));
    if (const auto scan_s = switch_access.next_s()) no_later(std::max(0.0, *scan_s - now));
    if (session.person.is_unsaved) no_later(kKeepPreferencesAfter_s);
    if (session.telling.wait_s > 0.0) no_later(session.telling.wait_s);
    if (const double next_s = activities_wait_s(session, now); next_s >= 0.0) no_later(next_s);
    if (const auto stage_s = stage_wait_s()) no_later(*stage_s);
    if (owes_autosave()) no_later(std::max(0.001, last_save_s + kAutosavePeriod_s - now));
    if (const auto live_s = live_wait_s()) no_later(std::max(0.0, *live_s));
    if (const auto try_s = scene.next_try_s()) no_later(std::max(0.001, *try_s));
    if (const auto recent_s = recent_wait_s()) no_later(*recent_s);
    if (const auto news_s = assistive.next_s()) no_later(std::max(0.0, *news_s - now));
    return until_s;
}

void Application::take_edited_shaders() {
    if (!graphics->watches_shaders()) return;
    const std::string before = graphics->shader_problem();
    if (graphics->reload_shaders())
        session.changed = scene_changed = scene_differs_for_audience = true;
    const std::string& problem = graphics->shader_problem();
    if (problem == before) return;
    std::erase_if(session.notices, [&](const auto& notice) { return notice.text == before; });
    if (!problem.empty()) notify(session, panels::NoticeKind::kWarning, problem);
    session.changed = true;
}

void Application::drain_queues() {
    take_edited_shaders();
    std::optional<Result<std::string>> demo;
    std::vector<std::pair<std::string, picture::RecentPicture>> recent_pictures;
    std::vector<std::pair<std::uint64_t, Result<void>>> dumps;
    {
        const std::lock_guard lock(mailbox->mutex);
        demo = std::exchange(mailbox->demo, std::nullopt);
        dumps = std::exchange(mailbox->dumps, {});
        recent_pictures = std::exchange(mailbox->recent_pictures, {});
        if (mailbox->quit) session.wants_quit = true;
        if (Activity* making = find_activity(session, demo_activity)) {
            session.changed = session.changed || making->fraction != mailbox->demo_fraction;
            making->fraction = mailbox->demo_fraction;
        }
        if (mailbox->cache_bytes) {
            session.cache_bytes = std::exchange(mailbox->cache_bytes, std::nullopt);
            session.changed = true;
        }
        if (mailbox->desktop) {
            session.person.desktop = *std::exchange(mailbox->desktop, std::nullopt);
            session.changed = true;
        }
    }
    for (const auto& [activity, written] : dumps) {
        end_activity(session, activity);
        if (written) continue;
        log::warning(written.error().message);
        notify(session, panels::NoticeKind::kWarning, written.error().message);
    }
    if (demo) take_demo(std::move(*demo));
    if (!recent_pictures.empty()) take_recent_pictures(std::move(recent_pictures));
    take_found_in_files();
    take_in_live();
    take_model_work();
    follow_activities(session, system_clock().steady_seconds());
}

void Application::apply_commands() {
    run_script();
    for (const command::Call& call : commands.take()) {
        log::debug("command " + call.id);
        if (auto done = registry.invoke(call); !done) {
            log::warning(done.error().message);
            notify(session, panels::NoticeKind::kWarning, done.error().message);
            if (call.id == "source.open") {
                session.start_problem = {.technical = done.error().message};
            }
        }
        unsaved = true;
    }
}

bool Application::script_done() const {
    return script_at >= options.script.size();
}

void Application::run_script() {
    if (script_done()) return;
    const bool settled = scene.complete() && rested && !session.motion.destination() &&
                         session.activities.empty() && !session.changed && !tiles_came &&
                         session.picture.stage == PictureStage::kIdle && !session.picture.asked &&
                         live_is_settled();
    if (!settled) return;
    script_step_s = system_clock().steady_seconds();
    const std::string& line = options.script[script_at++];
    auto call = command::parse_call(line);
    if (call) {
        commands.emit(std::move(*call));
        session.changed = true;
    } else {
        report.errors.push_back("script line " + std::to_string(script_at) + ": " +
                                call.error().message);
    }
}

void Application::advance_time() {
    const bool flew = session.motion.advance(std::min(last_frame_s, 0.1));
    if (flew) session.changed = true;
    if (sounds.advance(step_begin_s)) session.changed = true;
    if (switch_access.advance(frame, step_begin_s)) session.changed = true;
    if (!session.time.playing) return;
    constexpr double kHoursPerSecond = 1.0;
    session.time.now.microseconds +=
        static_cast<std::int64_t>(last_frame_s * kHoursPerSecond * 3600.0 * 1e6);
    session.time.chosen = true;
    session.changed = true;
}

void Application::update_layers() {
    const auto bounds = scene.bounds();
    if (!bounds) return;
    session.motion.set_ground(scene.ground());
    if (!session.time.chosen) session.time.now = city::default_time(bounds->center, scene.ground());
    if (!zone_set && !options.zone_chosen && scene.ground() == city::Ground::kEarth) {
        // Hours as the sun makes them there, until the project names the city's own zone.
        const double longitude = geo::to_geodetic(bounds->center).longitude_deg;
        session.time.place_zone =
            TimeZone::fixed(static_cast<int>(std::lround(longitude / 15.0)) * 3600);
        if (session.history.now().time_zone.empty()) session.time.zone = session.time.place_zone;
        zone_set = true;
    }
    if (!session.fits_when_known) return;
    if (start_view) {
        session.motion.set_pose(pose_of(*std::exchange(start_view, {}), city::Ground::kEarth));
        session.fits_when_known = false;
        session.changed = true;
        return;
    }
    // What is drawn is tighter than what a source says of itself; the fit follows it until the view
    // is complete or the person moves. Then all is known, and outliers can be told from the city.
    // Between frames that show tiles it stays: a view that moved would be a frame of its own.
    if (!scene.complete() && pace.holds(step_begin_s)) return;
    auto box = whole_box(scene);
    if (!box) return;
    if (scene.complete() && scene.drawn_box()) {
        box = fit_once(session);
        session.fits_when_known = false;
    }
    const Pose pose = pose_to_fit({*box, 0.0, city::kFitAngles.pitch_deg, aspect_of(session.area)},
                                  scene.ground());
    const Pose& now = session.motion.pose();
    const double near_enough = 1e-3 * glm::distance(pose.eye, box->center);
    if (glm::distance(pose.eye, now.eye) <= near_enough) return;
    session.motion.set_pose(pose);
    session.changed = true;
}

void Application::stream_tiles() {
    const city::SceneView here{camera_of(session), static_cast<double>(session.area.width()),
                               static_cast<double>(session.area.height())};
    std::vector<city::SceneView> shown = {here};
    if (const auto lens = lens_of(session)) {
        shown.push_back({lens->camera, static_cast<double>(lens->frame.width()),
                         static_cast<double>(lens->frame.height())});
    }
    std::optional<city::SceneView> destination;
    if (const auto pose = session.motion.destination()) {
        ViewMotion there = session.motion;
        there.set_pose(*pose);
        destination = city::SceneView{there.camera(100.0), here.width_px, here.height_px};
    }
    if (const auto paper = picture_scene_view()) shown.push_back(*paper);
    if (const auto audience_view = audience_scene_view()) shown.push_back(*audience_view);
    scene.set_load_budget_ms(pace.budget_ms(step_begin_s, last_frame_s));
    if (scene.update(shown, destination ? &*destination : nullptr)) {
        tiles_came = scene_changed = scene_differs_for_audience = true;
        devices.note_scene_changed();
    }
    follow_view(session, system_clock().steady_seconds());
}

}  // namespace belvedere::window
