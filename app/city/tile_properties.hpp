// SPDX-License-Identifier: Apache-2.0
// A tile's attributes as styles and filters ask for them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/feature_table.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/expression/property_table.hpp"

namespace belvedere::city {

// One row for each row of the feature table; classes may have different columns of one name. Lives
// no longer than its tile. Const; any thread.
class TileProperties final : public expression::PropertyTable {
  public:
    explicit TileProperties(const content::TileContent& tile);
    [[nodiscard]] std::optional<std::uint32_t> slot_of(std::string_view name) const override;
    [[nodiscard]] expression::Value value(std::uint32_t slot, std::uint32_t row) const override;

  private:
    content::FeatureTable table_;
    const content::TileContent& tile_;
    // Slot, then class: the column, kNone where the class has none of that name.
    std::vector<std::vector<std::uint32_t>> columns_;
    std::map<std::string, std::uint32_t, std::less<>> slots_;
};

}  // namespace belvedere::city
