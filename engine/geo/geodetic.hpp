// SPDX-License-Identifier: Apache-2.0
// Longitude, latitude and ellipsoidal height on WGS 84, and Earth-centred positions.
#pragma once

#include <glm/vec3.hpp>

namespace belvedere::geo {

// WGS 84 (EPSG:7030).
inline constexpr double kSemiMajorAxis_m = 6378137.0;
inline constexpr double kFlattening = 1.0 / 298.257223563;

// A position on EPSG:4979. The height is above the ellipsoid, never above the sea.
struct Geodetic {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    double height_m = 0.0;
};

// To and from Earth-centred metres (EPSG:4978). Accurate to < 1e-6 m (to_ecef is exact; to_geodetic
// iterates after Bowring 1976) between 6,000 km below and 100,000 km above the surface. The centre
// of the Earth has no latitude: it gives latitude 0, height -6,378,137.
[[nodiscard]] glm::dvec3 to_ecef(const Geodetic& position);
[[nodiscard]] Geodetic to_geodetic(const glm::dvec3& ecef_m);
// The outward normal of the ellipsoid below an Earth-centred position: "up" there.
[[nodiscard]] glm::dvec3 ellipsoid_up(const glm::dvec3& ecef_m);

}  // namespace belvedere::geo
