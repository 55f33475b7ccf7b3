// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/texel_value.hpp"

#include <utility>

#include "engine/content/decode/tiles3d/property_column.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

Result<void> check_type(const PropertyType& type, std::uint32_t bytes_of_texel) {
    const bool is_stored = type.kind == ElementKind::kNumbers || type.kind == ElementKind::kEnum;
    const std::uint64_t elements = type.is_array ? type.array_count : 1;
    if (!is_stored || elements == 0 || elements > 4) {
        return fail(ErrorKind::kBadData, "texels cannot hold its type");
    }
    const std::uint64_t bytes = elements * type.components * component_bytes(type.component);
    if (bytes == bytes_of_texel) return {};
    return fail(ErrorKind::kBadData, "it has " + std::to_string(bytes_of_texel) + " channels for " +
                                         std::to_string(bytes) + " bytes");
}

Result<PropertyType> read_definition(const JsonValue& json, std::uint32_t bytes_of_texel) {
    auto type = read_property_type(json["schema"], json["property"]);
    if (!type) return type;
    if (auto checked = check_type(*type, bytes_of_texel); !checked) return fail(checked.error());
    return type;
}

void append_member(std::string& json, std::string_view key, const std::string& value) {
    if (value.empty()) return;
    if (json.back() != '{') json += ',';
    append_text(json, key);
    json += ':' + value;
}

// A text or a name as a person reads it, without the quotes of JSON.
std::string plain(const std::string& json) {
    const auto parsed = JsonDocument::parse(as_bytes("[" + json + "]"), limits::kJsonDepth);
    const auto items = parsed ? parsed->root().items() : std::vector<JsonValue>();
    const auto text = items.empty() ? std::nullopt : items.front().text();
    return text ? std::string(*text) : json;
}

}  // namespace

Result<std::string> texel_definition(const JsonValue& schema, const JsonValue& property,
                                     const JsonValue& stored, std::uint32_t bytes_of_texel) {
    std::string enums = "{";
    if (const auto name = property["enumType"].text()) {
        append_member(enums, *name, schema["enums"][*name].json());
    }
    std::string values = R"({"values":0)";
    append_member(values, "offset", stored["offset"].json());
    append_member(values, "scale", stored["scale"].json());
    const std::string json = R"({"schema":{"enums":)" + enums + R"(}},"property":)" +
                             property.json() + R"(,"stored":)" + values + "}}";
    const auto parsed = JsonDocument::parse(as_bytes(json), limits::kJsonDepth);
    if (!parsed) return fail(parsed.error());
    const auto type = read_definition(parsed->root(), bytes_of_texel);
    if (!type) return fail(type.error());
    return json;
}

std::string texel_text(const TileContent& content, const TexelSample& sample) {
    const auto json =
        JsonDocument::parse(as_bytes(content.text(sample.set->definition)), limits::kJsonDepth);
    if (!json) return {};
    auto type = read_definition(json->root(), static_cast<std::uint32_t>(sample.bytes.size()));
    if (!type) return {};
    PropertyColumn column(std::move(*type));
    const auto opened = column.open(
        json->root()["stored"], 1, [&](std::uint64_t) -> Result<ByteView> { return sample.bytes; });
    if (!opened) return {};
    std::string text;
    if (!column.append(text, 0)) return plain(column.type().default_json);
    // An enum without that value.
    if (text == "null" && column.type().kind == ElementKind::kEnum) {
        return std::to_string(integer_at(sample.bytes, column.type().component, 0));
    }
    return plain(text);
}

}  // namespace belvedere::content::tiles3d
