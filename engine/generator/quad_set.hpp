// SPDX-License-Identifier: Apache-2.0
// A plain, exactly known quadtree tileset for measuring renderers side by side.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/core/result.hpp"
#include "engine/generator/generate_city.hpp"

namespace belvedere::generator {

// Levels 0 ... depth over a square of extent_m; each of the (4^(depth+1) - 1) / 3 tiles holds 8 x 8
// buildings of 114 triangles and 100 vertices with their height and year.
struct QuadSetOptions {
    std::uint32_t depth = 5;   // At most kQuadDepthMax.
    double extent_m = 4096.0;  // > 0.
    CancelToken cancel{};
};
inline constexpr std::uint32_t kQuadDepthMax = 8;

// Writes tileset.json (geometric error a side / 8, leaves 0), LEVEL/X_Y.glb and views.json with the
// cameras `fixed`, `orbit` and `fly` in metres east-north-up about the set's origin. Errors and
// threads as generate_city.
[[nodiscard]] Result<GeneratedSet> generate_quad_set(const QuadSetOptions& options,
                                                     const std::filesystem::path& folder,
                                                     JobPool& pool, const Progress& progress = {});

}  // namespace belvedere::generator
