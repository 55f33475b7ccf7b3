// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/binary_property.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::array<std::pair<std::string_view, Component>, 8> kComponents = {{
    {"BYTE", Component::kInt8},
    {"UNSIGNED_BYTE", Component::kUInt8},
    {"SHORT", Component::kInt16},
    {"UNSIGNED_SHORT", Component::kUInt16},
    {"INT", Component::kInt32},
    {"UNSIGNED_INT", Component::kUInt32},
    {"FLOAT", Component::kFloat32},
    {"DOUBLE", Component::kFloat64},
}};
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 7> kShapes = {
    {{"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}}};

Result<Component> read_component_type(std::string_view name) {
    for (const auto& [known, component] : kComponents) {
        if (name == known) return component;
    }
    return fail(ErrorKind::kBadData, "componentType is not one of the specification's");
}

Result<ByteView> read_bytes(const JsonValue& json, ByteView binary, std::uint64_t count,
                            std::uint64_t bytes_each) {
    const auto offset = json["byteOffset"].unsigned_integer();
    if (!offset) return fail(ErrorKind::kBadData, "byteOffset is missing");
    const auto length = checked_multiply(count, bytes_each);
    const auto part = length ? checked_slice(binary, *offset, *length) : std::nullopt;
    if (!part) return fail(ErrorKind::kBadData, "it ends after the table's bytes");
    return *part;
}

Cell number_cell(ByteView values, Component component, std::uint64_t index) {
    Cell cell;
    if (component < Component::kFloat32) {
        cell.kind = CellKind::kInteger;
        cell.integer = integer_at(values, component, index);
        return cell;
    }
    cell.real = component_at(values, component, index);
    // Not a number is how writers of doubles say that there is no value.
    cell.kind = std::isnan(cell.real) ? CellKind::kNull : CellKind::kReal;
    return cell;
}

std::string vector_json(ByteView values, Component component, std::uint64_t first,
                        std::uint32_t components) {
    std::string text;
    for (std::uint32_t i = 0; i < components; ++i) {
        text += i == 0 ? '[' : ',';
        append_number(text, component_at(values, component, first + i), component);
    }
    text += ']';
    return text;
}

}  // namespace

Result<BinaryProperty> read_binary_property(const JsonValue& json, ByteView binary,
                                            std::uint64_t count) {
    const std::string_view component_name = json["componentType"].text().value_or("");
    const std::string_view shape_name = json["type"].text().value_or("");
    const auto component = read_component_type(component_name);
    if (!component) return fail(component.error());
    std::uint32_t components = 0;
    for (const auto& [known, number] : kShapes) {
        if (shape_name == known) components = number;
    }
    if (count > limits::kListValues) {
        return fail(ErrorKind::kLimit, "it has more values than the limit");
    }
    if (components == 0) return fail(ErrorKind::kBadData, "type is not one of the specification's");
    const auto values = read_bytes(json, binary, count, components * component_bytes(*component));
    if (!values) return fail(values.error());
    BinaryProperty property;
    property.declared_type = std::string(shape_name) + " " + std::string(component_name);
    property.cells.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) {
        if (components == 1) {
            property.cells.push_back(number_cell(*values, *component, i));
            continue;
        }
        Cell cell;
        cell.kind = CellKind::kJson;
        cell.json =
            property.texts.keep(vector_json(*values, *component, i * components, components));
        property.cells.push_back(cell);
    }
    return property;
}

Result<std::vector<std::uint64_t>> read_indices(const JsonValue& json, ByteView binary,
                                                std::uint64_t count) {
    std::vector<std::uint64_t> indices;
    if (json.is_array()) {
        const std::vector<JsonValue> items = json.items();
        if (items.size() < count) return fail(ErrorKind::kBadData, "too few indices");
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto index = items[static_cast<std::size_t>(i)].unsigned_integer();
            if (!index) return fail(ErrorKind::kBadData, "an index is no whole number");
            indices.push_back(*index);
        }
        return indices;
    }
    const auto component =
        read_component_type(json["componentType"].text().value_or("UNSIGNED_SHORT"));
    if (!component) return fail(component.error());
    if (*component >= Component::kFloat32)
        return fail(ErrorKind::kBadData, "indices are no integers");
    const auto values = read_bytes(json, binary, count, component_bytes(*component));
    if (!values) return fail(values.error());
    indices.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) {
        indices.push_back(static_cast<std::uint64_t>(integer_at(*values, *component, i)));
    }
    return indices;
}

Cell cell_of(const JsonValue& json, CellTexts& texts) {
    Cell cell;
    switch (json.type()) {
        case JsonType::kAbsent:
        case JsonType::kNull:
            return cell;
        case JsonType::kBool:
            cell.kind = CellKind::kBool;
            cell.integer = *json.boolean() ? 1 : 0;
            break;
        case JsonType::kNumber:
            if (const auto integer = json.integer()) {
                cell.kind = CellKind::kInteger;
                cell.integer = *integer;
            } else {
                cell.kind = CellKind::kReal;
                cell.real = *json.number();
            }
            break;
        case JsonType::kText:
            cell.kind = CellKind::kText;
            cell.text = *json.text();
            break;
        case JsonType::kArray:
        case JsonType::kObject:
            cell.kind = CellKind::kJson;
            break;
    }
    cell.json = texts.keep(json.json());
    return cell;
}

}  // namespace belvedere::content::tiles3d
