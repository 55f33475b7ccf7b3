// SPDX-License-Identifier: Apache-2.0
// Where an i3dm puts its instances: 3D Tiles 1.0, section "Instanced 3D Model", "Instance
// orientation" to "Instance scaling".
#pragma once

#include <vector>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

struct InstancePlacements {
    std::vector<ModelPlacement> placements;  // Features are batch ids still, or kNone.
    bool has_batch_ids = false;
    std::uint64_t dropped = 0;  // Instances whose place is not finite.
};

// kBadData when there is no usable position, or a part ends early; kLimit over limits::kInstances.
[[nodiscard]] Result<InstancePlacements> read_placements(const TileFeatureTable& table,
                                                         const DecodeContext& context);

}  // namespace belvedere::content::tiles3d
