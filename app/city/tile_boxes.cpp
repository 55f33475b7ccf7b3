// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/city/tile_corners.hpp"

namespace belvedere::city {
namespace {

// Rounding in the test of a box must not lose what stands on its very side.
constexpr float kWiderOf = 1e-5F;
constexpr float kWider_m = 1e-5F;

TriangleBox widened(TriangleBox box) {
    for (int axis = 0; axis < 3; ++axis) {
        const float farthest = std::max(std::abs(box.low[axis]), std::abs(box.high[axis]));
        const float more = farthest * kWiderOf + kWider_m;
        box.low[axis] -= more;
        box.high[axis] += more;
    }
    return box;
}

}  // namespace

TileBoxes boxes_of_triangles(const content::TileContent& tile) {
    constexpr float kFar = std::numeric_limits<float>::max();
    TileBoxes made;
    for (const content::PrimitiveRecord& primitive : tile.primitives()) {
        made.first.push_back(static_cast<std::uint32_t>(made.boxes.size()));
        if (primitive.topology != content::Topology::kTriangles) continue;
        const auto vertices = tile.geometry().subspan(primitive.vertices.first);
        const std::uint32_t corners = corner_count(primitive);
        with_corners(tile, primitive, [&](auto vertex_of) {
            for (std::uint32_t begin = 0; begin < corners; begin += kBoxCorners) {
                TriangleBox box{{kFar, kFar, kFar}, {-kFar, -kFar, -kFar}};
                const std::uint32_t end = std::min(begin + kBoxCorners, corners);
                for (std::uint32_t corner = begin; corner < end; ++corner) {
                    const auto& at = vertices[vertex_of(corner)].position_m;
                    for (int axis = 0; axis < 3; ++axis) {
                        box.low[axis] = std::min(box.low[axis], at[axis]);
                        box.high[axis] = std::max(box.high[axis], at[axis]);
                    }
                }
                made.boxes.push_back(widened(box));
            }
        });
    }
    return made;
}

}  // namespace belvedere::city
