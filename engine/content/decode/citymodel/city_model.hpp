// SPDX-License-Identifier: Apache-2.0
// The shared model of city files: what a reader of CityGML or CityJSON hands on, whatever the
// encoding was. A CityBatch is some top-level objects with their parts, in flat arrays that refer
// to each other by index; content blocks are written from it (write_city_tile).
//
// The conceptual model is OGC CityGML 3.0 (20-010); the words for types are the file's own without
// a namespace: "Building", "WallSurface", "+NoiseBuilding".
//
// Readers append and never look back: parents before their parts, an object's attributes in one
// piece, a polygon's rings and corners in one piece. All coordinates are the source's own, x east
// (longitude), y north (latitude), z up, in its units: a reader swaps the axes of a CRS that lists
// north first (geo::CrsDescription::is_north_first) and applies the file's own scale and offset.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_names.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content::citymodel {

// Level of detail in tenths: 0, 10, 12 (CityJSON "1.2", after Biljecki et al. 2016) ... 40.
using LodTenths = std::uint8_t;
inline constexpr LodTenths kNoLod = 255;  // The file does not say.

// An axis-aligned box in source coordinates; min > max when it holds nothing.
struct CityBox {
    glm::dvec3 min{std::numeric_limits<double>::infinity()};
    glm::dvec3 max{-std::numeric_limits<double>::infinity()};

    void add(const glm::dvec3& position) {
        min = glm::min(min, position);
        max = glm::max(max, position);
    }
    void add(const CityBox& other) {
        min = glm::min(min, other.min);
        max = glm::max(max, other.max);
    }
    [[nodiscard]] bool is_empty() const {
        return !(min.x <= max.x && min.y <= max.y && min.z <= max.z);
    }
};

// A value as the file has it. kJson keeps what is no single value (an address, a list, a code with
// its code space) as JSON text.
enum class AttributeType : std::uint8_t { kBool, kInteger, kNumber, kText, kJson };

struct Attribute {
    NameId name = kNoName;  // As in the file, without a namespace: "measuredHeight".
    NameId unit = kNoName;  // "m"; kNoName when the file gives none.
    AttributeType type = AttributeType::kText;
    std::int64_t integer = 0;  // kBool (0 or 1) and kInteger.
    double number = 0.0;       // kNumber.
    StringRef text;            // kText and kJson, in CityBatch::text.
};

// A building, a road, a tree. Parts (BuildingPart, BuildingInstallation, Room ...) are objects of
// their own whose parent stands before them.
struct CityObject {
    StringRef id;           // gml:id or the key in CityObjects; empty when the file has none.
    NameId type = kNoName;  // "BuildingPart".
    std::uint32_t parent = kNone;  // In `objects`; kNone for a top-level object.
    Range attributes;              // In `attributes`.
};

// A semantic surface: what a polygon is of its object.
struct SemanticSurface {
    StringRef id;                  // gml:id; mostly empty.
    NameId type = kNoName;         // "RoofSurface".
    std::uint32_t object = kNone;  // In `objects`.
    std::uint32_t parent = kNone;  // In `surfaces`: the wall of a window.
    Range attributes;              // In `attributes`.
};

// A closed ring (its first corner is not repeated) or a line string.
struct Ring {
    Range corners;  // In `corners`.
};

// How a polygon looks in one theme.
struct PolygonAppearance {
    std::uint32_t theme = 0;         // In `themes`; kNone: in all of them, as models bring it.
    std::uint32_t material = kNone;  // In `materials`.
    std::uint32_t texture = kNone;   // In `textures`.
    // In `texture_coordinates`, one for each corner of the polygon's rings in order; kNone without.
    std::uint32_t coordinates_first = kNone;
};

struct Polygon {
    Range rings;                    // In `rings`: the exterior, then the holes.
    std::uint32_t surface = kNone;  // In `surfaces`.
    Range appearances;              // In `appearances`: at most one a theme.
    // Of a solid: 0 for its outer shell; for cavities a number each, in their order.
    std::uint32_t shell = 0;
};

enum class GeometryKind : std::uint8_t {
    kMultiPoint,
    kMultiLine,
    kMultiSurface,
    kCompositeSurface,
    kSolid,
    kMultiSolid,
    kCompositeSolid,
    kInstance,  // A template, placed.
};

