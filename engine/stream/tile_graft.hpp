// SPDX-License-Identifier: Apache-2.0
// A document or subtree turned into nodes, ready to be hung into a TileTree: the part of opening a
// source that takes time, done on workers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/content/decode/citymodel/theme_names.hpp"
#include "engine/content/decode/tiles3d/implicit_tiling.hpp"
#include "engine/content/decode/tiles3d/subtree.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::stream {

class TileMaker;

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

namespace tile_flags {
inline constexpr std::uint8_t kHasContent = 1;     // Has (or may have) something to draw.
inline constexpr std::uint8_t kExpandable = 2;     // More tiles appear when it is loaded.
inline constexpr std::uint8_t kUnconditional = 4;  // Nothing to draw itself: always refined.
inline constexpr std::uint8_t kAdditive = 8;       // Children are drawn as well, not instead.
inline constexpr std::uint8_t kSphere = 16;        // Distance is to the sphere, not to the box.
// Expandable, and its box only says that what appears is somewhere in it: looked into when what is
// known already has been asked for.
inline constexpr std::uint8_t kUncharted = 32;
}  // namespace tile_flags

// What selection needs of one tile. World is Earth-centred metres (WorldMapping).
struct TileNode {
    geo::OrientedBox box;            // Encloses the tile's volume.
    double radius_m = 0.0;           // Of a sphere about box.center that encloses it.
    double geometric_error_m = 0.0;  // World metres: scaled by transforms and the mapping.
    TileId parent;
    TileId first_child;  // Children are consecutive.
    std::uint32_t child_count = 0;
    std::uint32_t request_volume = kNone;  // In TileTree::request_volumes().
    std::uint32_t graft = kNone;           // Slot of the tree.
    std::uint16_t depth = 0;
    std::uint8_t flags = 0;  // tile_flags.
};

enum class ContentPresence { kSomething, kNothing };

// What all tiles of one document share. Immutable.
struct GraftContext {
    std::shared_ptr<const geo::WorldMapping> mapping;
    content::UpAxis up_axis = content::UpAxis::kY;
    std::string schema_json;
    std::string metadata_json;        // The tileset's own entity; empty without.
    std::vector<std::string> groups;  // Entities of content groups.
    std::string attribution;
    std::vector<content::tiles3d::ImplicitTiling> implicit_tilings;
    // Roots of the implicit trees, one for each tiling: volume, error and contents are templates.
    struct ImplicitRoot {
        geo::BoundingVolume volume;  // Source coordinates (transform applied; regions as they are).
        double geometric_error = 0.0;
        glm::dmat4 transform{1.0};
        std::vector<std::string> content_uris;
        std::vector<std::uint32_t> content_groups;  // Of each; kNone without.
        content::tiles3d::Refine refine = content::tiles3d::Refine::kReplace;
    };
    std::vector<ImplicitRoot> implicit_roots;
    // Makes the tiles' contents and what hangs below them; null: they are files of the source.
    std::shared_ptr<const TileMaker> maker;
};

// Which implicit tile a placeholder stands for.
struct ImplicitPlace {
    std::uint32_t tiling = kNone;
    content::tiles3d::ImplicitCoordinates coordinates;
};

// Where a document hangs: what it inherits from above.
struct GraftPlace {
    glm::dmat4 transform{1.0};
    std::vector<std::string> documents;  // Canonical URIs from the root document down.
};

struct TileDetail {
    std::uint32_t transform = kNone;  // In TileGraft::transforms; kNone: the identity.
    std::uint32_t first_content = 0;
    std::uint32_t content_count = 0;
    std::uint32_t implicit = kNone;  // In TileGraft::implicit_places.
    std::uint32_t first_entity = 0;  // In TileGraft::entities.
    std::uint32_t entity_count = 0;
};

// What a metadata entity is about.
enum class EntityScope : std::uint8_t { kTileset, kSubtree, kTile, kGroup, kContent };

struct GraftEntity {
    EntityScope scope = EntityScope::kTile;
    content::StringRef json;  // In TileGraft::text: {"class": ..., "properties": ...}.
};

struct TileGraft {
    std::vector<TileNode> nodes;  // Breadth first, root 0; ids relative to the graft.
    std::vector<TileDetail> details;
    std::vector<glm::dmat4> transforms;                // Content to source coordinates.
    std::vector<geo::BoundingVolume> request_volumes;  // World.
    std::vector<content::StringRef> content_uris;      // In `text`.
    std::vector<ImplicitPlace> implicit_places;
    std::vector<GraftEntity> entities;
    std::string text;
    std::string base_uri;
    std::vector<std::string> documents;  // This document and those above, canonical.
    bool is_document = false;            // Not a subtree of one.
    std::shared_ptr<const GraftContext> context;
    std::vector<std::string> warnings;
    std::uint64_t lods = 0;                 // Of a city model: CityMember::lods of what hangs here.
    content::citymodel::ThemeNames themes;  // And its themes of appearance.

    // Heap bytes, roughly.
    [[nodiscard]] std::uint64_t bytes() const;
};

// Turns a parsed tileset into nodes. Pure; for workers; takes time in proportion to the tiles.
// kBadData when `uri` is already among the documents above it (a cycle), kLimit when they nest
// deeper than limits::kExternalDepth.
[[nodiscard]] Result<TileGraft> build_graft(const content::tiles3d::TilesetDocument& document,
                                            const std::string& uri, const GraftPlace& place,
                                            std::shared_ptr<const geo::WorldMapping> mapping);

// Turns a subtree of an implicit tiling into nodes; `place.documents` are kept as they are.
[[nodiscard]] Result<TileGraft> build_graft(const content::tiles3d::Subtree& subtree,
                                            const ImplicitPlace& where, const std::string& base_uri,
                                            const GraftPlace& place,
                                            std::shared_ptr<const GraftContext> context);

// A source that is one model: a tree of one tile with error 0. `sphere` holds it.
[[nodiscard]] TileGraft single_content_graft(const std::string& uri,
                                             const geo::BoundingVolume& volume,
                                             std::shared_ptr<const geo::WorldMapping> mapping);

}  // namespace belvedere::stream
