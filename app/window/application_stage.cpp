// SPDX-License-Identifier: Apache-2.0
// Application: presenting to an audience: its window and screen, scripted shows, its picture.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "app/ui/drawing.hpp"
#include "app/ui/theme.hpp"
#include "app/window/application_state.hpp"
#include "app/window/audience_devices.hpp"
#include "app/window/audience_words.hpp"
#include "app/window/stage_keys.hpp"
#include "app/words/words.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {
namespace {

// While the presenter's window has nothing to draw, how often the audience's picture is compared:
// tiles arrive there too.
constexpr double kLook_s = 0.05;
constexpr std::uint32_t kWindow_px[] = {960, 540};
// Where an audience's window begins, from the corner of the presenter's.
constexpr int kWindowOffset = 40;

std::size_t desk_monitor(const platform::Window& window,
                         std::span<const platform::Monitor> monitors) {
    const platform::Window::Position at = window.position_px();
    return monitor_at(monitors, at.x + static_cast<int>(window.width_px() / 2),
                      at.y + static_cast<int>(window.height_px() / 2));
}

}  // namespace

bool Application::is_alone() const {
    return audience.painter != nullptr && !audience.window;
}

PictureSize Application::audience_size() const {
    const platform::Window& shown = audience.window ? *audience.window : *window;
    return {shown.width_px(), shown.height_px()};
}

// Whether the audience's window is there and on the screen it should be on.
void Application::follow_stage() {
    Stage& stage = session.stage;
    const bool has_new_screens = platform::take_monitor_change();
    if (stage.is_on || has_new_screens) stage.monitors = platform::monitors();
    // Without a city there is the start page, which is the presenter's.
    if (!stage.is_on || session.history.now().layers.empty()) {
        if (audience.painter) end_stage();
        return;
    }
    const bool begins = !audience.painter;
    if (begins) {
        stage.begun_s = step_begin_s;
        audience.painter = std::make_unique<picture::SurroundPainter>(graphics->renderer());
        audience.camera = camera_of(session);
        audience.is_dirty = true;
    }
    if (begins || has_new_screens || staged_screen != stage.screen) place_stage();
    run_show();
    // The clock of the presenter's panel.
    const double second = std::floor(step_begin_s - stage.begun_s);
    if (std::exchange(staged_second, second) != second && audience.window) session.changed = true;
}

void Application::place_stage() {
    Stage& stage = session.stage;
    staged_screen = stage.screen;
    stage.monitors = platform::monitors();
    stage.problem = {};
    const std::size_t desk = desk_monitor(*window, stage.monitors);
    stage.plan = plan_stage(stage.monitors, {stage.screen, desk, audience.window != nullptr});
    if (stage.plan.is_fallback) {
        stage.problem =
            stage.plan.place == StagePlace::kWindow
                ? words::Sentence{Message{"stage.only_screen",
                                          "The audience's screen was unplugged; its picture is in "
                                          "a window."}}
                : words::Sentence{Message{"stage.screen_gone",
                                          "The screen \"{screen}\" is not there; the audience's "
                                          "picture is shown elsewhere."},
                                  {{"screen", stage.screen}}};
        notify(session, panels::NoticeKind::kWarning, words::say(stage.problem));
    }
    session.changed = audience.is_dirty = true;
    if (stage.plan.place == StagePlace::kDeskScreen) {
        close_audience();
        fill_desk_screen(desk);
        return;
    }
    leave_desk_screen();
    if (auto opened = open_audience(); !opened) {
        stage.problem = {
            Message{"stage.no_window", "The audience's window cannot be opened: {cause}"},
            {{"cause", opened.error().message}}};
        notify(session, panels::NoticeKind::kError, words::say(stage.problem));
        stage.plan.place = StagePlace::kDeskScreen;
        fill_desk_screen(desk);
        return;
    }
    const platform::Window::Position at = window->position_px();
    if (stage.plan.place == StagePlace::kScreen) {
        const platform::Monitor& monitor = stage.monitors[stage.plan.monitor];
        audience.window->fill_screen_at({monitor.x, monitor.y});
    } else if (audience.window->fills_screen()) {
        audience.window->place({at.x + kWindowOffset, at.y + kWindowOffset}, kWindow_px[0],
                               kWindow_px[1]);
    }
}

