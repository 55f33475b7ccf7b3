// SPDX-License-Identifier: Apache-2.0
// Where on Earth generated cities stand: round numbers, so that nobody takes one for a real place.
#pragma once

#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::generator {

inline constexpr double kOriginLongitude_deg = 10.0;
inline constexpr double kOriginLatitude_deg = 50.0;
// Ellipsoidal height of the river's normal water level.
inline constexpr double kWaterHeight_m = 180.0;

// East-north-up at the origin, `height_m` above the ellipsoid.
[[nodiscard]] inline geo::LocalFrame place_frame(double height_m) {
    return geo::east_north_up(geo::to_ecef({kOriginLongitude_deg, kOriginLatitude_deg, height_m}));
}

}  // namespace belvedere::generator
