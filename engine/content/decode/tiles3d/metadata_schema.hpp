// SPDX-License-Identifier: Apache-2.0
// A schema of 3D metadata and what entities say under it: 3D Metadata Specification 1.1 (OGC
// 22-025r4, annex "3D Metadata"), and the draft of 3DTILES_metadata.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::content::tiles3d {

// One property of an entity as a person reads it.
struct MetadataValue {
    std::string name;   // As in the schema.
    std::string value;  // Texts as they stand, everything else as JSON; empty for no value.
    std::string type;   // "SCALAR FLOAT32", "ENUM roofType" ...; empty when the schema lacks it.
    std::string unit;
    std::string semantic;  // "NAME", "TILE_GEOMETRIC_ERROR" ...; empty without.
    std::string description;
};

struct MetadataDescription {
    std::string class_name;
    std::vector<MetadataValue> values;  // In the order of the schema, then what it does not know.
};

// What a tile's metadata says about the tile itself (3D Metadata Semantic Reference, "Tile" and
// "Content"); it takes precedence over what the tileset says in its own words.
struct TileSemantics {
    std::optional<geo::BoundingVolume> volume;  // TILE_BOUNDING_BOX, _REGION, _SPHERE, _S2_CELL.
    bool volume_is_cell = false;                // Its heights are the tile's own.
    std::optional<double> height_min_m;         // TILE_MINIMUM_HEIGHT: over the ellipsoid.
    std::optional<double> height_max_m;         // TILE_MAXIMUM_HEIGHT.
    std::optional<double> geometric_error;      // TILE_GEOMETRIC_ERROR.
    std::optional<Refine> refine;               // TILE_REFINE: 0 ADD, 1 REPLACE.
    std::optional<geo::BoundingVolume> content_volume;  // CONTENT_BOUNDING_*.

    [[nodiscard]] bool is_empty() const {
        return !volume && !height_min_m && !height_max_m && !geometric_error && !refine &&
               !content_volume;
    }
};

// The tile's volume under its semantics: replaced, or with other heights where it is a region.
[[nodiscard]] geo::BoundingVolume bounded_volume(const geo::BoundingVolume& own,
                                                 const TileSemantics& semantics);

// A parsed schema. Immutable; any thread may ask; owns its text.
class MetadataSchema {
  public:
    // kBadData when the text is no JSON object. What is wrong inside (no id, a class or enum that
    // is none) goes to `warnings` and costs that part.
    [[nodiscard]] static Result<MetadataSchema> parse(std::string_view json, WarningList& warnings);

    // `entity`: {"class": ..., "properties": {...}} as JSON text. Properties that have no value get
    // the default of their class. An entity that is no JSON gives an empty description.
    [[nodiscard]] MetadataDescription describe(std::string_view entity) const;
    // `properties`: name to value, of one entity of that class. A value of the wrong shape is a
    // warning and is not used.
    [[nodiscard]] TileSemantics semantics(std::string_view class_name, const JsonValue& properties,
                                          WarningList& warnings) const;
    // Whether any property of the class has a semantic that semantics() reads.
    [[nodiscard]] bool has_semantics(std::string_view class_name) const;
    [[nodiscard]] JsonValue root() const { return document_.root(); }

  private:
    explicit MetadataSchema(JsonDocument document) : document_(std::move(document)) {}
    JsonDocument document_;
};

}  // namespace belvedere::content::tiles3d
