// SPDX-License-Identifier: Apache-2.0
// What a tileset.json says, as plain arrays: 3D Tiles 1.0 and 1.1 (OGC 22-025r4) with the 1.0
// extensions 3DTILES_content_gltf, _implicit_tiling, _multiple_contents, _metadata and
// 3DTILES_bounding_volume_S2, which read the same afterwards as what 1.1 made of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/tiles3d/s2_cell.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::content::tiles3d {

// How a tile's children stand to it (section "Refinement"); inherited values are filled in.
enum class Refine : std::uint8_t {
    kReplace,  // The children are drawn instead of the tile.
    kAdd,      // The children are drawn as well.
};

enum class SubdivisionScheme : std::uint8_t { kQuadtree, kOctree };

// A tile's implicitTiling (section "Implicit tiling"). The tile's volume, geometric error, refine
// and contents (their URIs are templates) stand in its TileRecord.
struct ImplicitTiling {
    SubdivisionScheme scheme = SubdivisionScheme::kQuadtree;
    std::uint32_t available_levels = 0;  // 1 ... limits::kImplicitLevels.
    std::uint32_t subtree_levels = 0;    // 1 ... limits::kSubtreeLevels.
    std::string subtree_uri;             // Template with {level}, {x}, {y} and {z}.
    std::optional<S2Cell> root_cell;     // When the tile's volume was an S2 cell.
};

// One content of a tile. JSON texts are the value as it stood in the file, or empty.
struct ContentRecord {
    std::string uri;  // As written: relative to the tileset, or a template under implicit tiling.
    std::optional<geo::BoundingVolume> volume;  // In the tile's coordinates.
    std::uint32_t group = kNone;                // Index in TilesetDocument::groups.
    std::string metadata_json;                  // {"class": ..., "properties": ...}
};

// One tile. Volumes are in the tile's own coordinates: apply the transforms of the tile and of all
// its ancestors (regions are never transformed).
struct TileRecord {
    std::uint32_t parent = kNone;
    std::uint32_t subtree_end = 0;  // One past its last descendant; see below.
    geo::BoundingVolume volume;
    double geometric_error = 0.0;
    Range contents;                               // In TilesetDocument::contents.
    std::uint32_t transform = kNone;              // In ::transforms; kNone is the identity.
    std::uint32_t viewer_request_volume = kNone;  // In ::viewer_request_volumes.
    std::uint32_t implicit_tiling = kNone;        // In ::implicit_tilings.
    std::uint32_t metadata = kNone;               // In ::tile_metadata_json.
    Refine refine = Refine::kReplace;
    bool has_refine = false;  // Said here, not inherited.
};

// A 1.0 `properties` entry: the range of a batch table property over the whole set.
struct PropertyRange {
    std::string name;
    double minimum = 0.0;
    double maximum = 0.0;
};

// The whole document. Tiles stand in depth-first order, the root at 0: the first child of tile t,
// if t has any, is t + 1; the sibling after child c is tiles[c].subtree_end, until that equals
// tiles[t].subtree_end. Plain data; any thread may read it.
struct TilesetDocument {
    std::vector<TileRecord> tiles;  // Never empty.
    std::vector<ContentRecord> contents;
    std::vector<glm::dmat4> transforms;
    std::vector<geo::BoundingVolume> viewer_request_volumes;
    std::vector<ImplicitTiling> implicit_tilings;
    std::vector<std::string> tile_metadata_json;

    std::string version;          // asset.version: "1.0", "1.1", or what was written.
    std::string tileset_version;  // asset.tilesetVersion.
    std::string attribution;      // asset.copyright, or extras.attribution.
    std::string generator;        // asset.generator.
    UpAxis up_axis = UpAxis::kY;  // asset.gltfUpAxis.
    double geometric_error = 0.0;
    std::vector<std::string> extensions_used;
    std::vector<std::string> extensions_required;
    std::string schema_json;    // Inline schema.
    std::string schema_uri;     // Else where it is, relative to the tileset.
    std::string metadata_json;  // The tileset's own entity.
    std::string statistics_json;
    std::vector<std::string> groups;  // Each group's entity as JSON text.
    std::vector<PropertyRange> properties;
    std::vector<std::string> warnings;  // What was mended or ignored; at most limits::kWarnings.
};

// Reads a tileset.json, also one wrapped in gzip; `name` stands in front of messages. A fault that
// concerns one tile is a warning and costs at most that tile (a child without a usable bounding
// volume takes its parent's; a missing geometric error is half the parent's). Errors: kBadData for
// what is no tileset or has no usable root, kUnsupported naming a required extension, kLimit
// (limits.hpp: bytes, depth, tiles). Thread-safe; takes time in proportion to the bytes and keeps
// no reference to them.
[[nodiscard]] Result<TilesetDocument> parse_tileset(ByteView json, const std::string& name);

}  // namespace belvedere::content::tiles3d
