// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/geodetic.hpp"

#include <cmath>
#include <numbers>

#include "engine/geo/meridian.hpp"

namespace belvedere::geo {

glm::dvec3 to_ecef(const Geodetic& position) {
    const double longitude = position.longitude_deg * std::numbers::pi / 180.0;
    const double latitude = position.latitude_deg * std::numbers::pi / 180.0;
    const MeridianPoint point = meridian_point(std::sin(latitude), std::cos(latitude));
    const double axis_distance = point.axis_distance_m + position.height_m * std::cos(latitude);
    return {axis_distance * std::cos(longitude), axis_distance * std::sin(longitude),
            point.z_m + position.height_m * std::sin(latitude)};
}

Geodetic to_geodetic(const glm::dvec3& ecef_m) {
    const double axis_distance = std::hypot(ecef_m.x, ecef_m.y);
    const MeridianFoot foot = meridian_foot(axis_distance, ecef_m.z);
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    // atan2(0, 0) is 0 by IEC 60559, so points on the axis have longitude 0.
    return {std::atan2(ecef_m.y, ecef_m.x) * kDegrees,
            std::atan2(foot.sin_latitude, foot.cos_latitude) * kDegrees, foot.height_m};
}

glm::dvec3 ellipsoid_up(const glm::dvec3& ecef_m) {
    const double axis_distance = std::hypot(ecef_m.x, ecef_m.y);
    const MeridianFoot foot = meridian_foot(axis_distance, ecef_m.z);
    if (axis_distance == 0.0) return {foot.cos_latitude, 0.0, foot.sin_latitude};
    return {foot.cos_latitude * (ecef_m.x / axis_distance),
            foot.cos_latitude * (ecef_m.y / axis_distance), foot.sin_latitude};
}

}  // namespace belvedere::geo
