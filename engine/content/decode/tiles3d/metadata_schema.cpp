// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/metadata_schema.hpp"

#include <utility>

#include "engine/content/decode/gltf/column_writer.hpp"
#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

std::string value_text(const JsonValue& value) {
    if (!value.present() || value.type() == JsonType::kNull) return {};
    if (const auto text = value.text()) return std::string(*text);
    return value.json();
}

bool is_no_data(const JsonValue& property, const JsonValue& value) {
    return property["noData"].present() && value.present() &&
           property["noData"].json() == value.json();
}

void check_members(const JsonValue& parts, const std::string& what, const char* member,
                   WarningList& warnings) {
    if (!parts.present()) return;
    if (!parts.is_object()) return warnings.add("schema: " + what + " is no object");
    for (const JsonField& part : parts.fields()) {
        const JsonValue inner = part.value[member];
        const bool is_odd =
            !part.value.is_object() || (inner.present() && !inner.is_object() && !inner.is_array());
        if (is_odd) {
            warnings.add("schema: " + what + "." + std::string(part.key.substr(0, 64)) +
                         " is not of the right type");
        }
    }
}

// Types of the draft 3DTILES_metadata, which are read where they are used.
bool is_draft(const JsonValue& property) {
    return property["type"].text() == "ARRAY" || read_component(property["type"]).has_value();
}

void check_properties(const JsonValue& root, WarningList& warnings) {
    for (const JsonField& each : root["classes"].fields()) {
        for (const JsonField& property : each.value["properties"].fields()) {
            if (is_draft(property.value)) continue;
            const auto type = read_property_type(root, property.value);
            if (type) continue;
            warnings.add("schema: " + std::string(each.key.substr(0, 64)) + "." +
                         std::string(property.key.substr(0, 64)) + ": " + type.error().message);
        }
    }
}

}  // namespace

Result<MetadataSchema> MetadataSchema::parse(std::string_view json, WarningList& warnings) {
    auto document = JsonDocument::parse(as_bytes(json), limits::kJsonDepth);
    if (!document) return fail_in("schema", document.error());
    const JsonValue root = document->root();
    if (!root.is_object()) return fail(ErrorKind::kBadData, "schema is no JSON object");
    if (root["id"].present() && !root["id"].text()) warnings.add("schema: id is no text");
    check_members(root["classes"], "classes", "properties", warnings);
    check_members(root["enums"], "enums", "values", warnings);
    check_properties(root, warnings);
    return MetadataSchema(std::move(*document));
}

MetadataDescription MetadataSchema::describe(std::string_view entity) const {
    MetadataDescription described;
    const auto parsed = JsonDocument::parse(as_bytes(entity), limits::kJsonDepth);
    if (!parsed) return described;
    described.class_name = parsed->root()["class"].text().value_or(std::string_view{});
    const JsonValue values = parsed->root()["properties"];
    const JsonValue declared = root()["classes"][described.class_name]["properties"];
    for (const JsonField& property : declared.fields()) {
        JsonValue value = values[property.key];
        if (!value.present() || is_no_data(property.value, value)) {
            value = property.value["default"];
        }
        const auto text = [&property](const char* key) {
            return std::string(property.value[key].text().value_or(std::string_view{}));
        };
        described.values.push_back({std::string(property.key), value_text(value),
                                    gltf::declared_type_text(property.value), text("unit"),
                                    text("semantic"), text("description")});
    }
    for (const JsonField& value : values.fields()) {
        if (declared[value.key].present()) continue;
        described.values.push_back(
            {std::string(value.key), value_text(value.value), {}, {}, {}, {}});
    }
    return described;
}

}  // namespace belvedere::content::tiles3d
