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

using ColumnValues =
    std::variant<std::vector<std::string>, std::vector<std::uint8_t>, std::vector<std::uint16_t>,
                 std::vector<std::uint32_t>, std::vector<float>, std::vector<double>, EnumColumn>;

// One property of a class (3D Metadata Specification 1.0, section "Property").
struct PropertyColumn {
    std::string name;         // Identifier: letters, digits and underscore.
    std::string description;  // What it means, with its unit; may be empty.
    std::string semantic;     // "ID", "NAME" ... or empty.
    ColumnValues values;      // One for each row of the table.
};

// The rows of one class. Every column has the same number of values.
struct PropertyTable {
    std::string class_name;
    std::string description;
    std::vector<PropertyColumn> columns;

    [[nodiscard]] std::size_t row_count() const;
};

}  // namespace belvedere::content::encode
