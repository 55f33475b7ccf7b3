// SPDX-License-Identifier: Apache-2.0
// Points that belong to no feature: most point clouds have neither a batch table nor feature ids.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

// A primitive of such points. They have no row in the feature table; what gives them a look of
// their own numbers them behind it, one row for each vertex.
struct PlainPoints {
    std::uint32_t primitive = 0;  // In kPrimitives.
    Range rows;                   // From header.feature_count on, in the order of the primitives.
};

// A primitive with features and a few points without is not among them. O(primitives) in tiles
// without features, else O(points).
[[nodiscard]] std::vector<PlainPoints> plain_points(const TileContent& content);

}  // namespace belvedere::content
