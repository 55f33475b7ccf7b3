// SPDX-License-Identifier: Apache-2.0
#include "app/window/lens.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include "app/window/session.hpp"

namespace belvedere::window {
namespace {

// Where a segment enters and leaves the frame, in shares of its length; nothing when it misses it.
std::optional<std::pair<float, float>> crossing(const LensFrame& frame, glm::vec2 from,
                                                glm::vec2 to) {
    float enter = 0.0F, leave = 1.0F;
    const glm::vec2 along = to - from;
    const auto clip = [&](float step, float distance) {
        // Liang and Barsky 1984: one side of the rectangle.
        if (step == 0.0F) return distance >= 0.0F;
        const float at = distance / step;
        if (step < 0.0F) {
            enter = std::max(enter, at);
        } else {
            leave = std::min(leave, at);
        }
        return enter < leave;
    };
    const bool hits = clip(-along.x, from.x - frame.x0) && clip(along.x, frame.x1 - from.x) &&
                      clip(-along.y, from.y - frame.y0) && clip(along.y, frame.y1 - from.y);
    if (!hits) return std::nullopt;
    return std::pair(enter, leave);
}

// Adds a piece to the line before where it goes on from its end.
void join(std::vector<LensLine>& lines, glm::vec2 from, glm::vec2 to) {
    if (lines.empty() || lines.back().back() != from) lines.push_back({from});
    lines.back().push_back(to);
}

}  // namespace

LensView lens_through(const render::Camera& camera, const LensOptics& optics) {
    const LensFrame& picture = optics.picture;
    const float side =
        std::round(static_cast<float>(optics.size) * std::min(picture.width(), picture.height()));
    const float left =
        std::round(std::clamp(optics.at.x - side * 0.5F, picture.x0, picture.x1 - side));
    const float top =
        std::round(std::clamp(optics.at.y - side * 0.5F, picture.y0, picture.y1 - side));
    LensView view;
    view.frame = {left, top, left + side, top + side};
    view.camera = camera;
    const glm::dvec2 share((optics.at.x - picture.x0) / picture.width(),
                           (optics.at.y - picture.y0) / picture.height());
    const double aspect = static_cast<double>(picture.width() / picture.height());
    const geo::Ray ray = render::ray_through(camera, aspect, share * 2.0 - glm::dvec2(1.0));
    const glm::dvec3 ahead = render::forward(camera);
    // The shortest turn from the one to the other, so that upright stays upright.
    const glm::dvec3 axis = glm::cross(ahead, ray.direction);
    const glm::dquat turn =
        glm::normalize(glm::dquat(1.0 + glm::dot(ahead, ray.direction), axis.x, axis.y, axis.z));
    view.camera.orientation = turn * camera.orientation;
    // Off its middle a picture is stretched: along the edge by the cosine, outwards by its square.
    const double cosine = std::max(glm::dot(ahead, ray.direction), 0.1);
    const double focus_px =
        static_cast<double>(picture.height()) * 0.5 / std::tan(camera.fov_y_rad * 0.5);
    const double lens_focus_px = focus_px * optics.factor / std::pow(cosine, 1.5);
    view.camera.fov_y_rad = 2.0 * std::atan(static_cast<double>(side) * 0.5 / lens_focus_px);
    return view;
}

glm::vec2 lens_middle_px(const Session& session) {
    const ViewArea& area = session.area;
    const Lens& lens = session.lens;
    glm::vec2 share = lens.at;
    if (lens.follows == LensFollows::kObject) {
        share = {0.5F, 0.5F};
        if (const auto& placed = session.telling.current_placed) {
            const auto seen =
                render::project(camera_of(session), aspect_of(area), placed->box.center);
            if (seen) share = glm::vec2((seen->ndc + glm::dvec2(1.0)) * 0.5);
        }
    }
    share = {std::clamp(share.x, 0.0F, 1.0F), std::clamp(share.y, 0.0F, 1.0F)};
    return {area.x0 + share.x * area.width(), area.y0 + share.y * area.height()};
}

std::optional<LensView> lens_of(const Session& session) {
    const ViewArea& area = session.area;
    // A lens of a few pixels shows nothing.
    constexpr float kPictureMin_px = 80.0F;
    if (!session.lens.is_on || session.history.now().layers.empty() ||
        std::min(area.width(), area.height()) < kPictureMin_px) {
        return std::nullopt;
    }
    const preferences::Preferences& wish = session.person.preferences;
    return lens_through(camera_of(session), {{area.x0, area.y0, area.x1, area.y1},
                                             lens_middle_px(session),
                                             wish.lens_factor,
                                             wish.lens_size});
}

bool lens_to_pointer(Session& session, glm::vec2 pointer_px) {
    Lens& lens = session.lens;
    if (!lens.is_on || lens.follows != LensFollows::kPointer) return false;
    const ViewArea& area = session.area;
    const glm::vec2 at{(pointer_px.x - area.x0) / area.width(),
                       (pointer_px.y - area.y0) / area.height()};
    return std::exchange(lens.at, at) != at;
}

std::vector<LensLine> inside_of(const LensFrame& frame, const LensLine& line) {
    std::vector<LensLine> parts;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const glm::vec2 along = line[i + 1] - line[i];
        if (const auto part = crossing(frame, line[i], line[i + 1])) {
            join(parts, line[i] + along * part->first,
                 part->second == 1.0F ? line[i + 1] : line[i] + along * part->second);
        }
    }
    return parts;
}

std::vector<LensLine> outside_of(const LensFrame& frame, const LensLine& line) {
    std::vector<LensLine> parts;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const glm::vec2 from = line[i], to = line[i + 1];
        const auto part = crossing(frame, from, to);
        if (!part) {
            join(parts, from, to);
            continue;
        }
        const glm::vec2 along = to - from;
        if (part->first > 0.0F) join(parts, from, from + along * part->first);
        if (part->second < 1.0F) join(parts, from + along * part->second, to);
    }
    return parts;
}

}  // namespace belvedere::window
