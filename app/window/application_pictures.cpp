// SPDX-License-Identifier: Apache-2.0
// Application: pictures for keeps that are taken while the window stays in use.
#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include <glm/geometric.hpp>

#include "app/measure/scale_bar.hpp"
#include "app/ui/theme.hpp"
#include "app/window/application_state.hpp"
#include "app/window/audience_devices.hpp"
#include "app/window/picture_values.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::window {
namespace {

// Tiles that a picture lacks after so long are left out of it, and that is said.
constexpr double kLoadWaitMax_s = 120.0;
constexpr float kScaleBarShare = 0.14F;  // Of the picture's width, at most.
// On a software device a part of a million pixels takes about half a second, in which the window
// does nothing else.
constexpr std::uint64_t kSoftwarePartBytes = 96ULL << 20;

}  // namespace

// Metres that a pixel covers in the middle of a picture from where the camera stands.
double Application::middle_pixel_m(const render::Camera& camera, double height_px) const {
    const glm::dvec3 middle = anchor_at(session, center_px(session.area));
    return render::pixel_size_m(camera, height_px, glm::distance(middle, camera.position));
}

std::optional<picture::ScaleMark> Application::scale_mark(const PictureSize& size,
                                                          const render::Camera& camera) const {
    const auto widest_px = static_cast<double>(kScaleBarShare * static_cast<float>(size.width_px));
    const auto bar =
        measure::scale_bar({middle_pixel_m(camera, size.height_px), widest_px, words::measures()});
    if (!bar || !scene.bounds()) return std::nullopt;
    return picture::ScaleMark{static_cast<float>(bar->width_px),
                              words::locale().length(bar->length_m, words::measures())};
}

void Application::ask_for_picture() {
    PictureState& state = session.picture;
    wished = *std::exchange(state.asked, std::nullopt);
    picture_camera = camera_of(session);
    picture_begin_s = step_begin_s;
    state.stage = PictureStage::kLoading;
    state.is_cancelled = false;
    state.progress = 0.0;
    session.changed = true;
}

PictureSize Application::picture_extent() const {
    return picture_size(wished, {window->width_px(), window->height_px()});
}

// What the tiles of the picture are chosen for.
std::optional<city::SceneView> Application::picture_scene_view() const {
    if (session.picture.stage == PictureStage::kIdle) return std::nullopt;
    const PictureSize size = picture_extent();
    const double share =
        wished.content == PictureContent::kClean
            ? 1.0
            : static_cast<double>(session.area.height()) / std::max(1U, window->height_px());
    return city::SceneView{picture_camera, size.width_px * share, size.height_px * share};
}

Result<void> Application::begin_picture() {
    PictureTaking::Start start;
    start.size = picture_extent();
    start.bytes_max = picture::part_bytes_max(options.scene.memory_bytes);
    if (graphics->device().is_software)
        start.bytes_max = std::min(start.bytes_max, kSoftwarePartBytes);
    start.format = graphics->format();
    const auto& layers = session.history.now().layers;
    picture::PictureFacts& facts_of = start.facts;
    for (const project::Layer& layer : layers)
        facts_of.sources.push_back(layer.uri);
    if (!layers.empty()) facts_of.name = project::display_name(layers.front());
    facts_of.attributions = scene.attributions();
    facts_of.time = format_time(session.time.now, session.time.zone);
    const UtcTime now = system_clock().utc_now();
    facts_of.created = format_time({now.microseconds / 1'000'000 * 1'000'000}, TimeZone());
    picture::FileNameRequest name{.now = now, .zone = TimeZone(), .name = facts_of.name};
    name.has_place = scene.ground() == city::Ground::kEarth;
    if (name.has_place) {
        const Pose& pose = session.motion.pose();
        facts_of.view = picture::view_text(
            {geo::to_geodetic(picture_camera.position), pose.heading_deg, pose.pitch_deg});
        name.place = geo::to_geodetic(picture_camera.position);
    }
    start.path = wished.path;
    if (wished.path.empty()) {
        std::error_code problem;
        std::filesystem::create_directories(folders::pictures(), problem);
        start.path = picture::free_file(folders::pictures(), name);
    }
    session.picture.last_path = start.path.string();
    const auto values_may = may_picture_values(session);
    picture_has_values = values_may.has_value();
    const bool lacks_any = !values_may && devices.symbols().shown() > 0;
    if (lacks_any) {
        notify(
            session, panels::NoticeKind::kWarning,
            words::text({"picture.without_values", "Devices are left out of the picture: {cause}"},
                        {{"cause", words::engine_text(values_may.error().message)}}));
    }
    if (wished.content == PictureContent::kWithPanels) {
        draw_panels_picture(start.size);
    } else {
        picture_surround = surround_of_picture();
    }
    return taking.begin(start);
}

// Symbols are as large beside the sheet's letters as they are in the window.
float Application::picture_symbol_scale() const {
    const PictureSize size = picture_extent();
    if (wished.content == PictureContent::kClean)
        return static_cast<float>(
            audience_symbol_scale(picture::sheet_for_file(size.width_px, size.height_px)));
    const float factor =
        static_cast<float>(size.height_px) / static_cast<float>(std::max(1U, window->height_px()));
    return frame_settings().scale * factor;
}

void Application::append_picture_values(render::DrawList& paper) {
    if (!picture_has_values) return;
    const float scale = picture_symbol_scale();
    const ui::Color chosen = ui::dark_theme().colors.marker;
    // Numbers of groups stand on the panels' picture alone.
    const auto grouping = wished.content == PictureContent::kClean
                              ? city::DeviceDrawing::Grouping::kNone
                              : city::DeviceDrawing::Grouping::kAsFound;
    const auto appended =
        devices.append_to(paper, static_cast<double>(scale * values.symbol_share()),
                          {chosen.r, chosen.g, chosen.b, chosen.a}, grouping);
    if (!appended) log::warning(appended.error().message);
    const auto view = picture_scene_view();
    values.append_to(paper, {picture_camera, view ? view->height_px : 1.0, scale});
}

