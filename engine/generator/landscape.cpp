// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/landscape.hpp"

#include <algorithm>
#include <cmath>

#include "engine/generator/noise.hpp"

namespace belvedere::generator {

// The slopes of both fields together stay below 0.7, so that the bending never folds.
Point Landscape::bend(const Point& plan) const {
    const double meander = 95.0 * smooth_noise(shape_.seed ^ 0x71U, plan.x / 1150.0);
    const Point at = plan / 760.0;
    return {62.0 * smooth_noise(shape_.seed ^ 0x72U, at),
            meander + 62.0 * smooth_noise(shape_.seed ^ 0x73U, at)};
}

Point Landscape::to_land(const Point& plan) const {
    return plan + bend(plan);
}

Point Landscape::to_plan(const Point& land) const {
    Point plan = land;
    for (int step = 0; step < 4; ++step)
        plan = land - bend(plan);
    return plan;
}

Point Landscape::hill() const {
    return {-390.0, shape_.river_width_m / 2 + 330.0};
}

double Landscape::height(const Point& land) const {
    const Point plan = to_plan(land);
    const double from_river = std::max(0.0, std::abs(plan.y) - shape_.river_width_m / 2);
    const double rolling = 0.5 + 0.5 * smooth_noise(shape_.seed ^ 0x81U, plan / 640.0);
    const double terrace = smooth_step(70.0, 620.0, from_river) * (4.0 + 15.0 * rolling);
    const Point to_hill = (plan - hill()) / kHillRadius_m;
    const double off = to_hill.x * to_hill.x + to_hill.y * to_hill.y;
    const double mound = off < 1.0 ? kHillHeight_m * (1.0 - off) * (1.0 - off) : 0.0;
    // The valley opens along the river; hills close the view to both sides.
    const double out = length({plan.x * 0.55, plan.y}) / shape_.city_radius_m;
    const double ridge = 0.62 + 0.38 * smooth_noise(shape_.seed ^ 0x82U, plan / 1900.0);
    const double hills =
        smooth_step(0.95, 3.6, out) * smooth_step(150.0, 1400.0, from_river) * 230.0 * ridge;
    return kBankHeight_m + terrace + mound + hills;
}

}  // namespace belvedere::generator
