// SPDX-License-Identifier: Apache-2.0
// The points of a pnts tile as plain arrays, whichever way they were stored.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/tiles3d/binary_property.hpp"
#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// A per-point batch property that was inside the Draco stream.
struct DracoProperty {
    std::string name;
    BinaryProperty values;
};

// Arrays are empty where the tile has no such values, else one for each point.
struct PointArrays {
    std::vector<glm::dvec3> positions;  // In the tile's coordinates, RTC_CENTER added.
    glm::dvec3 origin{0.0};     // What was added: RTC_CENTER and a quantised volume's offset.
    std::vector<Rgba8> colors;  // Linear, as the format says of its values.
    std::vector<glm::vec3> normals;
    std::vector<std::uint32_t> batch_ids;
    std::vector<DracoProperty> properties;
    std::vector<std::string> warnings;
};

// 3D Tiles 1.0, section "Point Cloud". `batch_json` is looked at for Draco properties only.
// kBadData when there is no usable position; what else cannot be read is a warning. kLimit over
// limits::kVertices.
[[nodiscard]] Result<PointArrays> read_points(const TileFeatureTable& table, ByteView batch_json);

}  // namespace belvedere::content::tiles3d