// What stands on a clean picture.
picture::Surround Application::surround_of_picture() const {
    picture::Surround surround;
    const PictureSize size = picture_extent();
    if (wished.has_attribution) surround.credits = picture::credits_text(scene.attributions());
    if (wished.has_scale_bar) surround.scale = scale_mark(size, picture_camera);
    if (!picture_has_values) return surround;
    add_devices(session, {&translator, nullptr}, surround);
    const float symbol_px = city::DeviceDrawing::size_px(devices.shown()) * picture_symbol_scale() *
                            values.symbol_share();
    add_device_values(session, picture_camera,
                      picture::sheet_for_file(size.width_px, size.height_px), symbol_px, surround);
    return surround;
}

// The window's panels once more, at the picture's size; kept until the picture is done.
void Application::draw_panels_picture(const PictureSize& size) {
    const ViewArea area_before = session.area;
    const float factor =
        static_cast<float>(size.height_px) / static_cast<float>(std::max(1U, window->height_px()));
    ui::FrameSettings settings = frame_settings();
    settings.scale *= factor;
    frame.set_settings(settings);
    session.area = {area_before.x0 * factor, area_before.y0 * factor, area_before.x1 * factor,
                    area_before.y1 * factor};
    const ui::FrameSize frame_size{size.width_px, size.height_px};
    panels::PanelState state = builder->build(facts, std::nullopt);
    state.picture.is_under_way = false;
    command::CommandQueue unheard;  // A picture changes nothing.
    frame.begin(frame_size, 0.001);
    const ui::Rect rest = shell.draw(state, frame_size, unheard);
    const ui::DrawData& drawn = frame.end();
    if (auto updated = graphics->update_glyphs(frame.take_glyph_updates()); !updated)
        log::error("texts cannot be drawn: " + updated.error().message);
    panels_paper = graphics->copy_of(drawn);
    const auto part = [](float from, float to, std::uint32_t whole) {
        const auto length = static_cast<double>(std::max(to - from, 1.0F));
        return std::pair(
            -1.0 - 2.0 * static_cast<double>(from) / length,
            1.0 + 2.0 * (static_cast<double>(whole) - static_cast<double>(to)) / length);
    };
    const auto [left, right] = part(rest.x0, rest.x1, size.width_px);
    const auto [top, bottom] = part(rest.y0, rest.y1, size.height_px);
    panels_shown = {{left, top}, {right, bottom}};
    session.area = area_before;
    panels = &builder->build(facts, std::nullopt);
    frame.set_settings(frame_settings());
    session.changed = true;
}

Result<bool> Application::draw_picture_part() {
    // A feed may have been connected since it was begun.
    if (auto allowed = may_picture_tints(session); !allowed) return fail(allowed.error());
    picture_has_values = picture_has_values && may_picture_values(session);
    render::DrawList paper;
    scene.append_to(paper);
    append_picture_values(paper);
    PictureSubject subject{.list = paper, .view = {}, .quality = graphics->settings()};
    subject.view.camera = picture_camera;
    subject.view.horizon = city::horizon_at(picture_camera.position, scene.ground());
    subject.view.to_sun = city::to_sun(session.time.now, scene.ground());
    render::UiDrawData interface_now;
    if (wished.content == PictureContent::kWithPanels) {
        interface_now = panels_paper.data();
        subject.interface = &interface_now;
        subject.shown = panels_shown;
    } else {
        subject.surround = picture_surround;
    }
    return taking.step(subject);
}

void Application::end_picture(const words::Sentence& outcome, panels::NoticeKind kind) {
    taking.cancel();
    panels_paper = {};
    session.picture.stage = PictureStage::kIdle;
    session.picture.is_cancelled = false;
    notify(session, kind, words::say(outcome));
}

void Application::take_pictures() {
    PictureState& state = session.picture;
    // Tiles for it are asked for in the frame that follows.
    if (state.asked) return ask_for_picture();
    if (state.stage == PictureStage::kIdle) return;
    if (state.is_cancelled) {
        return end_picture({Message{"picture.cancelled", "The picture was given up."}},
                           panels::NoticeKind::kInfo);
    }
    const auto failed = [this](const Error& error) {
        end_picture({Message{"picture.failed", "The picture could not be made: {cause}"},
                     {{"cause", error.message}}},
                    panels::NoticeKind::kError);
    };
    if (state.stage == PictureStage::kLoading) {
        const bool waits = !scene.complete() && step_begin_s - picture_begin_s < kLoadWaitMax_s;
        if (waits || graphics->has_uploads()) return;
        if (!scene.complete()) {
            notify(session, panels::NoticeKind::kWarning,
                   words::text({"picture.incomplete",
                                "Some of what the picture should show could not be loaded."}));
        }
        if (auto begun = begin_picture(); !begun) return failed(begun.error());
        state.stage = PictureStage::kDrawing;
    }
    auto done = draw_picture_part();
    if (!done) return failed(done.error());
    if (*done) {
        return end_picture({Message{"picture.saved", "The picture was saved: {path}"},
                            {{"path", state.last_path}}},
                           panels::NoticeKind::kInfo);
    }
    if (taking.is_drawn()) state.stage = PictureStage::kWriting;
    if (std::abs(state.progress - taking.progress()) < 0.01) return;
    state.progress = taking.progress();
    session.changed = true;
}

}  // namespace belvedere::window
