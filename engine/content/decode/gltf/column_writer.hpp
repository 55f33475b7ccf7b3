// SPDX-License-Identifier: Apache-2.0
// A property of a table as a typed column of a tile.
#pragma once

#include <cstdint>
#include <string>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/property_column.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// Type, values and nulls of a column of `rows` values; the caller adds its names. Scalars, texts,
// booleans and enums (by name) keep their type, everything else becomes JSON. noData, unknown enum
// values and numbers that are not finite are null, or the property's default where it has one.
// kLimit when its text does not fit the tile.
[[nodiscard]] Result<ColumnRecord> write_column(const tiles3d::PropertyColumn& column,
                                                const JsonValue& property, std::uint32_t rows,
                                                TileContentBuilder& builder);
// A column that is the property's default throughout.
[[nodiscard]] ColumnRecord write_default_column(const JsonValue& property, std::uint32_t rows,
                                                TileContentBuilder& builder);
// "SCALAR FLOAT32", "ENUM roofType", "VEC3 UINT8 ARRAY[4]": the words of the schema.
[[nodiscard]] std::string declared_type_text(const JsonValue& property);

}  // namespace belvedere::content::gltf
