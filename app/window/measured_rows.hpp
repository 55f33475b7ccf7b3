// SPDX-License-Identifier: Apache-2.0
// What measured points say, as names and values for a panel.
#pragma once

#include <span>
#include <vector>

#include <glm/vec3.hpp>

#include "app/city/viewpoint.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::window {

// Empty while there are too few points for the tool. The first row is the tool's own quantity.
[[nodiscard]] std::vector<panels::MeasureRow> measured_rows(std::span<const glm::dvec3> points,
                                                            panels::MeasureTool tool,
                                                            city::Ground ground);

}  // namespace belvedere::window