// One geometry of an object at one level of detail, or a template (object kNone) whose coordinates
// are metres about its own origin.
struct Geometry {
    std::uint32_t object = kNone;  // In `objects`.
    GeometryKind kind = GeometryKind::kMultiSurface;
    LodTenths lod = kNoLod;
    Range polygons;                           // In `polygons`: surfaces and the shells of solids.
    Range lines;                              // In `rings`.
    Range points;                             // In `corners`.
    std::uint32_t template_geometry = kNone;  // kInstance: in `geometries`.
    std::uint32_t placement = kNone;          // kInstance: in `placements`.
    // A solid that is one with other shares of the same object and level: its file was read in
    // pieces, or some of its surfaces were copied from other objects.
    bool is_share = false;
};

// Where an instance stands: the matrix turns the template's metres into metres east, north and up
// of the anchor. (Kept apart because the anchor may be in degrees.)
struct Placement {
    glm::dvec3 anchor{0.0};  // Source coordinates.
    glm::dmat4 matrix{1.0};
};

// X3DMaterial of CityGML 3.0 (section 7.3) and CityJSON.
struct CityMaterial {
    StringRef name;
    float diffuse[3] = {0.8F, 0.8F, 0.8F};
    float emissive[3] = {0.0F, 0.0F, 0.0F};
    // Tiles have no words for these two: they are kept for files that are written of a city.
    float specular[3] = {0.0F, 0.0F, 0.0F};
    float ambient = 0.2F;
    float transparency = 0.0F;  // 0: opaque.
    float shininess = 0.2F;
    bool is_smooth = false;
};

// What is seen beyond an image (CityGML 2.0 section 9.4, 3.0 section 7.3; CityJSON 2.0 section
// 6.2).
enum class TextureWrap : std::uint8_t {
    kWrap,    // The image again.
    kMirror,  // The image again, turned round.
    kClamp,   // Its pixels at the edge.
    kBorder,  // CityTexture::border.
    kNone,    // The surface without an image.
};

struct CityTexture {
    StringRef image;  // A path or URL relative to the file, as written but for backslashes.
    TextureWrap wrap = TextureWrap::kWrap;
    float border[4] = {0.0F, 0.0F, 0.0F, 0.0F};  // As it looks on the screen; the last: opacity.
    // Coordinates count pixels: x from the left, 1 - y from the top. A planimetric image, whose
    // size is known once it is read.
    bool is_in_pixels = false;
    bool has_holes = false;      // Where the image's alpha is below a half.
    std::uint32_t held = kNone;  // In CityBatch::images, where no file holds the image alone.
};

// An image that came inside a model, decoded.
struct CityImage {
    ImageRecord record;  // Its pixels_offset is 0.
    Bytes pixels;        // All levels, as in Section::kPixels.
};

// What was left out or mended, how often, and where first.
struct CityWarning {
    std::string sentence;  // "a ring has fewer than three corners".
    std::string object;    // Id of the first object; empty when unknown.
    std::uint64_t count = 1;
};

struct CityBatch {
    std::vector<glm::dvec3> vertices;    // Source coordinates; templates' own metres.
    std::vector<std::uint32_t> corners;  // In `vertices`.
    std::vector<Ring> rings;
    std::vector<Polygon> polygons;
    std::vector<Geometry> geometries;
    std::vector<Placement> placements;
    std::vector<CityObject> objects;
    std::vector<SemanticSurface> surfaces;
    std::vector<Attribute> attributes;
    std::vector<StringRef> themes;  // Names; the first is the one shown when none is asked for.
    std::vector<CityMaterial> materials;
    std::vector<CityTexture> textures;
    std::vector<std::shared_ptr<const CityImage>> images;  // Those that textures say are held.
    std::vector<PolygonAppearance> appearances;
    std::vector<glm::vec2> texture_coordinates;  // v up, as in CityGML and CityJSON.
    // Of the CityGML extensions (ADEs) that were met: "uro https://...", each once.
    std::vector<std::string> extensions;
    NameTable names;
    std::string text;  // UTF-8.
    std::vector<CityWarning> warnings;

    [[nodiscard]] std::string_view text_of(StringRef ref) const {
        return std::string_view(text).substr(ref.offset, ref.length);
    }
};

// Appends text and returns where it stands; empty ({0, 0}) once limits::kCityTextBytes is reached.
[[nodiscard]] StringRef add_text(CityBatch& batch, std::string_view text);
// Notes what was left out or mended; equal sentences are counted, further kinds than
// content::limits::kWarnings dropped.
void warn(std::vector<CityWarning>& warnings, std::string_view sentence, std::string_view object_id,
          std::uint64_t count = 1);
inline void warn(CityBatch& batch, std::string_view sentence, std::string_view object_id) {
    warn(batch.warnings, sentence, object_id);
}
// "a ring has fewer than three corners (12 times, first in B17)".
[[nodiscard]] std::string sentence_of(const CityWarning& warning);

}  // namespace belvedere::content::citymodel