void Application::fill_desk_screen(std::size_t monitor) {
    if (window->fills_screen() || monitor >= session.stage.monitors.size()) return;
    const platform::Monitor& screen = session.stage.monitors[monitor];
    window->fill_screen_at({screen.x, screen.y});
    audience.fills_desk_screen = window->fills_screen();
}

void Application::leave_desk_screen() {
    if (!std::exchange(audience.fills_desk_screen, false) || !window->fills_screen()) return;
    window->toggle_full_screen();
}

Result<void> Application::open_audience() {
    if (audience.window) return {};
    auto made = platform::Window::create(
        {words::text({"stage.window_title", "Audience's picture – Belvedere"}), kWindow_px[0],
         kWindow_px[1], platform::WindowUse::kAudience});
    if (!made) return fail(made.error());
    if (auto opened = graphics->open_audience(**made); !opened) return fail(opened.error());
    audience.window = std::move(*made);
    audience.is_dirty = true;
    return {};
}

void Application::close_audience() {
    if (!audience.window) return;
    graphics->close_audience();
    audience.window.reset();
}

void Application::end_stage() {
    close_audience();
    leave_desk_screen();
    audience.painter.reset();
    audience.seen = {};
    session.stage.problem = {};
    session.changed = true;
}

// The next view of a show once the one before was seen long enough.
void Application::run_show() {
    Stage& stage = session.stage;
    if (!stage.show || stage.show->views.empty() || !scene.bounds()) return;
    const double now = step_begin_s;
    const bool begins = stage.show_next_s == 0.0;
    if (begins && stage.show->minutes > 0.0) {
        stage.show_until_s = now + stage.show->minutes * 60.0;
    }
    if (!begins && now < stage.show_next_s) return;
    if (stage.show_until_s > 0.0 && now >= stage.show_until_s) {
        stage.show_next_s = std::numeric_limits<double>::infinity();
        if (stage.show->then == project::AfterShow::kQuit) session.wants_quit = true;
        session.changed = true;
        return;
    }
    std::size_t index = begins ? stage.current.value_or(0) : stage.current.value_or(0) + 1;
    if (index >= stage.show->views.size()) {
        index = 0;
        ++stage.rounds;
    }
    if (auto gone = go_to_stage_view(session, index); !gone) log::warning(gone.error().message);
    stage.show_next_s = now + stage.show->views[index].dwell_s;
}

// When presenting wants to be looked at again; nothing: not by itself.
std::optional<double> Application::stage_wait_s() const {
    const Stage& stage = session.stage;
    if (!stage.is_on) return std::nullopt;
    const double now = step_begin_s;
    // The clock of the presenter's panel goes by seconds.
    double until_s = std::floor(now - stage.begun_s) + 1.0 + stage.begun_s;
    if (stage.show && stage.show_next_s > now) until_s = std::min(until_s, stage.show_next_s);
    if (audience.window && !audience.is_rested)
        until_s = std::min(until_s, audience.changed_s + kRest_s);
    return std::max(until_s - now, 0.001);
}

std::optional<InputOutcome> Application::take_key_for_stage(const input::InputEvent& event) {
    const auto* key = std::get_if<input::KeyEvent>(&event);
    const Stage& stage = session.stage;
    if (!stage.is_on || key == nullptr || key->press == input::Press::kUp) return std::nullopt;
    if (frame.capture().text || is_in_dialog()) return std::nullopt;
    const input::KeyChord chord{key->key, key->modifiers};
    if (!session.person.preferences.character_keys && input::is_character(chord)) {
        return std::nullopt;
    }
    const std::string_view command =
        stage_command(chord, {.is_alone = is_alone(), .has_pointer = stage.pointer.has_value()});
    if (command.empty()) return std::nullopt;
    // A clicker's button that is held must not race through the views.
    if (key->press == input::Press::kRepeat && !command.starts_with("stage.pointer_")) {
        return InputOutcome::kTaken;
    }
    commands.emit(std::string(command));
    return command.starts_with("stage.pointer_") ? InputOutcome::kTaken : InputOutcome::kActs;
}

