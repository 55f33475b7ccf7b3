// SPDX-License-Identifier: Apache-2.0
// EXT_feature_metadata and 3DTILES_metadata, the drafts before EXT_structural_metadata and the
// metadata of 3D Tiles 1.1.
#pragma once

#include <cstdint>
#include <string>

#include "engine/content/decode/json_value.hpp"

namespace belvedere::content::gltf {

// The draft's schema and feature tables in the words of EXT_structural_metadata (JSON text), tables
// in their order, so that one reader serves both. Unknown parts are left out.
[[nodiscard]] std::string upgrade_feature_metadata(const JsonValue& metadata);

// 3DTILES_metadata in a subtree of 3DTILES_implicit_tiling: the extension object is the one
// property table of the subtree's `count` available tiles. {"schema": ..., "table": ...} in the
// words of 3D Tiles 1.1; what is in those words already stays.
[[nodiscard]] std::string upgrade_subtree_metadata(const JsonValue& schema, const JsonValue& table,
                                                   std::uint64_t count);

}  // namespace belvedere::content::gltf
