// SPDX-License-Identifier: Apache-2.0
// Bounding volumes of a source, in the world.
#pragma once

#include <vector>

#include <glm/vec3.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::stream {

struct WorldBounds {
    geo::OrientedBox box;
    double radius_m = 0.0;   // Of a sphere about box.center.
    double scale = 1.0;      // World metres for a metre of the source there.
    bool is_sphere = false;  // The volume is the sphere; the box only encloses it.
};

// The volume (in the source's coordinates) in the world. Regions are on EPSG:4979 whatever the
// source's CRS is. Where the mapping bends too much for an affine, the box encloses the volume's
// mapped corners, face centres and centre.
[[nodiscard]] WorldBounds world_bounds(const geo::BoundingVolume& volume,
                                       const geo::WorldMapping& mapping);
[[nodiscard]] geo::BoundingVolume world_volume(const geo::BoundingVolume& volume,
                                               const geo::WorldMapping& mapping);
// A box in the east-north-up frame of the points' middle that holds them all; at least one.
[[nodiscard]] geo::OrientedBox box_around(const std::vector<glm::dvec3>& points);

}  // namespace belvedere::stream
