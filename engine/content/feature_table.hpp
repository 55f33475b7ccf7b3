// SPDX-License-Identifier: Apache-2.0
// Reading the attributes of features out of a TileContent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

// JSON text of an array, object, vector or matrix.
struct JsonText {
    std::string_view text;
};

// monostate: no value (null, or the schema's noData).
using FeatureValue = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double,
                                  std::string_view, JsonText>;

// A const view; any thread; lives as long as its TileContent.
class FeatureTable {
  public:
    explicit FeatureTable(const TileContent& content) : content_(&content) {}

    // The class whose rows hold `row`, or null when there is none.
    [[nodiscard]] const FeatureClassRecord* class_of(std::uint32_t row) const;
    // The value of a column (of that row's class) for a row of the table.
    [[nodiscard]] FeatureValue value(const FeatureClassRecord& row_class,
                                     const ColumnRecord& column, std::uint32_t row) const;
    // The first column of that name, or null.
    [[nodiscard]] const ColumnRecord* column(const FeatureClassRecord& row_class,
                                             std::string_view name) const;
    // The value of the id column as text; empty when the class has none or the value is null.
    [[nodiscard]] std::string id_text(std::uint32_t row) const;

  private:
    const TileContent* content_;
};

// As a person or a CSV file reads it: numbers shortest round-trip, JSON as it stands, null empty.
[[nodiscard]] std::string to_text(const FeatureValue& value);

}  // namespace belvedere::content
