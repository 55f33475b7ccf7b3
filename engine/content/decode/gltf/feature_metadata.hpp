// SPDX-License-Identifier: Apache-2.0
// EXT_feature_metadata, the 3D Tiles Next draft before EXT_structural_metadata.
#pragma once

#include <string>

#include "engine/content/decode/json_value.hpp"

namespace belvedere::content::gltf {

// The draft's schema and feature tables in the words of EXT_structural_metadata (JSON text), tables
// in their order, so that one reader serves both. Unknown parts are left out.
[[nodiscard]] std::string upgrade_feature_metadata(const JsonValue& metadata);

}  // namespace belvedere::content::gltf
