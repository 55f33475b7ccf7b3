// SPDX-License-Identifier: Apache-2.0
// The ground of a district: streets, pavements, gardens, water and bridges as one surface that
// follows the land. Pieces lie side by side, never over each other, so nothing fights for depth.
#pragma once

#include "engine/generator/city_mesh.hpp"
#include "engine/generator/city_plan.hpp"
#include "engine/generator/height_grid.hpp"

namespace belvedere::generator {

void add_ground(CityMesh& mesh, const DistrictLayout& layout, const HeightGrid& ground,
                Detail detail);
// river_mesh.cpp: water and bridges of a stretch.
void add_river(CityMesh& mesh, const RiverStretch& stretch, const Landscape& landscape,
               Detail detail);
[[nodiscard]] Rgb surface_color(Surface surface, std::uint8_t shade);

}  // namespace belvedere::generator
