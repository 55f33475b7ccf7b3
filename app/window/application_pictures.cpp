// SPDX-License-Identifier: Apache-2.0
// Application: pictures for keeps that are taken while the window stays in use.
#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include <glm/geometric.hpp>

#include "app/measure/scale_bar.hpp"
#include "app/window/application_state.hpp"
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
    if (wished.content == PictureContent::kWithPanels) draw_panels_picture(start.size);
    return taking.begin(start);
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
    render::DrawList paper;
    scene.append_to(paper);
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
        if (wished.has_attribution) {
            subject.surround.credits = picture::credits_text(scene.attributions());
        }
        if (wished.has_scale_bar)
            subject.surround.scale = scale_mark(picture_extent(), picture_camera);
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
