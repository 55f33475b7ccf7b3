// SPDX-License-Identifier: Apache-2.0
#include "app/city/viewpoint.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
    const auto corners = geo::corners_of(box);
    // The near side of a flat city fills more of the picture than the far side, so the eye moves
    // along `up` until what it sees is centred; a few rounds settle it to a pixel.
    double shift = 0.0;
    double distance = 0.0;
    for (int round = 0; round < 8; ++round) {
        distance = 1e-3;
        for (const glm::dvec3& corner : corners) {
            const glm::dvec3 offset = corner - box.center - up * shift;
            const double beside = std::max(std::abs(glm::dot(offset, right)) / slope_x,
                                           std::abs(glm::dot(offset, up)) / slope_y);
            distance = std::max(distance, beside * kMargin - glm::dot(offset, ahead));
        }
        double lowest = std::numeric_limits<double>::max();
        double highest = std::numeric_limits<double>::lowest();
        for (const glm::dvec3& corner : corners) {
            const glm::dvec3 offset = corner - box.center - up * shift;
            const double y = glm::dot(offset, up) / (distance + glm::dot(offset, ahead));
            lowest = std::min(lowest, y);
            highest = std::max(highest, y);
        }
        shift += 0.5 * (lowest + highest) * distance;
    }
    camera.position = box.center + up * shift - ahead * distance;
    camera.near_m = std::clamp(distance * 1e-3, 1e-4, 1.0);
    return camera;
}

render::Camera camera_to_fit(const geo::BoundingSphere& stated, const render::HeadingPitch& angles,
                             double aspect, Ground ground) {
    const double side = std::max(stated.radius_m, 1e-3) * 0.7;
    const double height = ground == Ground::kEarth ? side * 0.15 : side;
    const glm::dmat3 axes = horizon_at(stated.center, ground).axes;
    const glm::dmat3 half(axes[0] * side, axes[1] * side, axes[2] * height);
    return camera_to_fit(geo::OrientedBox{stated.center, half}, angles, aspect, ground);
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