void Application::poll_audience() {
    if (!audience.window) return;
    for (const input::InputEvent& event : audience.window->take_events()) {
        if (const auto* size = std::get_if<input::ResizeEvent>(&event)) {
            graphics->resize_audience(size->width_px, size->height_px);
            audience.is_dirty = true;
        } else if (std::holds_alternative<input::CloseEvent>(event)) {
            commands.emit("stage.end");
        } else if (std::holds_alternative<input::RefreshEvent>(event)) {
            audience.is_dirty = true;
        } else if (const auto* key = std::get_if<input::KeyEvent>(&event)) {
            // The audience's window may have got the keyboard: it means the same there.
            if (!take_key_for_stage(event)) (void)take_key(*key, {});
        }
    }
}

void Application::point_for_audience(const input::InputEvent& event) {
    const auto* move = std::get_if<input::PointerMoveEvent>(&event);
    if (!session.stage.is_on || !session.stage.pointer || move == nullptr) return;
    const ViewArea& area = session.area;
    const glm::vec2 share{(move->x - area.x0) / area.width(), (move->y - area.y0) / area.height()};
    if (share.x < 0.0F || share.x > 1.0F || share.y < 0.0F || share.y > 1.0F) return;
    session.stage.pointer = share;
    session.changed = true;
}

float Application::audience_symbol_px() const {
    return city::DeviceDrawing::size_px(devices.shown()) * values.symbol_share() *
           static_cast<float>(audience_symbol_scale(audience.sheet));
}

// What the audience is to see now; what it sees stays as it is while it is frozen.
void Application::fill_audience(const PictureSize& size) {
    Stage& stage = session.stage;
    audience.sheet = picture::sheet_for_audience(size.width_px, size.height_px);
    if (!stage.is_frozen) {
        audience.camera = camera_of(session);
        audience.to_sun = city::to_sun(session.time.now, scene.ground());
        audience.surround = audience_surround(session, {&translator, audience.second.get()});
        audience.surround.scale = scale_mark(size, audience.camera);
        add_device_values(session, audience.camera, audience.sheet, audience_symbol_px(),
                          audience.surround);
    }
    // A frozen picture can be pointed at, and hidden.
    audience.surround.blank = stage.blank;
    audience.surround.pointer.reset();
    if (stage.pointer) {
        audience.surround.pointer =
            picture::PointerMark{stage.pointer->x * audience.sheet.width_px,
                                 stage.pointer->y * audience.sheet.height_px};
    }
    audience.view = {};
    audience.view.camera = audience.camera;
    audience.view.area = {0, 0, size.width_px, size.height_px};
    audience.view.horizon = city::horizon_at(audience.camera.position, scene.ground());
    audience.view.to_sun = audience.to_sun;
}

std::optional<city::SceneView> Application::audience_scene_view() const {
    if (!audience.window) return std::nullopt;
    const PictureSize size = audience_size();
    if (size.width_px == 0 || size.height_px == 0) return std::nullopt;
    const render::Camera camera = session.stage.is_frozen ? audience.camera : camera_of(session);
    return city::SceneView{camera, static_cast<double>(size.width_px),
                           static_cast<double>(size.height_px)};
}

void Application::append_audience_devices() {
    const ui::Color chosen = ui::dark_theme().colors.marker;
    const double scale = audience_symbol_scale(audience.sheet);
    const auto appended = devices.append_to(
        audience.list, scale * static_cast<double>(values.symbol_share()),
        {chosen.r, chosen.g, chosen.b, chosen.a}, city::DeviceDrawing::Grouping::kNone);
    values.append_to(audience.list, {audience.camera, static_cast<double>(audience.sheet.height_px),
                                     static_cast<float>(scale)});
    if (!appended) log::warning(appended.error().message);  // The presenter's picture tells it.
}

