// SPDX-License-Identifier: Apache-2.0
// The type of a class property of the 3D Metadata Specification 1.1, section "Property".
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

enum class Component : std::uint8_t {
    kInt8,
    kUInt8,
    kInt16,
    kUInt16,
    kInt32,
    kUInt32,
    kInt64,
    kUInt64,
    kFloat32,
    kFloat64
};

enum class ElementKind : std::uint8_t { kNumbers, kEnum, kText, kBool };

// Plain data, taken from a schema's JSON and independent of it afterwards.
struct PropertyType {
    ElementKind kind = ElementKind::kNumbers;
    Component component = Component::kFloat64;
    std::uint32_t components = 1;  // Numbers of one element: 1, 2-4, 4, 9, 16.
    bool is_array = false;
    std::uint64_t array_count = 0;  // Of a fixed-length array; 0: variable.
    bool normalized = false;
    std::map<std::int64_t, std::string> enum_names;
    std::vector<double> offset;  // Empty without; flattened.
    std::vector<double> scale;
    std::string no_data;  // In the form append_element() writes; empty without.
    std::string default_json;
};

// kBadData naming what is wrong with the property of that schema.
[[nodiscard]] Result<PropertyType> read_property_type(const JsonValue& schema,
                                                      const JsonValue& property);
// Numbers of an offset or scale, nested at most two deep, in order; other elements are skipped.
[[nodiscard]] std::vector<double> flattened_numbers(const JsonValue& json);
[[nodiscard]] Result<Component> read_component(const JsonValue& json);
[[nodiscard]] std::uint32_t component_bytes(Component component);
// The number `index` of packed components; the caller has checked that it is inside.
[[nodiscard]] double component_at(ByteView values, Component component, std::uint64_t index);
[[nodiscard]] std::int64_t integer_at(ByteView values, Component component, std::uint64_t index);

// Shortest decimal text that reads back the same; "null" for what is not finite.
void append_number(std::string& json, double number, Component component);
// The text in quotes, escaped as JSON asks; what is not UTF-8 is replaced.
void append_text(std::string& json, std::string_view text);

}  // namespace belvedere::content::tiles3d
