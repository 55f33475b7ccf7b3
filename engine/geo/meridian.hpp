// SPDX-License-Identifier: Apache-2.0
// The meridian ellipse of WGS 84: what geodetic positions and bounding regions are computed in.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {

inline constexpr double kSemiMinorAxis_m = kSemiMajorAxis_m * (1.0 - kFlattening);
inline constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);

// A point of a meridian plane: distance from the Earth's axis, and height over the equator plane.
struct MeridianPoint {
    double axis_distance_m = 0.0;
    double z_m = 0.0;
};

// The point of the ellipsoid at a geodetic latitude given by its sine and cosine.
[[nodiscard]] inline MeridianPoint meridian_point(double sin_latitude, double cos_latitude) {
    const double prime_vertical =
        kSemiMajorAxis_m / std::sqrt(1.0 - kEccentricitySquared * sin_latitude * sin_latitude);
    return {prime_vertical * cos_latitude,
            prime_vertical * (1.0 - kEccentricitySquared) * sin_latitude};
}

// The foot of the perpendicular from a point to the ellipsoid.
struct MeridianFoot {
    double sin_latitude = 0.0;
    double cos_latitude = 1.0;
    double height_m = 0.0;
};

// Bowring 1976 ("Transformation from spatial to geographical coordinates"), iterated on the tangent
// of the parametric latitude: two rounds suffice near the surface, more are needed deep inside.
[[nodiscard]] inline MeridianFoot meridian_foot(double axis_distance_m, double z_m) {
    constexpr double kRatio = 1.0 - kFlattening;
    constexpr double kSecondEccentricity = kEccentricitySquared / (kRatio * kRatio);
    constexpr int kRoundsMax = 16;
    if (axis_distance_m == 0.0 && z_m == 0.0) return {0.0, 1.0, -kSemiMajorAxis_m};

    double sin_parametric = z_m;
    double cos_parametric = axis_distance_m * kRatio;
    MeridianFoot foot;
    for (int round = 0; round < kRoundsMax; ++round) {
        const double parametric =
            std::sqrt(sin_parametric * sin_parametric + cos_parametric * cos_parametric);
        sin_parametric /= parametric;
        cos_parametric /= parametric;
        const double rise = z_m + kSecondEccentricity * kSemiMinorAxis_m * sin_parametric *
                                      sin_parametric * sin_parametric;
        // Within 43 km of the centre the ellipsoid has more than one foot; the clamp picks the
        // pole.
        const double run =
            std::max(0.0, axis_distance_m - kEccentricitySquared * kSemiMajorAxis_m *
                                                cos_parametric * cos_parametric * cos_parametric);
        const double length = std::sqrt(rise * rise + run * run);
        if (length == 0.0) break;
        const double change = std::abs(rise / length - foot.sin_latitude) +
                              std::abs(run / length - foot.cos_latitude);
        foot.sin_latitude = rise / length;
        foot.cos_latitude = run / length;
        if (change < 4e-16) break;
        sin_parametric = kRatio * foot.sin_latitude;
        cos_parametric = foot.cos_latitude;
    }
    foot.height_m = axis_distance_m * foot.cos_latitude + z_m * foot.sin_latitude -
                    kSemiMajorAxis_m * std::sqrt(1.0 - kEccentricitySquared * foot.sin_latitude *
                                                           foot.sin_latitude);
    return foot;
}

}  // namespace belvedere::geo
