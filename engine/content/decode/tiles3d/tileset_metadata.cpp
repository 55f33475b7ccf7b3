// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tileset_metadata.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/content/decode/gzip.hpp"
#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

Result<std::string> fetch_schema(const std::string& uri, ResourceReader& resources) {
    auto bytes = resources.read(uri);
    if (!bytes) return fail(std::move(bytes.error()));
    if (is_gzip(*bytes)) {
        bytes = inflate_gzip(*bytes, limits::kJsonBytes);
        if (!bytes) return fail_in(uri, bytes.error());
    }
    if (bytes->size() > limits::kJsonBytes) {
        return fail(ErrorKind::kLimit, uri + " is over the limit on JSON bytes");
    }
    return std::string(as_text(*bytes));
}

std::optional<MetadataSchema> open_schema(TilesetDocument& document, ResourceReader& resources,
                                          WarningList& warnings) {
    if (document.schema_json.empty() && !document.schema_uri.empty()) {
        auto fetched = fetch_schema(document.schema_uri, resources);
        if (!fetched) {
            warnings.add("schemaUri: " + fetched.error().message +
                         "; metadata is shown without its types");
            return std::nullopt;
        }
        document.schema_json = std::move(*fetched);
    }
    if (document.schema_json.empty()) return std::nullopt;
    auto schema = MetadataSchema::parse(document.schema_json, warnings);
    if (schema) return std::move(*schema);
    document.schema_json.clear();
    warnings.add((document.schema_uri.empty() ? "" : document.schema_uri + ": ") +
                 schema.error().message + "; metadata is shown without its types");
    return std::nullopt;
}

// The semantics of one entity of the document; empty when it has none.
TileSemantics semantics_of(const std::string& entity, const std::string& path,
                           const MetadataSchema& schema, WarningList& warnings) {
    const auto json = JsonDocument::parse(as_bytes(entity), limits::kJsonDepth);
    if (!json) return {};
    const auto class_name = json->root()["class"].text();
    if (!class_name) {
        warnings.add(path + " has no class");
        return {};
    }
    if (!schema.root()["classes"][*class_name].is_object()) {
        warnings.add(path + " is of the class " + std::string(class_name->substr(0, 64)) +
                     ", which the schema lacks");
        return {};
    }
    return schema.semantics(*class_name, json->root()["properties"], warnings);
}

void apply_to_tile(const TileSemantics& semantics, TileRecord& tile) {
    if (tile.implicit_tiling == kNone) tile.volume = bounded_volume(tile.volume, semantics);
    tile.geometric_error = semantics.geometric_error.value_or(tile.geometric_error);
    if (semantics.refine) {
        tile.refine = *semantics.refine;
        tile.has_refine = true;
    }
}

void apply_to_contents(TilesetDocument& document, const TileRecord& tile,
                       const TileSemantics& semantics) {
    if (!semantics.content_volume) return;
    for (std::uint32_t i = 0; i < tile.contents.count; ++i) {
        document.contents[tile.contents.first + i].volume = semantics.content_volume;
    }
}

void apply_semantics(TilesetDocument& document, const MetadataSchema& schema,
                     WarningList& warnings) {
    for (TileRecord& tile : document.tiles) {
        if (!tile.has_refine && tile.parent != kNone) {
            tile.refine = document.tiles[tile.parent].refine;
        }
        if (tile.metadata == kNone) continue;
        const TileSemantics semantics = semantics_of(document.tile_metadata_json[tile.metadata],
                                                     "metadata of a tile", schema, warnings);
        apply_to_tile(semantics, tile);
        apply_to_contents(document, tile, semantics);
    }
    for (ContentRecord& content : document.contents) {
        if (content.metadata_json.empty()) continue;
        const TileSemantics semantics =
            semantics_of(content.metadata_json, "metadata of a content", schema, warnings);
        if (semantics.content_volume) content.volume = semantics.content_volume;
    }
}

}  // namespace

void resolve_metadata(TilesetDocument& document, ResourceReader& resources) {
    WarningList warnings;
    for (std::string& sentence : document.warnings)
        warnings.add(std::move(sentence));
    if (const auto schema = open_schema(document, resources, warnings)) {
        apply_semantics(document, *schema, warnings);
    }
    document.warnings = warnings.take();
}

}  // namespace belvedere::content::tiles3d
