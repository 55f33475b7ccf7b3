// SPDX-License-Identifier: Apache-2.0
// FeatureFilter: which features of a layer are shown, by their type and their attributes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"
#include "engine/expression/tile_style.hpp"

namespace belvedere::city {

// Immutable; any thread.
class FeatureFilter {
  public:
    // `condition` is a boolean expression of the 3D Tiles Styling language (OGC 3D Tiles 1.1, annex
    // "Styling"): "${measuredHeight} >= 20"; empty: everything passes. kBadData with the place of
    // the first mistake.
    [[nodiscard]] static Result<FeatureFilter> make(std::vector<std::string> hidden_types,
                                                    const std::string& condition);

    // For each row whether it is left out. A part goes with what it is part of: a row is left out
    // when it or something above it has a hidden type, or when neither it nor anything above it
    // meets the condition. `parents` as parent_rows() has them. O(rows).
    [[nodiscard]] std::vector<bool> rows_away(const content::TileContent& tile,
                                              const std::vector<std::uint32_t>& parents) const;

  private:
    FeatureFilter() = default;
    std::vector<std::string> hidden_types_;  // Names of classes.
    std::shared_ptr<const expression::TileStyle> condition_;
};

// The expression that asks for an attribute: relation is one of ==, !=, <, <=, >, >=, and ~ for
// "contains"; a value that reads as a number is compared as one. kUsage for another relation or an
// attribute that the language cannot name.
[[nodiscard]] Result<std::string> condition_text(const std::string& attribute,
                                                 const std::string& relation,
                                                 const std::string& value);

}  // namespace belvedere::city
