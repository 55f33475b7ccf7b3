// SPDX-License-Identifier: Apache-2.0
// Boxes around runs of a tile's triangles, so that many rays each look at few of them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::city {

// Neighbours in a tile are neighbours in the city: one object's surfaces follow each other.
inline constexpr std::uint32_t kBoxCorners = 3 * 32;

// In the primitive's own space, a little wider than its triangles, which may be flat.
struct TriangleBox {
    float low[3];
    float high[3];
};

// Of each primitive of triangles, one box for every `kBoxCorners` of its corners, in order.
struct TileBoxes {
    std::vector<std::uint32_t> first;  // By primitive: its first box.
    std::vector<TriangleBox> boxes;
};

// Less than a byte a triangle. Pure.
[[nodiscard]] TileBoxes boxes_of_triangles(const content::TileContent& tile);

}  // namespace belvedere::city
