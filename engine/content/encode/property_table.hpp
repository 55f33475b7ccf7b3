// SPDX-License-Identifier: Apache-2.0
// Attributes of features, column by column, on their way into a file.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace belvedere::content::encode {

// An enumeration: value i is names[i]; a row holds an index. At most 256 names.
struct EnumColumn {
    std::string type_name;  // Identifier of the enum in the schema: "buildingFunction".
    std::vector<std::string> names;
    std::vector<std::uint8_t> values;
};

// One of 0 and 1 a row.
struct BoolColumn {
    std::vector<std::uint8_t> values;
};

using ColumnValues =
    std::variant<std::vector<std::string>, std::vector<std::uint8_t>, std::vector<std::uint16_t>,
                 std::vector<std::uint32_t>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                 std::vector<std::uint64_t>, std::vector<float>, std::vector<double>, EnumColumn,
                 BoolColumn>;

// The value that means none (the schema's noData): a number, or a text or name of an enum's value;
// monostate: every row has a value. Booleans have none.
using NoData = std::variant<std::monostate, std::int64_t, double, std::string>;

// One property of a class (3D Metadata Specification 1.0, section "Property").
struct PropertyColumn {
    std::string name;         // Identifier: letters, digits and underscore.
    std::string description;  // What it means, with its unit; may be empty.
    std::string semantic;     // "ID", "NAME" ... or empty.
    ColumnValues values;      // One for each row of the table.
    std::string title{};      // As people read it, where `name` had to differ; may be empty.
    NoData no_data{};
};

// The rows of one class. Every column has the same number of values.
struct PropertyTable {
    std::string class_name;
    std::string description;
    std::vector<PropertyColumn> columns;
    std::string title{};  // The table's name, where it differs from the class's; may be empty.

    [[nodiscard]] std::size_t row_count() const;
};

}  // namespace belvedere::content::encode
