// SPDX-License-Identifier: Apache-2.0
// Which tiles a city is cut into, and how far each may be off.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/generator/city_plan.hpp"

namespace belvedere::generator {

// A tile shows all its districts; its children show the same districts, finer.
struct PlannedTile {
    std::vector<std::uint32_t> districts;  // Indices into the plan.
    std::uint32_t height = 0;              // Levels below it; leaves 0.
    double geometric_error_m = 0.0;        // 0 for leaves, and smaller than the parent's.
    std::string uri;                       // Relative to the tileset.json.
    std::vector<PlannedTile> children;
};

// Leaves are single districts of the city, or a few of the countryside. City and countryside are
// trees of their own below the root, as their districts differ in size. A pure function of the
// plan.
[[nodiscard]] PlannedTile plan_tiles(const CityPlan& plan);

}  // namespace belvedere::generator
