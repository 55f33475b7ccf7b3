// SPDX-License-Identifier: Apache-2.0
// Where a ray meets one tile's triangles.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <glm/vec3.hpp>

#include "app/city/tile_boxes.hpp"
#include "engine/content/texel_sets.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::city {

struct TileHit {
    double distance_m = 0.0;
    glm::dvec3 position{0.0};  // World.
    glm::dvec3 normal{0.0};    // World, towards the ray's origin.
    std::uint32_t feature_row = content::kNone;
    content::SurfacePoint point;  // On the tile's own triangle.
};

[[nodiscard]] geo::LocalFrame frame_of(const content::TileContent& tile);
// The drawn bounds of the tile in the world.
[[nodiscard]] geo::OrientedBox box_of(const content::TileContent& tile);

// Whether the ray meets the drawn bounds closer than that: what intersect() asks first. Pure.
[[nodiscard]] bool may_meet(const content::TileContent& tile, const geo::Ray& ray,
                            double distance_max_m);

// The nearest triangle hit closer than `distance_max_m`, both sides counting; triangles of rows
// that are set in `hidden_rows` are not there. Pure. Rejects by the
// bounds of the tile and of each primitive (and instance), then by `boxes`, which are the tile's
// own; without them every triangle is looked at, at about 5 ns each.
[[nodiscard]] std::optional<TileHit> intersect(const content::TileContent& tile,
                                               const geo::Ray& ray, double distance_max_m,
                                               const std::vector<bool>& hidden_rows = {},
                                               const TileBoxes* boxes = nullptr);

}  // namespace belvedere::city
