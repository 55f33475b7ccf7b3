// SPDX-License-Identifier: Apache-2.0
// The roads of the demo city that its traffic counters count.
#pragma once

#include <vector>

namespace belvedere::generator {

struct RoadPoint {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
};

// An avenue, a ring road or a part of one, from crossing to crossing along its middle line.
struct RoadStretch {
    std::vector<RoadPoint> points;  // At least two, each to seven digits.
    RoadPoint middle;               // Of the box around them: where readers of GeoJSON put it.
};

// Of latitude, near enough for where devices stand.
inline constexpr double kMetresADegree = 111'320.0;
// A counter belongs to no road that is farther away from it.
inline constexpr double kRoadReach_m = 400.0;

// Made once, a few hundred; the same for every seed of the simulated city, because the drawn city
// is. Any thread; lives as long as the program.
[[nodiscard]] const std::vector<RoadStretch>& demo_roads();
// How far the place is from the middle of the stretch, about. Pure.
[[nodiscard]] double distance_m(const RoadStretch& stretch, const RoadPoint& place);

}  // namespace belvedere::generator
