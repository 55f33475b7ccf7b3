// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tileset_document.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/content/decode/gzip.hpp"
#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/tile_reader.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

// A child tile is two levels of JSON; what a tile itself holds is shallow.
constexpr int kTilesetJsonDepth = 2 * limits::kTileDepth + limits::kJsonDepth;

// Tileset extensions that are read, or that may be ignored without drawing anything wrong.
constexpr std::array<std::string_view, 5> kKnownExtensions = {
    "3DTILES_content_gltf", "3DTILES_implicit_tiling", "3DTILES_multiple_contents",
    "3DTILES_metadata", "3DTILES_bounding_volume_S2"};
constexpr std::array<std::string_view, 4> kKnownVersions = {"0.0", "1.0", "1.1", "1.1.0"};

bool contains(const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> read_names(const JsonValue& json, const char* what,
                                    WarningList& warnings) {
    std::vector<std::string> names;
    if (json.present() && (!json.is_array() || json.items().empty())) {
        warnings.add(std::string(what) + " is not an array of names");
    }
    for (const JsonValue& item : json.items()) {
        const auto name = item.text();
        if (!name) {
            warnings.add(std::string(what) + " has an element that is no text");
        } else if (contains(names, *name)) {
            warnings.add(std::string(what) + " names " + std::string(*name) + " twice");
        } else {
            names.emplace_back(*name);
        }
    }
    return names;
}

std::string text_or_empty(const JsonValue& json, const char* what, WarningList& warnings) {
    if (!json.present()) return {};
    if (const auto text = json.text()) return std::string(*text);
    warnings.add(std::string(what) + " is no text");
    return {};
}

void read_up_axis(const JsonValue& json, TilesetDocument& document, WarningList& warnings) {
    if (!json.present()) return;
    const auto text = json.text().value_or(std::string_view{});
    if (text == "Z" || text == "z") {
        document.up_axis = UpAxis::kZ;
    } else if (text == "X" || text == "x") {
        document.up_axis = UpAxis::kX;
    } else if (text != "Y" && text != "y") {
        warnings.add("asset.gltfUpAxis is neither X, Y nor Z; Y is used");
    }
}

Result<void> read_asset(const JsonValue& root, TilesetDocument& document, WarningList& warnings) {
    const JsonValue asset = root["asset"];
    if (!asset.is_object()) warnings.add("asset is missing; read as 3D Tiles 1.1");
    document.version = text_or_empty(asset["version"], "asset.version", warnings);
    if (asset.is_object() && !contains(kKnownVersions, document.version)) {
        warnings.add("asset.version \"" + document.version.substr(0, 32) +
                     "\" is not 1.0 or 1.1; read as 1.1");
    }
    document.tileset_version =
        text_or_empty(asset["tilesetVersion"], "asset.tilesetVersion", warnings);
    document.generator = text_or_empty(asset["generator"], "asset.generator", warnings);
    document.attribution = text_or_empty(asset["copyright"], "asset.copyright", warnings);
    if (document.attribution.empty()) {
        const auto extra = asset["extras"]["attribution"].text();
        if (extra) document.attribution = *extra;
    }
    read_up_axis(asset["gltfUpAxis"], document, warnings);
    return {};
}

Result<void> read_extensions(const JsonValue& root, TilesetDocument& document,
                             WarningList& warnings) {
    if (root["extensions"].present() && !root["extensions"].is_object()) {
        warnings.add("extensions is no object and is ignored");
    }
    document.extensions_used = read_names(root["extensionsUsed"], "extensionsUsed", warnings);
    for (const std::string& name : document.extensions_used) {
        if (!contains(kKnownExtensions, name)) warnings.add("extension " + name + " is ignored");
    }
    document.extensions_required =
        read_names(root["extensionsRequired"], "extensionsRequired", warnings);
    for (const std::string& name : document.extensions_required) {
        if (!contains(kKnownExtensions, name)) {
            return fail(ErrorKind::kUnsupported, "needs the extension " + name);
        }
        if (!contains(document.extensions_used, name)) {
            warnings.add("extensionsRequired names " + name + ", which extensionsUsed does not");
        }
    }
    return {};
}

void read_groups(const JsonValue& root, const JsonValue& extension, GroupNames& names,
                 TilesetDocument& document) {
    for (const JsonValue& group : root["groups"].items())
        document.groups.push_back(group.json());
    if (!document.groups.empty()) return;
    for (const JsonField& group : extension["groups"].fields()) {
        names.emplace(group.key, static_cast<std::uint32_t>(document.groups.size()));
        document.groups.push_back(group.value.json());
    }
}

void read_metadata(const JsonValue& root, GroupNames& names, TilesetDocument& document,
                   WarningList& warnings) {
    const JsonValue extension = root["extensions"]["3DTILES_metadata"];
    const auto first_of = [](const JsonValue& a, const JsonValue& b) {
        return a.present() ? a : b;
    };
    const JsonValue schema = first_of(root["schema"], extension["schema"]);
    const JsonValue schema_uri = first_of(root["schemaUri"], extension["schemaUri"]);
    document.schema_json = schema.json();
    document.schema_uri = text_or_empty(schema_uri, "schemaUri", warnings);
    if (schema.present() && !schema.is_object()) {
        document.schema_json.clear();
        warnings.add("schema is no object and is ignored");
    }
    if (schema.present() && schema_uri.present()) {
        warnings.add("both schema and schemaUri are given; schema is used");
        document.schema_uri.clear();
    }
    document.metadata_json = first_of(root["metadata"], extension["tileset"]).json();
    document.statistics_json = first_of(root["statistics"], extension["statistics"]).json();
    read_groups(root, extension, names, document);
}

void read_properties(const JsonValue& json, TilesetDocument& document, WarningList& warnings) {
    if (json.present() && !json.is_object()) warnings.add("properties is no object and is ignored");
    for (const JsonField& field : json.fields()) {
        const auto minimum = field.value["minimum"].number();
        const auto maximum = field.value["maximum"].number();
        // Writers without numeric ranges (PLATEAU's) give empty objects.
        if (field.value.is_object() && field.value.fields().empty()) continue;
        if (!minimum || !maximum) {
            warnings.add("properties." + std::string(field.key.substr(0, 64)) +
                         " lacks minimum or maximum");
            continue;
        }
        document.properties.push_back({std::string(field.key), *minimum, *maximum});
    }
}

void read_root_error(const JsonValue& json, TilesetDocument& document, WarningList& warnings) {
    const auto error = json.number();
    if (error && *error >= 0.0) {
        document.geometric_error = *error;
    } else if (error) {
        warnings.add("the tileset's geometricError is negative and is taken as 0");
    } else {
        warnings.add("the tileset's geometricError is missing or no number; the root's is used");
    }
}

Result<TilesetDocument> read_document(const JsonValue& root) {
    if (!root.is_object()) return fail(ErrorKind::kBadData, "the document is no JSON object");
    if (!root["root"].is_object()) return fail(ErrorKind::kBadData, "root tile is missing");
    TilesetDocument document;
    WarningList warnings;
    if (auto read = read_asset(root, document, warnings); !read) return fail(read.error());
    if (auto read = read_extensions(root, document, warnings); !read) return fail(read.error());
    GroupNames groups;
    read_metadata(root, groups, document, warnings);
    read_properties(root["properties"], document, warnings);
    read_root_error(root["geometricError"], document, warnings);
    if (auto read = read_tiles(root["root"], groups, document, warnings); !read) {
        return fail(read.error());
    }
    if (!root["geometricError"].number()) {
        document.geometric_error = document.tiles.front().geometric_error;
    }
    document.warnings = warnings.take();
    return document;
}

}  // namespace

Result<TilesetDocument> parse_tileset(ByteView json, const std::string& name) {
    Bytes unwrapped;
    if (is_gzip(json)) {
        auto inflated = inflate_gzip(json, limits::kJsonBytes);
        if (!inflated) return fail_in(name, inflated.error());
        unwrapped = std::move(*inflated);
        json = unwrapped;
    }
    const auto parsed = JsonDocument::parse(json, kTilesetJsonDepth);
    if (!parsed) return fail_in(name, parsed.error());
    auto document = read_document(parsed->root());
    if (!document) return fail_in(name, document.error());
    return document;
}

}  // namespace belvedere::content::tiles3d
