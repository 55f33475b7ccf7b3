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

render::Camera camera_to_fit(const geo::BoundingSphere& bounds, const render::HeadingPitch& angles,
                             double aspect, Ground ground) {
    render::Camera camera;
    // Cities are flat: a sphere round them is mostly air, so the picture may cut into it a little.
    constexpr double kCut = 0.72;
    const double half_height = camera.fov_y_rad * 0.5;
    const double half_width = std::atan(std::tan(half_height) * aspect);
    const double half = std::min(half_height, half_width);
    const double distance = std::max(bounds.radius_m, 1e-3) * kCut / std::sin(half);
    const geo::LocalFrame horizon = horizon_at(bounds.center, ground);
    camera.orientation = render::orientation_in(horizon, angles);
    camera.position = bounds.center - render::forward(camera) * distance;
    camera.near_m = std::clamp(distance * 1e-3, 1e-4, 1.0);
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
