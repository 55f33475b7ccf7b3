// SPDX-License-Identifier: Apache-2.0
// The corners of a primitive's triangles, whether they are listed or stand in order.
#pragma once

#include <cstdint>

#include "engine/content/tile_content.hpp"

namespace belvedere::city {

// Three a triangle.
[[nodiscard]] inline std::uint32_t corner_count(const content::PrimitiveRecord& primitive) {
    return primitive.indices.count > 0 ? primitive.indices.count : primitive.vertices.count;
}

// Calls `work` with what tells the vertex of each corner, counted from the primitive's first one;
// returns what it returns. The list is asked for once, not at every corner.
template <class Work>
auto with_corners(const content::TileContent& tile, const content::PrimitiveRecord& primitive,
                  Work work) {
    const auto listed = [&](auto indices) {
        return work([own = indices.subspan(primitive.indices.first)](std::uint32_t corner) {
            return std::uint32_t{own[corner]};
        });
    };
    if (primitive.index_bytes == 2) return listed(tile.indices_16());
    if (primitive.index_bytes == 4) return listed(tile.indices_32());
    return work([](std::uint32_t corner) { return corner; });
}

}  // namespace belvedere::city
