// SPDX-License-Identifier: Apache-2.0
// Application: small pictures of how the city was seen last, for the start page. They are drawn
// once a view rests, and read and written by workers.
#include <algorithm>
#include <memory>
#include <utility>

#include "app/picture/recent_picture.hpp"
#include "app/ui/draw_data.hpp"
#include "app/window/application_state.hpp"
#include "app/window/picture_values.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {
namespace {

// A view that is looked at, and not on the way to another one.
constexpr double kSeen_s = 2.0;
// Drawing one takes the main thread about as long as a small frame; so often at most.
constexpr double kRecentPeriod_s = 10.0;
// Of all that the picture is drawn with; it is small.
constexpr std::uint64_t kDrawingBytes = 32ULL << 20;

std::filesystem::path recent_folder() {
    return folders::cache() / "recent";
}

// The entry of the start page that what is open came from; empty: none.
std::string recent_source(const Session& session) {
    const auto& layers = session.history.now().layers;
    const auto found =
        std::find_if(session.recent.begin(), session.recent.end(), [&](const std::string& source) {
            return source == session.project_file ||
                   std::any_of(layers.begin(), layers.end(),
                               [&](const project::Layer& layer) { return layer.uri == source; });
        });
    return found == session.recent.end() ? std::string() : *found;
}

}  // namespace

// Once the start page shows others than were read.
void Application::read_recent_pictures() {
    if (!session.history.now().layers.empty() || recent_read == session.recent) return;
    recent_read = session.recent;
    session.recent_looks.clear();
    // After all that the person asked for: names can be read without pictures.
    constexpr double kLast = 1e9;
    jobs.submit(
        [sources = recent_read, mailbox = mailbox] {
            std::vector<std::pair<std::string, picture::RecentPicture>> pictures;
            for (const std::string& source : sources) {
                auto read = picture::read_recent_picture(recent_folder(), source);
                if (read) pictures.emplace_back(source, std::move(*read));
            }
            if (pictures.empty()) return;
            {
                const std::lock_guard lock(mailbox->mutex);
                mailbox->recent_pictures = std::move(pictures);
            }
            platform::Window::wake();
        },
        kLast);
}

void Application::take_recent_pictures(
    std::vector<std::pair<std::string, picture::RecentPicture>> pictures) {
    session.recent_looks.clear();
    std::uint32_t place = 0;
    for (const auto& [source, picture] : pictures) {
        if (place >= Graphics::kPicturesMax) break;
        const auto shown = graphics->set_picture(
            place, {picture.rgba, picture::kRecentWidth_px, picture::kRecentHeight_px});
        if (!shown) {
            log::warning("a picture of the start page cannot be shown: " + shown.error().message);
            continue;
        }
        session.recent_looks.push_back({source, ui::kFirstPicture + place++, picture.taken});
    }
    session.changed = true;
}

// How long until the view is due to be kept; nothing: it is kept, or nobody would see it.
std::optional<double> Application::recent_wait_s() const {
    if (!recent_due || !rested || session.stage.is_on || !scene.complete()) return std::nullopt;
    if (session.picture.stage != PictureStage::kIdle || recent_source(session).empty())
        return std::nullopt;
    const double from_s = std::max(last_change_s + kSeen_s, recent_kept_s + kRecentPeriod_s);
    return std::max(0.0, from_s - system_clock().steady_seconds());
}

void Application::keep_recent_picture() {
    const auto wait_s = recent_wait_s();
    if (!wait_s || *wait_s > 0.0) return;
    recent_kept_s = system_clock().steady_seconds();
    recent_due = false;
    // It is kept beyond the run, in the colours of values that may not be.
    if (!may_picture_tints(session)) return;
    auto drawn = draw_recent_picture();
    if (!drawn) return log::warning("the start page lacks a picture: " + drawn.error().message);
    jobs.submit([source = recent_source(session), rgb = std::move(*drawn)] {
        const auto kept = picture::keep_recent_picture(recent_folder(), source, rgb);
        if (!kept) log::warning("the start page lacks a picture: " + kept.error().message);
    });
    recent_read.clear();  // The start page reads it when it is shown next.
}

// At the end there is no worker to wait for, and the last view is the one to be remembered.
void Application::keep_last_picture() {
    const bool is_known = recent_due && scene.complete() && facts.frames > 0;
    const std::string source = recent_source(session);
    if (!is_known || source.empty() || !may_picture_tints(session)) return;
    recent_due = false;
    auto drawn = draw_recent_picture();
    if (!drawn) return;
    const auto kept = picture::keep_recent_picture(recent_folder(), source, *drawn);
    if (!kept) log::warning("the start page lacks a picture: " + kept.error().message);
}

// As the window's frames are drawn while the camera moves: no pipelines and no shadow maps of its
// own, so that whoever moves on meanwhile feels no more than a frame.
Result<std::vector<std::uint8_t>> Application::draw_recent_picture() {
    auto drawing =
        picture::PictureDrawing::create(graphics->press(), {.width_px = picture::kRecentWidth_px,
                                                            .height_px = picture::kRecentHeight_px,
                                                            .bytes_max = kDrawingBytes,
                                                            .format = graphics->format()});
    if (!drawing) return fail(drawing.error());
    render::DrawList paper;
    scene.append_to(paper);
    render::View view;
    view.camera = camera_of(session);
    view.horizon = city::horizon_at(view.camera.position, scene.ground());
    view.to_sun = city::to_sun(session.time.now, scene.ground());
    std::vector<std::uint8_t> rgb;
    while (!(*drawing)->is_done()) {
        auto rows = (*drawing)->draw_next({.list = paper,
                                           .view = view,
                                           .quality = graphics->settings(),
                                           .phase = render::FramePhase::kMoving});
        if (!rows) return fail(rows.error());
        if (*rows) rgb.insert(rgb.end(), (*rows)->rgb.begin(), (*rows)->rgb.end());
    }
    graphics->renderer().forget(render::Screen::kPaper);
    return rgb;
}

}  // namespace belvedere::window
