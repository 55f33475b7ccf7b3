// SPDX-License-Identifier: Apache-2.0
// What measured points say: lengths, heights, areas.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/city/viewpoint.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::window {

struct Measurement {
    double length_m = 0.0;        // Along the points, straight in space.
    double horizontal_m = 0.0;    // The same seen from above.
    double height_m = 0.0;        // From the first to the last point.
    double height_range_m = 0.0;  // Between the lowest and the highest.
    double area_m2 = 0.0;         // Of the closed outline, in its own plane (Newell's method).
    double horizontal_area_m2 = 0.0;
    double perimeter_m = 0.0;
};

// Heights are along the ellipsoid's normal. Exact to a millionth over a few kilometres; over more
// the Earth bends away from the straight lines that are measured.
[[nodiscard]] Measurement measure(std::span<const glm::dvec3> points, city::Ground ground);

// Names and values as a panel shows them, for a tool.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> measurement_rows(
    std::span<const glm::dvec3> points, panels::MeasureTool tool, city::Ground ground);

}  // namespace belvedere::window
