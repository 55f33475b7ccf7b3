// SPDX-License-Identifier: Apache-2.0
// Property attributes of EXT_structural_metadata: values of each vertex.
#pragma once

#include "engine/content/decode/gltf/metadata_source.hpp"
#include "engine/content/decode/gltf/primitive_source.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// The property attributes of a primitive of points that has no feature ids: each point becomes a
// feature of its own with their values as columns, so that it can be picked and styled. Returns its
// rows; count 0 when there is nothing that can be read. A property that cannot is left out with a
// warning.
[[nodiscard]] Range read_point_properties(const MetadataSource& source, const Primitive& primitive,
                                          const PrimitiveSource& points,
                                          TileContentBuilder& builder);

// Property textures (property_textures.hpp), and the property attributes of everything else, make
// no features: their classes are listed without rows, so that whoever inspects the tile sees the
// names and types of what is in the file, and a warning says so. `has_read_attributes`: those of
// points were.
void list_unread_properties(const MetadataSource& source, bool has_read_attributes,
                            TileContentBuilder& builder);

}  // namespace belvedere::content::gltf
