// SPDX-License-Identifier: Apache-2.0
// Binary properties of batch tables and hierarchies (3D Tiles 1.0, section "Binary Body
// Reference").
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/column_collector.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// Texts that cells point to; a deque, so that they stay where they are. Movable, not copyable.
struct CellTexts {
    std::deque<std::string> texts;
    CellTexts() = default;
    CellTexts(CellTexts&&) = default;
    CellTexts& operator=(CellTexts&&) = default;
    [[nodiscard]] std::string_view keep(std::string text) {
        return texts.emplace_back(std::move(text));
    }
};

struct BinaryProperty {
    std::string declared_type;  // "SCALAR DOUBLE".
    std::vector<Cell> cells;
    CellTexts texts;
};

// {byteOffset, componentType, type}: scalars as numbers, vectors and matrices as JSON text.
// kBadData naming what is wrong.
[[nodiscard]] Result<BinaryProperty> read_binary_property(const JsonValue& json, ByteView binary,
                                                          std::uint64_t count);
// The same for arrays of indices: {byteOffset, componentType}, or a JSON array of numbers in place.
// Without componentType: UNSIGNED_SHORT.
[[nodiscard]] Result<std::vector<std::uint64_t>> read_indices(const JsonValue& json,
                                                              ByteView binary, std::uint64_t count);
// A parsed JSON value as a cell; text that the cell needs and the document lacks goes to `texts`.
[[nodiscard]] Cell cell_of(const JsonValue& json, CellTexts& texts);

}  // namespace belvedere::content::tiles3d
