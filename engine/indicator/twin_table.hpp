// SPDX-License-Identifier: Apache-2.0
// The newest values of twins as an expression sees them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/property_table.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::indicator {

// Rows are entities, by the number of their id; properties are found by their short or expanded
// name. Numbers are in the unit that the property's data model fixes, where it fixes one and the
// value can be converted; else as they were sent. Positions, deletions and what was never said are
// undefined. Must not outlive the store; the store's thread.
class TwinTable final : public expression::PropertyTable {
  public:
    explicit TwinTable(const twin::TwinStore& store) : store_(store) {}
    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view name) const override;
    [[nodiscard]] expression::Value value(std::uint32_t slot, std::uint32_t row) const override;

  private:
    const twin::TwinStore& store_;
    // Names that were asked for when expressions were bound.
    mutable std::vector<std::string> names_;
};

// A number in the unit that the data model of a property fixes; as it is where it fixes none or the
// number measures something else.
[[nodiscard]] double model_number(std::string_view property_short_name, const twin::Unit& unit,
                                  double number);

}  // namespace belvedere::indicator
