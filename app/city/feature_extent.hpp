// SPDX-License-Identifier: Apache-2.0
// Where each feature of a tile stands.
#pragma once

#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/tile_content.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::city {

// Axis-aligned in the tile's frame; low > high for a row that nothing drawn belongs to.
struct FeatureExtent {
    glm::vec3 low_m{1e30F};
    glm::vec3 high_m{-1e30F};
    [[nodiscard]] bool is_empty() const { return low_m.x > high_m.x; }
};

// One for each row of the tile's feature table. Pure; one pass over the vertices.
[[nodiscard]] std::vector<FeatureExtent> feature_extents(const content::TileContent& tile);
// In the world.
[[nodiscard]] geo::BoundingSphere sphere_of(const content::TileContent& tile,
                                            const FeatureExtent& extent);

}  // namespace belvedere::city
