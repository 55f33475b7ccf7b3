// SPDX-License-Identifier: Apache-2.0
// Points of a tile into the tile's own east-north-up frame.
#pragma once

#include <optional>
#include <vector>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/decode_content.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::content::tiles3d {

struct PlacedPoints {
    geo::LocalFrame frame;             // At the middle of the points.
    std::vector<glm::vec3> positions;  // In that frame; not finite where a point has no place.
    glm::dmat3 normal_matrix{1.0};     // From the tile's coordinates to the frame; not unit length.
    // From the frame back to the tile's coordinates; of the middle where the mapping bends. Nothing
    // when the tile's transform flattens it.
    std::optional<glm::dmat4> to_content;
};

// Applies the tile's transform and the source's mapping: as one affine where that is exact to 1 cm,
// else point by point. kBadData when no point has a place in the world.
[[nodiscard]] Result<PlacedPoints> place_points(std::vector<glm::dvec3> positions,
                                                const DecodeContext& context);

}  // namespace belvedere::content::tiles3d
