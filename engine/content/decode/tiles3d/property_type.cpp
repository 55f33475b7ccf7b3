// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/property_type.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace belvedere::content::tiles3d {

namespace {

constexpr std::array<std::pair<std::string_view, Component>, 10> kComponents = {{
    {"INT8", Component::kInt8},
    {"UINT8", Component::kUInt8},
    {"INT16", Component::kInt16},
    {"UINT16", Component::kUInt16},
    {"INT32", Component::kInt32},
    {"UINT32", Component::kUInt32},
    {"INT64", Component::kInt64},
    {"UINT64", Component::kUInt64},
    {"FLOAT32", Component::kFloat32},
    {"FLOAT64", Component::kFloat64},
}};
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 7> kShapes = {
    {{"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}}};
constexpr std::uint64_t kArrayCountMax = 65'536;

template <class T>
T packed_at(ByteView values, std::uint64_t index) {
    return load_unaligned<T>(values.data() + index * sizeof(T));
}

// A noData value in the words of the values it is compared with.
void append_like_values(std::string& text, const JsonValue& json, Component component) {
    if (const auto number = json.number()) {
        append_number(text, *number, component);
    } else if (const auto word = json.text()) {
        append_text(text, *word);
    } else if (json.is_array()) {
        text += '[';
        const auto items = json.items();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) text += ',';
            append_like_values(text, items[i], component);
        }
        text += ']';
    }
}

Result<void> read_enum(const JsonValue& schema, const JsonValue& property, PropertyType& type) {
    const auto name = property["enumType"].text();
    const JsonValue declared = name ? schema["enums"][*name] : JsonValue{};
    if (!declared.is_object()) return fail(ErrorKind::kBadData, "its enum is not in the schema");
    type.component = Component::kUInt16;
    if (declared["valueType"].present()) {
        const auto component = read_component(declared["valueType"]);
        if (!component) return fail(component.error());
        type.component = *component;
    }
    for (const JsonValue& value : declared["values"].items()) {
        const auto number = value["value"].integer();
        const auto label = value["name"].text();
        if (number && label) type.enum_names.emplace(*number, *label);
    }
    return {};
}

Result<void> read_element(const JsonValue& schema, const JsonValue& property, PropertyType& type) {
    const auto name = property["type"].text();
    if (name == "STRING" || name == "BOOLEAN") {
        type.kind = name == "STRING" ? ElementKind::kText : ElementKind::kBool;
        return {};
    }
    if (name == "ENUM") {
        type.kind = ElementKind::kEnum;
        return read_enum(schema, property, type);
    }
    for (const auto& [shape, components] : kShapes) {
        if (name != shape) continue;
        type.components = components;
        const auto component = read_component(property["componentType"]);
        if (!component) return fail(component.error());
        type.component = *component;
        return {};
    }
    return fail(ErrorKind::kBadData, "its type is not one of the specification's");
}

void append_escaped(std::string& json, char character) {
    static constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
        json += '\\';
        json += character;
    } else if (code < 0x20) {
        json += "\\u00";
        json += digits[code >> 4];
        json += digits[code & 15U];
    } else {
        json += character;
    }
}

// Length of the UTF-8 sequence at the start of `text`; 0 when it is none.
std::size_t sequence_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return 0;
    }
    return length;
}

}  // namespace

std::vector<double> flattened_numbers(const JsonValue& json) {
    if (const auto number = json.number()) return {*number};
    std::vector<double> numbers;
    for (const JsonValue& item : json.items()) {
        if (const auto number = item.number()) {
            numbers.push_back(*number);
            continue;
        }
        const auto inner = item.numbers(16);
        if (inner) numbers.insert(numbers.end(), inner->begin(), inner->end());
    }
    return numbers;
}

Result<Component> read_component(const JsonValue& json) {
    const auto name = json.text();
    for (const auto& [known, component] : kComponents) {
        if (name == known) return component;
    }
    return fail(ErrorKind::kBadData, "its component type is not one of the specification's");
}

std::uint32_t component_bytes(Component component) {
    switch (component) {
        case Component::kInt8:
        case Component::kUInt8:
            return 1;
        case Component::kInt16:
        case Component::kUInt16:
            return 2;
        case Component::kInt32:
        case Component::kUInt32:
        case Component::kFloat32:
            return 4;
        case Component::kInt64:
        case Component::kUInt64:
        case Component::kFloat64:
            return 8;
    }
    return 8;
}

double component_at(ByteView values, Component component, std::uint64_t index) {
    if (component == Component::kFloat32)
        return static_cast<double>(packed_at<float>(values, index));
    if (component == Component::kFloat64) return packed_at<double>(values, index);
    if (component == Component::kUInt64) {
        return static_cast<double>(packed_at<std::uint64_t>(values, index));
    }
    return static_cast<double>(integer_at(values, component, index));
}

std::int64_t integer_at(ByteView values, Component component, std::uint64_t index) {
    switch (component) {
        case Component::kInt8:
            return packed_at<std::int8_t>(values, index);
        case Component::kUInt8:
            return packed_at<std::uint8_t>(values, index);
        case Component::kInt16:
            return packed_at<std::int16_t>(values, index);
        case Component::kUInt16:
            return packed_at<std::uint16_t>(values, index);
        case Component::kInt32:
            return packed_at<std::int32_t>(values, index);
        case Component::kUInt32:
            return packed_at<std::uint32_t>(values, index);
        case Component::kInt64:
            return packed_at<std::int64_t>(values, index);
        case Component::kUInt64:
            return static_cast<std::int64_t>(packed_at<std::uint64_t>(values, index));
        case Component::kFloat32:
        case Component::kFloat64:
            return 0;
    }
    return 0;
}

Result<PropertyType> read_property_type(const JsonValue& schema, const JsonValue& property) {
    PropertyType type;
    if (auto read = read_element(schema, property, type); !read) return fail(read.error());
    type.is_array = property["array"].boolean().value_or(false);
    if (const JsonValue count = property["count"]; count.present()) {
        const auto number = count.unsigned_integer();
        if (!number || *number == 0 || *number > kArrayCountMax || !type.is_array) {
            return fail(ErrorKind::kBadData, "its array count is not valid");
        }
        type.array_count = *number;
    }
    type.normalized =
        property["normalized"].boolean().value_or(false) && type.component < Component::kFloat32;
    type.offset = flattened_numbers(property["offset"]);
    type.scale = flattened_numbers(property["scale"]);
    append_like_values(type.no_data, property["noData"], type.component);
    type.default_json = property["default"].json();
    return type;
}

void append_number(std::string& json, double number, Component component) {
    if (!std::isfinite(number)) {
        json += "null";
        return;
    }
    std::array<char, 32> text{};
    const auto written =
        component == Component::kFloat32
            ? std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(number))
            : std::to_chars(text.data(), text.data() + text.size(), number);
    json.append(text.data(), written.ptr);
}

void append_text(std::string& json, std::string_view text) {
    json += '"';
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            json += "\xEF\xBF\xBD";
        } else if (length == 1) {
            append_escaped(json, text[0]);
        } else {
            json += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    json += '"';
}

}  // namespace belvedere::content::tiles3d
