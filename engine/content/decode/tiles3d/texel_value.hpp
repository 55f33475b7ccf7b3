// SPDX-License-Identifier: Apache-2.0
// The value of a property texture's property (EXT_structural_metadata, "Property Textures").
#pragma once

#include <cstdint>
#include <string>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/texel_sets.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// What TexelSetRecord::definition holds: a property of a class with the enums of its schema, and
// the property of the texture, whose offset and scale come first. kBadData when its values are not
// `bytes_of_texel` bytes each, or of a type that texels cannot hold.
[[nodiscard]] Result<std::string> texel_definition(const JsonValue& schema,
                                                   const JsonValue& property,
                                                   const JsonValue& stored,
                                                   std::uint32_t bytes_of_texel);

// The value as text: normalised, scaled and offset, an enum by its name, vectors and arrays as
// JSON. Where the texel is noData it is the property's default, and empty without one, or when the
// definition is none. Any definition is safe: it may come from a cache.
[[nodiscard]] std::string texel_text(const TileContent& content, const TexelSample& sample);

}  // namespace belvedere::content::tiles3d
