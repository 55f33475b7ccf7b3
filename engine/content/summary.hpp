// SPDX-License-Identifier: Apache-2.0
// What is in a content, in numbers and names: for `inspect` and the performance panel.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

// One attribute of a feature class.
struct AttributeSummary {
    std::string name;
    std::string type;           // "text", "integer", "number", "boolean" or "JSON".
    std::string declared_type;  // As the file said: "VEC3 UINT8", "JSON number" ...
    std::uint64_t values = 0;   // Rows that have one.

    friend bool operator==(const AttributeSummary&, const AttributeSummary&) = default;
};

struct ClassSummary {
    std::string name;
    std::uint64_t features = 0;
    std::string id_attribute;  // Empty when features have no id of their own.
    std::vector<AttributeSummary> attributes;
};

// Plain data, independent of the content it was made from.
struct ContentSummary {
    std::uint64_t triangles = 0;  // Instances counted.
    std::uint64_t points = 0;     // Likewise.
    std::uint64_t lines = 0;      // Segments, likewise.
    std::uint64_t instances = 0;
    std::uint64_t primitives = 0;
    std::uint64_t materials = 0;
    std::uint64_t textures = 0;
    std::uint64_t texture_bytes = 0;
    std::uint64_t features = 0;
    std::uint64_t block_bytes = 0;
    std::vector<ClassSummary> classes;
    std::vector<std::string> extensions;  // Names of those it uses.
    std::vector<std::string> warnings;
    std::string attribution;
    std::string generator;
};

// O(primitives + columns + rows / 8). Any thread.
[[nodiscard]] ContentSummary summarize(const TileContent& content);
// "text", "integer", "number", "boolean" or "JSON": as a person calls a column's type.
[[nodiscard]] std::string_view type_word(ColumnType type);

}  // namespace belvedere::content
