// SPDX-License-Identifier: Apache-2.0
// EXT_structural_metadata and its predecessor EXT_feature_metadata: property tables as feature
// classes with columns.
#pragma once

#include <vector>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/metadata_source.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// The rows that each table of the document got, in the document's order; count 0 for an unusable
// one. A property that cannot be read is left out with a warning, its table stays.
[[nodiscard]] std::vector<Range> read_property_tables(const MetadataSource& source,
                                                      BufferStore& buffers,
                                                      TileContentBuilder& builder);

}  // namespace belvedere::content::gltf
