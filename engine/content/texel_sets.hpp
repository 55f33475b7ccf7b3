// SPDX-License-Identifier: Apache-2.0
// What the images of a tile that hold numbers say at one point of its surface (property textures of
// EXT_structural_metadata, feature-id textures of EXT_mesh_features).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::content {

// A point of a triangle: its corners in kGeometry, and how much of each there is (sum 1).
struct SurfacePoint {
    std::uint32_t vertices[3] = {kNone, kNone, kNone};
    float weights[3] = {0.0F, 0.0F, 0.0F};
};

// The texel nearest to a point, as the file stores it. Views into the content.
struct TexelSample {
    const TexelSetRecord* set = nullptr;
    ByteView bytes;  // 1 ... 4, the lowest first.
};

// One for each set of the triangle's vertices, in the order of the file; none for a point that is
// on no triangle. Pure; O(sets).
[[nodiscard]] std::vector<TexelSample> texels_at(const TileContent& content,
                                                 const SurfacePoint& point);

// The feature that a sample of kFeatureIds names: a row of the feature table, or the plain number
// where the set has no table. kNone for none, and for ids beyond the table.
[[nodiscard]] std::uint32_t feature_id_of(const TexelSample& sample);

}  // namespace belvedere::content
