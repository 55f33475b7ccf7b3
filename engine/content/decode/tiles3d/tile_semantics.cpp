// SPDX-License-Identifier: Apache-2.0
// What the metadata of a tile says about the tile itself.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/decode/tiles3d/volume_reader.hpp"

namespace belvedere::content::tiles3d {

namespace {

enum class Semantic : std::uint8_t {
    kTileBox,
    kTileRegion,
    kTileSphere,
    kTileS2Cell,
    kTileHeightMin,
    kTileHeightMax,
    kTileError,
    kTileRefine,
    kContentBox,
    kContentRegion,
    kContentSphere,
    kContentS2Cell
};

constexpr std::array<std::pair<std::string_view, Semantic>, 12> kSemantics = {
    {{"TILE_BOUNDING_BOX", Semantic::kTileBox},
     {"TILE_BOUNDING_REGION", Semantic::kTileRegion},
     {"TILE_BOUNDING_SPHERE", Semantic::kTileSphere},
     {"TILE_BOUNDING_S2_CELL", Semantic::kTileS2Cell},
     {"TILE_MINIMUM_HEIGHT", Semantic::kTileHeightMin},
     {"TILE_MAXIMUM_HEIGHT", Semantic::kTileHeightMax},
     {"TILE_GEOMETRIC_ERROR", Semantic::kTileError},
     {"TILE_REFINE", Semantic::kTileRefine},
     {"CONTENT_BOUNDING_BOX", Semantic::kContentBox},
     {"CONTENT_BOUNDING_REGION", Semantic::kContentRegion},
     {"CONTENT_BOUNDING_SPHERE", Semantic::kContentSphere},
     {"CONTENT_BOUNDING_S2_CELL", Semantic::kContentS2Cell}}};

std::optional<Semantic> semantic_of(const JsonValue& property) {
    const auto name = property["semantic"].text();
    if (!name) return std::nullopt;
    for (const auto& [known, semantic] : kSemantics) {
        if (*name == known) return semantic;
    }
    return std::nullopt;
}

// "0" ADD, "1" REPLACE by the reference; enums give the words.
std::optional<Refine> refine_of(const JsonValue& value) {
    const auto number = value.unsigned_integer();
    const auto word = value.text().value_or(std::string_view{});
    if (number == 0U || word == "ADD") return Refine::kAdd;
    if (number == 1U || word == "REPLACE") return Refine::kReplace;
    return std::nullopt;
}

Result<double> number_of(const JsonValue& value) {
    const auto number = value.number();
    if (!number) return fail(ErrorKind::kBadData, "is no number");
    return *number;
}

// The id of a cell as 64 bits; JSON readers may have it as a text of digits.
Result<geo::BoundingVolume> cell_volume(const JsonValue& value) {
    const auto id = value.unsigned_integer();
    if (!id) return fail(ErrorKind::kBadData, "is no S2 cell id");
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string token;
    for (int shift = 60; shift >= 0; shift -= 4)
        token += kDigits[*id >> shift & 15U];
    const auto cell = s2_cell_from_token(token);
    if (!cell) return fail(ErrorKind::kBadData, "is no S2 cell id");
    return geo::BoundingVolume(region_of(*cell, 0.0, 0.0));
}

Result<geo::BoundingVolume> volume_of(Result<ReadVolume> read) {
    if (!read) return fail(std::move(read.error()));
    return read->volume;
}

template <class Value>
Result<void> keep(std::optional<Value>& slot, Result<Value> read) {
    if (!read) return fail(std::move(read.error()));
    slot = std::move(*read);
    return {};
}

Result<void> read_semantic(Semantic semantic, const JsonValue& value, TileSemantics& out) {
    switch (semantic) {
        case Semantic::kTileBox:
            return keep(out.volume, volume_of(read_box(value)));
        case Semantic::kTileRegion:
            return keep(out.volume, volume_of(read_region(value)));
        case Semantic::kTileSphere:
            return keep(out.volume, volume_of(read_sphere(value)));
        case Semantic::kTileS2Cell:
            out.volume_is_cell = true;
            return keep(out.volume, cell_volume(value));
        case Semantic::kTileHeightMin:
            return keep(out.height_min_m, number_of(value));
        case Semantic::kTileHeightMax:
            return keep(out.height_max_m, number_of(value));
        case Semantic::kTileError: {
            const auto error = number_of(value);
            if (error && *error < 0.0) return fail(ErrorKind::kBadData, "is negative");
            return keep(out.geometric_error, error);
        }
        case Semantic::kTileRefine:
            out.refine = refine_of(value);
            if (!out.refine) return fail(ErrorKind::kBadData, "is neither 0 (ADD) nor 1 (REPLACE)");
            return {};
        case Semantic::kContentBox:
            return keep(out.content_volume, volume_of(read_box(value)));
        case Semantic::kContentRegion:
            return keep(out.content_volume, volume_of(read_region(value)));
        case Semantic::kContentSphere:
            return keep(out.content_volume, volume_of(read_sphere(value)));
        case Semantic::kContentS2Cell:
            return keep(out.content_volume, cell_volume(value));
    }
    return {};
}

}  // namespace

geo::BoundingVolume bounded_volume(const geo::BoundingVolume& own, const TileSemantics& semantics) {
    geo::BoundingVolume volume = semantics.volume.value_or(own);
    auto* region = std::get_if<geo::BoundingRegion>(&volume);
    if (region == nullptr) return volume;
    const auto* heights =
        semantics.volume_is_cell ? std::get_if<geo::BoundingRegion>(&own) : region;
    // A cell without heights from anywhere holds nothing.
    if (heights == nullptr && !(semantics.height_min_m && semantics.height_max_m)) return own;
    if (heights == nullptr) heights = region;
    const double low = semantics.height_min_m.value_or(heights->height_min_m);
    const double high = semantics.height_max_m.value_or(heights->height_max_m);
    region->height_min_m = std::min(low, high);
    region->height_max_m = std::max(low, high);
    return volume;
}

bool MetadataSchema::has_semantics(std::string_view class_name) const {
    for (const JsonField& property : root()["classes"][class_name]["properties"].fields()) {
        if (semantic_of(property.value)) return true;
    }
    return false;
}

TileSemantics MetadataSchema::semantics(std::string_view class_name, const JsonValue& properties,
                                        WarningList& warnings) const {
    TileSemantics semantics;
    for (const JsonField& property : root()["classes"][class_name]["properties"].fields()) {
        const auto semantic = semantic_of(property.value);
        if (!semantic) continue;
        const JsonValue value = properties[property.key];
        if (!value.present()) continue;
        if (const auto read = read_semantic(*semantic, value, semantics); !read) {
            warnings.add("property " + std::string(property.key) + " (" +
                         std::string(*property.value["semantic"].text()) + ") " +
                         read.error().message + " and is not used");
        }
    }
    return semantics;
}

}  // namespace belvedere::content::tiles3d
