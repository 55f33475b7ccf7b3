// SPDX-License-Identifier: Apache-2.0
// The disc under a city.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::render {

// Triangles in the ground's own east-north-up frame, ready for the tile pipelines.
struct GroundMesh {
    std::vector<content::VertexGeometry> vertices;
    std::vector<std::uint16_t> indices;
};

// A disc of rings that grow with distance and sink with the Earth's curve (distance squared over
// its diameter; 78 m at 31 km). Pure.
[[nodiscard]] GroundMesh ground_mesh(double radius_m);

}  // namespace belvedere::render
