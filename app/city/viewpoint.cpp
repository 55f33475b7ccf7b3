// SPDX-License-Identifier: Apache-2.0
#include "app/city/viewpoint.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "engine/core/time_zone.hpp"
#include "engine/geo/sun_position.hpp"

namespace belvedere::city {
namespace {

constexpr geo::Geodetic kModelPlace{0.0, 50.0, 0.0};

}  // namespace

geo::LocalFrame horizon_at(const glm::dvec3& position, Ground ground) {
    if (ground == Ground::kEarth) return geo::east_north_up(position);
    return {position, glm::dmat3(1.0)};
}

render::Camera camera_at(const glm::dvec3& eye, const render::HeadingPitch& angles, Ground ground) {
    render::Camera camera;
    camera.position = eye;
    camera.orientation = render::orientation_in(horizon_at(eye, ground), angles);
    return camera;
}

render::Camera camera_to_fit(const geo::OrientedBox& box, const render::HeadingPitch& angles,
                             double aspect, Ground ground) {
    render::Camera camera;
    camera.orientation = render::orientation_in(horizon_at(box.center, ground), angles);
    constexpr double kMargin = 1.04;
    const double slope_y = std::tan(camera.fov_y_rad * 0.5);
    const double slope_x = slope_y * aspect;
    const glm::dvec3 ahead = render::forward(camera);
    const glm::dvec3 right = render::right(camera);
    const glm::dvec3 up = render::up(camera);
    // Corner by corner: how far back the eye must stand for it to be inside the frustum.
    const auto distance_for = [&](const glm::dvec3& shift) {
        double distance = 1e-3;
        for (const glm::dvec3& corner : geo::corners_of(box)) {
            const glm::dvec3 offset = corner - box.center - shift;
            const double beside = std::max(std::abs(glm::dot(offset, right)) / slope_x,
                                           std::abs(glm::dot(offset, up)) / slope_y);
            distance = std::max(distance, beside * kMargin - glm::dot(offset, ahead));
        }
        return distance;
    };
    // The near side of a flat city fills more of the picture than the far side: look a little
    // lower.
    glm::dvec3 best_shift{0.0};
    double best = distance_for(best_shift);
    const double reach = glm::length(box.half_axes[0]) + glm::length(box.half_axes[1]);
    for (int step = -20; step <= 20; ++step) {
        const glm::dvec3 shift = up * (reach * 0.02 * step);
        const double distance = distance_for(shift);
        if (distance >= best) continue;
        best = distance;
        best_shift = shift;
    }
    camera.position = box.center + best_shift - ahead * best;
    camera.near_m = std::clamp(best * 1e-3, 1e-4, 1.0);
    return camera;
}

glm::dvec3 to_sun(UtcTime time, Ground ground) {
    if (ground == Ground::kEarth) return geo::sun_direction(time);
    const geo::LocalFrame there = geo::east_north_up(geo::to_ecef(kModelPlace));
    return geo::sun_direction(time) * there.axes;  // Turned into the model's east, north, up.
}

UtcTime default_time(const glm::dvec3& position, Ground ground) {
    const UtcTime solar =
        utc_of({.year = 2026, .month = 6, .day = 21, .hour = 15, .minute = 0, .second = 0});
    const double longitude_deg =
        ground == Ground::kEarth ? geo::to_geodetic(position).longitude_deg : 0.0;
    constexpr double kMicrosecondsADegree = 240e6;  // The Earth turns a degree in four minutes.
    return {solar.microseconds - static_cast<std::int64_t>(longitude_deg * kMicrosecondsADegree)};
}

}  // namespace belvedere::city
