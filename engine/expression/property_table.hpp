// SPDX-License-Identifier: Apache-2.0
// The seam between expressions and whoever has values: feature tables, twins, tests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/expression/value.hpp"

namespace belvedere::expression {

// Rows of named properties. Names are resolved to slots once a table (when an expression is bound),
// values are asked for by slot once a row, so that styling a million features looks up no names.
class PropertyTable {
  public:
    virtual ~PropertyTable() = default;
    // The slot of a property, or nothing when no row has it: it is then `undefined` everywhere. A
    // property that some rows lack has a slot, and is undefined in those rows.
    [[nodiscard]] virtual std::optional<std::uint32_t> slot_of(std::string_view name) const = 0;
    // The value of a slot in a row. Text and JSON must live as long as the table.
    [[nodiscard]] virtual Value value(std::uint32_t slot, std::uint32_t row) const = 0;
};

// Names with a meaning of their own, which a table answers when it can:
//   POSITION, POSITION_ABSOLUTE, NORMAL (vectors), COLOR (vector of 4): of a point
//   tiles3d_tileset_time: milliseconds since the tileset was loaded (number)
//   @classes: a JSON array with the names of a feature's class and of the classes it is part of,
//   the exact one first (batch table hierarchy); read by isExactClass, isClass and
//   getExactClassName
inline constexpr std::string_view kClassesProperty = "@classes";
inline constexpr std::array<std::string_view, 4> kPointProperties{"POSITION", "POSITION_ABSOLUTE",
                                                                  "NORMAL", "COLOR"};

}  // namespace belvedere::expression
