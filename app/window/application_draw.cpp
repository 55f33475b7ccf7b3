// SPDX-License-Identifier: Apache-2.0
// Application: the steps that draw and present, and what is measured of them.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "app/ui/drawing.hpp"
#include "app/ui/theme.hpp"
#include "app/window/application_state.hpp"
#include "app/window/audience_devices.hpp"
#include "app/window/session_commands.hpp"
#include "app/window/sight.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/log.hpp"
#include "engine/render/tile_resources.hpp"

namespace belvedere::window {
namespace {

constexpr std::size_t kHistoryFrames = 160;
constexpr std::size_t kFramesKept = 1'000'000;  // 8 MB of --stats at most.

SoundEvent sound_of(panels::NoticeKind kind) {
    switch (kind) {
        case panels::NoticeKind::kError:
            return SoundEvent::kError;
        case panels::NoticeKind::kWarning:
            return SoundEvent::kWarning;
        case panels::NoticeKind::kAlarm:
            return SoundEvent::kAlarm;
        case panels::NoticeKind::kUrgentAlarm:
            return SoundEvent::kUrgentAlarm;
        case panels::NoticeKind::kInfo:
            break;
    }
    return SoundEvent::kNotice;
}

std::uint32_t whole(float pixels) {
    return static_cast<std::uint32_t>(std::max(0.0F, std::round(pixels)));
}

}  // namespace

ui::FrameSettings Application::frame_settings() const {
    const preferences::Preferences& wish = session.person.preferences;
    const auto now = preferences::appearance_of(wish, session.person.desktop);
    ui::FrameSettings settings;
    settings.theme = now.theme;
    settings.scale = window->content_scale() * static_cast<float>(now.text_scale);
    settings.motion = now.reduced_motion ? ui::Motion::kReduced : ui::Motion::kFull;
    settings.text = {wish.text_family, static_cast<float>(wish.letter_spacing_em),
                     static_cast<float>(wish.word_spacing_em),
                     static_cast<float>(wish.line_height)};
    settings.target_min_px = static_cast<float>(wish.target_px);
    return settings;
}

void Application::draw_interface() {
    frame.set_settings(frame_settings());
    Person& person = session.person;
    if (person.is_offered && !panels->layout.has_sources &&
        !std::exchange(person.preferences.accessibility_offered, true)) {
        // Once: who does not take it finds it in the menu and under its key.
        person.is_unsaved = true;
    }
    const ui::FrameSize size{window->width_px(), window->height_px()};
    facts.now_s = step_begin_s;
    facts.window_width_px = size.width_px;
    facts.window_height_px = size.height_px;
    facts.quality = graphics->quality();
    facts.is_writing = frame.capture().text;
    facts.captions = sounds.captions();
    facts.sound_problem = sounds.problem();
    panels = &builder->build(facts, view_input.dragging() ? std::nullopt : view_input.pointer());
    frame.begin(size, std::max(last_frame_s, 0.001));
    const ui::Rect rest = shell.draw(*panels, size, commands);
    interface = &frame.end();
    session.area = {rest.x0, rest.y0, std::max(rest.x1, rest.x0 + 1.0F),
                    std::max(rest.y1, rest.y0 + 1.0F)};
    window->set_cursor(static_cast<platform::Cursor>(frame.cursor()));
    tell_interface();
}

// The frame that was built, to whoever does not see it.
void Application::tell_interface() {
    self_voice.set({session.person.preferences.self_voice, assistive.is_heard()});
    self_voice.follow(frame, words::language());
    follow_scanning();
    tell_news();
    sound_news();
    // Nobody pays for what nobody reads.
    assistive.show(frame, assistive.is_heard() ? window_facts() : ui::WindowFacts{}, *window);
    if (auto updated = graphics->update_glyphs(frame.take_glyph_updates()); !updated) {
        log::error("texts cannot be drawn: " + updated.error().message);
    }
}

// What scanning stands on is what this frame shows; what it came to is told.
void Application::follow_scanning() {
    switch_access.set(session.person.preferences.scan, frame);
    switch_access.follow(frame, step_begin_s);
    const std::string told = switch_access.take_told();
    if (told.empty()) return;
    assistive.announce(told, access::Live::kAssertive);
    self_voice.say(told, words::language(), access::Live::kAssertive);
}

// What is shown as a notice is also told.
void Application::tell_news() {
    const auto tell = [this](std::string_view sentence, access::Live urgency) {
        assistive.announce(sentence, urgency);
        self_voice.say(sentence, words::language(), urgency);
    };
    for (const panels::Notice& notice : session.notices) {
        if (notice.number < notices_told) continue;
        const bool is_polite =
            notice.kind == panels::NoticeKind::kInfo || notice.kind == panels::NoticeKind::kWarning;
        tell(notice.text, is_polite ? access::Live::kPolite : access::Live::kAssertive);
        sounds.play(sound_of(notice.kind), notice.from_deg, step_begin_s);
        session.changed = true;  // For the caption.
        notices_told = notice.number + 1;
    }
    for (const Announcement& each : session.announcements) {
        if (each.number < announced) continue;
        tell(each.text,
             each.urgency == Urgency::kUrgent ? access::Live::kAssertive : access::Live::kPolite);
        announced = each.number + 1;
    }
}

// What is not a notice and can be heard.
void Application::sound_news() {
    sounds.set(session.person.preferences.sound);
    const std::size_t before = sounds.captions().size();
    const SceneTelling& telling = session.telling;
    if (std::exchange(steps_heard, telling.steps) != telling.steps) {
        sounds.play(SoundEvent::kObject, telling.current_from_deg, step_begin_s);
    }
    const bool is_other =
        session.selected.size() != selected_heard || session.inspected != inspected_heard;
    selected_heard = session.selected.size();
    inspected_heard = session.inspected;
    if (is_other && !session.selected.empty()) sounds.play(SoundEvent::kSelected, {}, step_begin_s);
    if (!done_heard && report.complete_ms >= 0.0) {
        done_heard = true;
        sounds.play(SoundEvent::kDone, {}, step_begin_s);
    }
    if (sounds.captions().size() != before) session.changed = true;
}

void Application::play_frames(std::optional<std::size_t> point) {
    const double now = system_clock().steady_seconds();
    if (point) {
        sounds.play_chart_point(facts.history_ms, *point, now);
    } else {
        sounds.play_chart(facts.history_ms, words::text({"performance.history", "Frame time"}),
                          now);
    }
}

void Application::fill_list() {
    list = {};
    scene.append_to(list);
    const ui::Color chosen = ui::dark_theme().colors.marker;
    session.device_scale = frame_settings().scale;
    const float share = session.device_scale * values.symbol_share();
    session.device_size_px = devices.symbol_px() * share;
    devices_drawn = devices.revision();
    const double scale = is_alone() ? audience_symbol_scale(audience.sheet) *
                                          static_cast<double>(values.symbol_share())
                                    : static_cast<double>(share);
    // An audience has no list to open a group with.
    const auto grouping =
        is_alone() ? city::DeviceDrawing::Grouping::kNone : city::DeviceDrawing::Grouping::kAsFound;
    const auto appended =
        devices.append_to(list, scale, {chosen.r, chosen.g, chosen.b, chosen.a}, grouping);
    if (!appended) {
        notify(session, panels::NoticeKind::kWarning, words::engine_text(appended.error().message));
    }
    values.append_to(list, {camera_of(session), static_cast<double>(session.area.height()),
                            frame_settings().scale});
    if (!session.shows_bounds || is_alone()) return;
    const ui::Color marker = ui::dark_theme().colors.marker;
    for (const render::DrawTile& tile : list.tiles) {
        list.boxes.push_back(
            {tile.tile->box(), {marker.r, marker.g, marker.b, marker.a}, render::BoxFill::kEdges});
    }
}

bool Application::draw() {
    const bool full = scene.complete() && !session.motion.destination() && !session.time.playing;
    const bool due = !rested && full && step_begin_s - last_change_s >= kRest_s;
    const bool shows_tiles = tiles_came && (scene.complete() || !pace.holds(step_begin_s));
    const bool redraw =
        session.changed || shows_tiles || frame.wants_another() || !commands.empty();
    if (!redraw && !due) {
        keep_preferences();
        return false;
    }
    if (window->width_px() == 0 || window->height_px() == 0) {
        session.changed = tiles_came = false;
        return false;
    }
    session.changed = tiles_came = false;
    if (is_alone()) {
        draw_alone_interface();
    } else {
        draw_interface();
    }
    fill_list();
    fill_views();
    const bool was_rested = rested;
    const bool differs = take_scene_change();
    if (differs) last_change_s = step_begin_s;
    recent_due = recent_due || differs;
    // A change of the interface alone at rest keeps the picture and its full quality.
    const bool rests = !differs && (was_rested || (due && is_rest_prepared()));
    if (!rests && !differs && !redraw) return false;
    phase = rests ? render::FramePhase::kResting : render::FramePhase::kMoving;
    rested = rests;
    keeps_scene = rested && was_rested;
    return true;
}

bool Application::is_rest_prepared() {
    Picture picture;
    picture.list = &list;
    picture.views = views;
    const auto prepared = graphics->prepare_rest(picture);
    // What is wrong shows, and is told, in the frame that follows.
    return !prepared || *prepared;
}

render::View Application::view_from(const render::Camera& camera, const LensFrame& area) const {
    render::View view;
    view.camera = camera;
    view.area = {whole(area.x0), whole(area.y0), whole(area.width()), whole(area.height())};
    view.horizon = city::horizon_at(camera.position, scene.ground());
    view.to_sun = city::to_sun(session.time.now, scene.ground());
    return view;
}

void Application::fill_views() {
    const ViewArea& area = session.area;
    const bool is_held = is_alone() && session.stage.is_frozen;
    views = {view_from(is_held ? audience.camera : camera_of(session),
                       {area.x0, area.y0, area.x1, area.y1})};
    if (is_alone()) return;
    if (const auto lens = lens_of(session)) views.push_back(view_from(lens->camera, lens->frame));
}

bool Application::take_scene_change() {
    SeenScene now = seen_scene(list, views, graphics->quality());
    const bool differs = scene_changed || !is_same(now, seen);
    seen = std::move(now);
    scene_changed = false;
    return differs;
}

Result<void> Application::present() {
    Picture picture;
    picture.list = &list;
    picture.views = views;
    picture.phase = phase;
    picture.scene = keeps_scene ? render::SceneUse::kKeep : render::SceneUse::kDraw;
    picture.interface = interface;
    picture.sight = sight_of(session, window->content_scale());
    picture.time_s = system_clock().steady_seconds();
    if (is_alone()) picture.over = &alone_paper;
    // What comes while it is drawn is not in it.
    std::uint64_t serial = 0;
    picture.meanwhile = [&] {
        if (std::exchange(serial, graphics->submitted_serial()) == 0)
            session.live.delay().note_drawn(serial);
        // Also what twins have left to do, which is not asked here.
        const bool had_more = live_has_more;
        take_in_values();
        live_has_more = live_has_more || had_more;
    };
    const auto shown = graphics->draw(picture);
    if (!shown) return fail(shown.error());
    scene.note_upload_ms(graphics->upload_ms());
    const double now = system_clock().steady_seconds();
    last_frame_s = std::clamp(now - last_present_s, 0.001, 0.1);
    last_present_s = now;
    // What is held back is shown whole as soon as it may be.
    if (*shown == city::Shown::kHeld) session.changed = true;
    if (!keeps_scene) pace.note_frame(now, now - step_begin_s);
    if (*shown != city::Shown::kNothing) {
        if (serial == 0) session.live.delay().note_drawn(graphics->submitted_serial());
        note_frame((now - step_begin_s) * 1000.0);
    } else {
        scene_changed = true;  // Nobody has seen it yet.
    }
    return {};
}

void Application::note_frame(double milliseconds) {
    ++facts.frames;
    // Frames of the city; one that draws only the interface anew is none to be compared with them.
    if (!keeps_scene) facts.history_ms.push_back(static_cast<float>(milliseconds));
    if (facts.history_ms.size() > kHistoryFrames) facts.history_ms.erase(facts.history_ms.begin());
    if (report.frame_ms.size() < kFramesKept) report.frame_ms.push_back(milliseconds);
    const bool has_city = graphics->renderer().statistics().triangles_drawn > 0 ||
                          graphics->renderer().statistics().points_drawn > 0;
    const double since_start_ms = seconds_since_process_start() * 1000.0;
    if (report.first_shown_ms < 0.0) report.first_shown_ms = since_start_ms;
    if (has_city && report.first_frame_ms < 0.0) report.first_frame_ms = since_start_ms;
    if (has_city && scene.complete() && report.complete_ms < 0.0) {
        report.complete_ms = since_start_ms;
    }
    std::string wanted = "Belvedere";
    const auto& layers = session.history.now().layers;
    if (!session.project_file.empty()) {
        const std::string name = std::filesystem::path(session.project_file).stem().string();
        wanted = has_unsaved_changes(session)
                     ? words::text({"window.title_changed", "{name} (changed) – Belvedere"},
                                   {{"name", name}})
                     : words::text({"window.title", "{name} – Belvedere"}, {{"name", name}});
    } else if (!layers.empty()) {
        wanted = words::text({"window.title", "{name} – Belvedere"},
                             {{"name", project::display_name(layers.front())}});
    }
    if (wanted == title) return;
    title = wanted;
    window->set_title(title);
}

ApplicationReport Application::finish() {
    if (!options.accessible_tree_path.empty()) {
        if (auto written = dump_accessible_tree(options.accessible_tree_path); !written) {
            report.errors.push_back(written.error().message);
        }
    }
    report.complete = scene.complete();
    report.scene = scene.statistics();
    report.devices_drawn = devices.symbols().counts().shown;
    report.to_snapshot = session.live.delay().to_snapshot().all();
    report.to_presented = session.live.delay().to_presented().all();
    report.features_tinted = session.twins.tint.features().size();
    report.gpu_bytes = graphics->bytes();
    report.validation_messages = graphics->validation_messages();
    report.device = graphics->device().name;
    report.quality = graphics->quality();
    std::ranges::move(live::feed_problems(session.live.feeds()), std::back_inserter(report.errors));
    std::ranges::move(live::feed_notes(session.live.feeds()), std::back_inserter(report.warnings));
    for (const city::LayerState& layer : scene.layers()) {
        if (!layer.problem.empty()) report.errors.push_back(layer.problem);
        for (const std::string& warning : layer.warnings)
            report.warnings.push_back(warning);
        for (const city::TileProblem& problem : layer.problems) {
            report.errors.push_back(problem.tile + ": " + problem.cause);
        }
    }
    return std::move(report);
}

}  // namespace belvedere::window
