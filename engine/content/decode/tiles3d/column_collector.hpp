// SPDX-License-Identifier: Apache-2.0
// Values of one column as they are read, typed once all are known.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::tiles3d {

enum class CellKind : std::uint8_t { kNull, kBool, kInteger, kUnsigned, kReal, kText, kJson };

// One value. Views point into the source, which must live until the column is written.
struct Cell {
    CellKind kind = CellKind::kNull;
    union {
        std::int64_t integer = 0;  // Also bool, 0 or 1.
        std::uint64_t whole;       // Of kUnsigned: beyond what int64 holds.
        double real;
    };
    std::string_view text;  // Of kText: decoded.
    std::string_view json;  // The value as JSON, needed when the column turns out to be mixed.
};

struct ColumnName {
    std::string_view name;
    std::string_view declared_type;  // Empty: derived from the values ("JSON number").
};

// Writes the cells (one a row; missing ones at the end are null) as a column of `rows` rows of the
// type that holds them all: integers and reals together are reals, anything else mixed is JSON.
// Repeated texts are stored once. Returns the column's index.
std::uint32_t write_column(TileContentBuilder& builder, const ColumnName& name,
                           const std::vector<Cell>& cells, std::uint32_t rows);

}  // namespace belvedere::content::tiles3d
