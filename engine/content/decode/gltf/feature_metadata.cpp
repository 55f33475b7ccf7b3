// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/feature_metadata.hpp"

#include <initializer_list>
#include <string_view>

#include "engine/content/decode/tiles3d/property_type.hpp"

namespace belvedere::content::gltf {

namespace {

// Appends `"key":json`, with a comma where one is needed.
void append_member(std::string& json, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    if (json.back() != '{') json += ',';
    tiles3d::append_text(json, key);
    json += ':';
    json += value;
}

std::string quoted(std::string_view text) {
    std::string json;
    tiles3d::append_text(json, text);
    return json;
}

bool is_component(const JsonValue& name) {
    return tiles3d::read_component(name).has_value();
}

// The draft has one "type" that is a component type, STRING, BOOLEAN, ENUM or ARRAY; of an array
// "componentType" is the type of its elements and "componentCount" its fixed length.
std::string upgrade_property(const JsonValue& property) {
    const auto type = property["type"].text();
    // Later drafts use the words of the standard already.
    if (type && (*type == "SCALAR" || type->starts_with("VEC") || type->starts_with("MAT"))) {
        return property.json();
    }
    std::string json = "{";
    const bool is_array = type == "ARRAY";
    const JsonValue element = property[is_array ? "componentType" : "type"];
    if (is_component(element)) {
        append_member(json, "type", "\"SCALAR\"");
        append_member(json, "componentType", element.json());
    } else {
        append_member(json, "type", element.json());
    }
    if (is_array) {
        append_member(json, "array", "true");
        append_member(json, "count", property["componentCount"].json());
    }
    for (const std::string_view key : {"enumType", "normalized", "semantic", "description",
                                       "default", "noData", "offset", "scale"}) {
        append_member(json, key, property[key].json());
    }
    return json + "}";
}

std::string upgrade_class(const JsonValue& each) {
    std::string properties = "{";
    for (const JsonField& property : each["properties"].fields()) {
        append_member(properties, property.key, upgrade_property(property.value));
    }
    std::string json = "{";
    append_member(json, "properties", properties + "}");
    return json + "}";
}

std::string upgrade_schema(const JsonValue& schema) {
    std::string classes = "{";
    for (const JsonField& each : schema["classes"].fields()) {
        append_member(classes, each.key, upgrade_class(each.value));
    }
    std::string json = "{";
    append_member(json, "classes", classes + "}");
    append_member(json, "enums", schema["enums"].json());
    return json + "}";
}

// `offsetType` served both kinds of offsets in the first drafts.
std::string offset_type(const JsonValue& property, std::string_view key) {
    const JsonValue own = property[key];
    return own.present() ? own.json() : property["offsetType"].json();
}

std::string upgrade_properties(const JsonValue& table) {
    std::string properties = "{";
    for (const JsonField& property : table["properties"].fields()) {
        if (property.value["values"].present()) {
            append_member(properties, property.key, property.value.json());
            continue;
        }
        std::string stored = "{";
        append_member(stored, "values", property.value["bufferView"].json());
        append_member(stored, "arrayOffsets", property.value["arrayOffsetBufferView"].json());
        append_member(stored, "stringOffsets", property.value["stringOffsetBufferView"].json());
        append_member(stored, "arrayOffsetType", offset_type(property.value, "arrayOffsetType"));
        append_member(stored, "stringOffsetType", offset_type(property.value, "stringOffsetType"));
        append_member(properties, property.key, stored + "}");
    }
    return properties + "}";
}

std::string upgrade_table(const JsonField& table) {
    std::string json = "{";
    append_member(json, "name", quoted(table.key));
    append_member(json, "class", table.value["class"].json());
    append_member(json, "count", table.value["count"].json());
    append_member(json, "properties", upgrade_properties(table.value));
    return json + "}";
}

}  // namespace

std::string upgrade_subtree_metadata(const JsonValue& schema, const JsonValue& table,
                                     std::uint64_t count) {
    std::string upgraded = "{";
    append_member(upgraded, "class", table["class"].json());
    append_member(upgraded, "count", std::to_string(count));
    append_member(upgraded, "properties", upgrade_properties(table));
    std::string json = "{";
    append_member(json, "schema", upgrade_schema(schema));
    append_member(json, "table", upgraded + "}");
    return json + "}";
}

std::string upgrade_feature_metadata(const JsonValue& metadata) {
    const JsonValue schema = metadata["schema"];
    std::string tables = "[";
    for (const JsonField& table : metadata["featureTables"].fields()) {
        if (tables.size() > 1) tables += ',';
        tables += upgrade_table(table);
    }
    std::string json = "{";
    if (schema.is_object()) append_member(json, "schema", upgrade_schema(schema));
    append_member(json, "schemaUri", metadata["schemaUri"].json());
    append_member(json, "propertyTables", tables + "]");
    return json + "}";
}

}  // namespace belvedere::content::gltf
