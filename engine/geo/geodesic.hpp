// SPDX-License-Identifier: Apache-2.0
// Lengths and areas on the WGS 84 ellipsoid (Karney 2013, "Algorithms for geodesics", as PROJ has
// them; errors below a micrometre and 0.1 m² for the whole Earth). Heights are left aside: what is
// measured is the ground track at height 0. Pure; any thread.
#pragma once

#include <span>

#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {

struct GeodesicLine {
    double length_m = 0.0;
    double azimuth_deg = 0.0;  // At the start, from north, clockwise, [0, 360).
};
[[nodiscard]] GeodesicLine geodesic_between(const Geodetic& from, const Geodetic& to);

struct GeodesicPolygon {
    double perimeter_m = 0.0;
    double area_m2 = 0.0;  // Never negative, whichever way round the corners run.
};
// Corners in order, the last joined to the first. Fewer than three have no area.
[[nodiscard]] GeodesicPolygon geodesic_polygon(std::span<const Geodetic> corners);

}  // namespace belvedere::geo
