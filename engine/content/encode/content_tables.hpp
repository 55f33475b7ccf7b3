// SPDX-License-Identifier: Apache-2.0
// The feature table of a tile as property tables of EXT_structural_metadata.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/content/encode/property_table.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content::encode {

// One table for each class of the content, in its order, with a column for each of its columns: row
// i is the class's row i. Numbers keep their type (INT32 where the values fit, INT64, UINT64,
// FLOAT64), flags are BOOLEAN, or an enum with "unknown" where some are missing; text and JSON are
// STRING. A missing value is the property's noData, a value that no row has. Names that are no
// identifiers (3D Metadata 1.0, "Identifiers") are written as the `title` and changed; the same in
// every tile unless two names of a class change into the same one.
[[nodiscard]] std::vector<PropertyTable> tables_of(const TileContent& content);

// Letters, digits and underscore, not beginning with a digit: other bytes become underscores, and
// a name of nothing else becomes "property_" and a hash of it.
[[nodiscard]] std::string identifier_of(std::string_view name);

}  // namespace belvedere::content::encode
