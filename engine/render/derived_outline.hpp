// SPDX-License-Identifier: Apache-2.0
// Edges of buildings that bring none along.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::render {

// Pairs of vertex indices (relative to the primitive's first vertex) of edges worth drawing: where
// a surface ends, where it turns by more than 25 degrees, or where another feature begins. Vertices
// at one place count as one, since faces with their own normals share none. Empty for what is not
// made of triangles. Pure; any thread; about 0.4 us a triangle.
[[nodiscard]] std::vector<std::uint32_t> derived_outline(const content::TileContent& content,
                                                         const content::PrimitiveRecord& primitive);

}  // namespace belvedere::render
