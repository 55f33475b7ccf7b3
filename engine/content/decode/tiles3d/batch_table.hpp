// SPDX-License-Identifier: Apache-2.0
// Batch tables (3D Tiles 1.0, section "Batch Table") as a feature class of a TileContent.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::content::tiles3d {

// A property that stood elsewhere (in a Draco stream): a cell for each feature.
struct ExtraColumn {
    std::string_view name;
    std::string_view declared_type;
    const std::vector<Cell>* cells = nullptr;
};

struct BatchTableSource {
    ByteView json;
    ByteView binary;
    std::uint64_t length = 0;  // How many features the tile has: BATCH_LENGTH and the like.
    // Vertices, points, instances or bytes of geometry: what could carry features. A length beyond
    // these and the table's own bytes is a broken file's, and each row costs memory further on.
    std::uint64_t elements = 0;
    std::span<const ExtraColumn> extra = {};
};

// Appends one class with a row for each feature and a column for each property, and returns its
// rows. Values keep their JSON type: text, number (integers stay integers), bool; what is an
// object, an array or of mixed types becomes JSON text; null is no value. Binary scalars become
// numbers, binary vectors JSON text. With 3DTILES_batch_table_hierarchy the instances behind the
// features follow as further rows, `class` names their class and the parent column points at rows
// (the first parent; all of them in the column `parents` when there are more). What cannot be read
// is left out with a warning: a broken batch table never costs the geometry. Over
// limits::kFeatures: no rows.
[[nodiscard]] Range add_batch_table(TileContentBuilder& builder, const BatchTableSource& source);

}  // namespace belvedere::content::tiles3d