Result<void> Application::show_audience(Drawn presenter) {
    const PictureSize size = audience_size();
    if (!audience.window || size.width_px == 0 || size.height_px == 0) return {};
    const bool is_due =
        !audience.is_rested && scene.complete() && step_begin_s - audience.changed_s >= kRest_s;
    const bool looks = presenter == Drawn::kYes || audience.is_dirty || is_due ||
                       step_begin_s - audience.looked_s >= kLook_s;
    if (!looks) return {};
    audience.looked_s = step_begin_s;
    // The scene of a frozen picture must be that of its moment; what changed since is not drawn.
    if (session.stage.is_frozen && !audience.is_dirty &&
        session.stage.blank == audience.seen_surround.blank && !session.stage.pointer &&
        !audience.seen_surround.pointer) {
        return {};
    }
    audience.list = {};
    scene.append_to(audience.list);
    fill_audience(size);
    append_audience_devices();
    SeenScene now = seen_scene(audience.list, std::span(&audience.view, 1), graphics->quality());
    const bool differs = scene_differs_for_audience || !is_same(now, audience.seen);
    const bool is_same_paper =
        audience.surround == audience.seen_surround && audience.devices_seen == devices.revision();
    if (differs) audience.changed_s = step_begin_s;
    const bool rests = !differs && (audience.is_rested || is_due);
    if (!differs && is_same_paper && !audience.is_dirty && rests == audience.is_rested) return {};
    Picture picture;
    picture.list = &audience.list;
    picture.views = std::span(&audience.view, 1);
    picture.phase = rests ? render::FramePhase::kResting : render::FramePhase::kMoving;
    picture.scene = rests && audience.is_rested ? render::SceneUse::kKeep : render::SceneUse::kDraw;
    if (rests && !audience.is_rested) {
        const auto prepared = graphics->prepare_audience_rest(picture);
        if (prepared && !*prepared) return {};
    }
    const auto painted = audience.painter->paint(audience.surround, audience.sheet);
    if (!painted) return fail(painted.error());
    picture.over = &*painted;
    // How the presenter sees colours is no business of the audience; flashes are.
    picture.sight.display_scale = audience.window->content_scale();
    picture.time_s = system_clock().steady_seconds();
    const auto shown = graphics->draw_audience(picture);
    if (!shown) return fail(shown.error());
    if (*shown == city::Shown::kNothing) return {};
    audience.seen = std::move(now);
    audience.seen_surround = audience.surround;
    audience.devices_seen = devices.revision();
    audience.is_rested = rests;
    // What is held back is shown whole as soon as it may be.
    audience.is_dirty = *shown == city::Shown::kHeld;
    scene_differs_for_audience = false;
    return {};
}

// With one screen the presenter's window is the audience's picture. What it says is told to
// assistive technology as well.
void Application::draw_alone_interface() {
    const ui::FrameSize size{window->width_px(), window->height_px()};
    session.area = {0.0F, 0.0F, static_cast<float>(size.width_px),
                    static_cast<float>(size.height_px)};
    fill_audience({size.width_px, size.height_px});
    frame.begin(size, std::max(last_frame_s, 0.001));
    const auto tell = [](const std::string& id, const picture::Phrases& phrases) {
        std::string all;
        for (const picture::Phrase& phrase : phrases)
            all += (all.empty() ? "" : "\n") + phrase.text;
        if (!all.empty()) ui::draw_label(id, {0.0F, 0.0F}, all, ui::Anchor::kLeft);
    };
    tell("audience.title", audience.surround.title);
    tell("audience.caption", audience.surround.caption);
    std::size_t number = 0;
    for (const picture::Phrases& note : audience.surround.not_current)
        tell("audience.not_current." + std::to_string(number++), note);
    (void)frame.end();
    interface = nullptr;
    tell_interface();
    const auto painted = audience.painter->paint(audience.surround, audience.sheet);
    if (!painted) log::error("texts cannot be drawn: " + painted.error().message);
    alone_paper = painted ? *painted : render::UiDrawData{};
}

}  // namespace belvedere::window
