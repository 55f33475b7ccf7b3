// SPDX-License-Identifier: Apache-2.0
// Distance, height and area between points picked on the picture. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>

#include <glm/vec3.hpp>

namespace belvedere::measure {

// What world positions are.
enum class World {
    kEarth,  // Earth-centred metres: "level" follows the ellipsoid.
    kFlat,   // A model without a place: metres with z up.
};

struct PathMeasure {
    double length_m = 0.0;   // Straight through the air, from point to point.
    double ground_m = 0.0;   // Along the level: on the ellipsoid by geodesics, or in x and y.
    double rise_m = 0.0;     // Height of the last point over the first.
    double climb_m = 0.0;    // Sum of what goes up on the way,
    double descent_m = 0.0;  // and of what goes down, both positive.
    double slope_deg = 0.0;  // From the first to the last point; 90 is straight up.
    // Direction from the first to the last point at the first, from north (or +y) clockwise, [0,
    // 360).
    double azimuth_deg = 0.0;
};
// Fewer than two points: all zero.
[[nodiscard]] PathMeasure measure_path(std::span<const glm::dvec3> points, World world);

struct AreaMeasure {
    // Of the ground below: the polygon on the ellipsoid at height 0, or in x and y.
    double ground_m2 = 0.0;
    // Of the polygon in space, in the plane that fits it: of a roof or a facade, its true size.
    double plane_m2 = 0.0;
    double perimeter_m = 0.0;  // Straight, closed.
    // How far the corners lie off the plane at most; large for plane_m2 to mean little.
    double plane_error_m = 0.0;
    // Two sides cross: the areas are then of no shape one can see.
    bool is_crossing = false;
};
inline constexpr std::size_t kCornersMax = 4096;  // Crossings are looked for in pairs.
// Corners in order, the last joined to the first. Fewer than three (or more than kCornersMax): only
// the perimeter.
[[nodiscard]] AreaMeasure measure_area(std::span<const glm::dvec3> corners, World world);

}  // namespace belvedere::measure
