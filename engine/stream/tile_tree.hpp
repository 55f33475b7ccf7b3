// SPDX-License-Identifier: Apache-2.0
// The tiles of one source: what selection reads, in flat arrays, and what loading a tile needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {

// How to load one tile.
struct TileRequest {
    std::vector<std::string> uris;  // As written: relative to base_uri. Empty for a subtree.
    std::string base_uri;           // Canonical URI of the document that names them.
    glm::dmat4 transform{1.0};      // Content to the source's coordinates.
    std::shared_ptr<const GraftContext> context;
    ImplicitPlace implicit;      // Of the subtree to read, when there are no uris.
    GraftPlace place;            // Where tiles found in the content are attached.
    std::string feature_id_set;  // SourceOptions::feature_id_set; the tree leaves it empty.
};

// A metadata entity that holds for a tile: its own, its contents', and those of what it is part of.
struct TileEntity {
    EntityScope scope = EntityScope::kTile;
    std::string json;  // {"class": ..., "properties": ...}.
};

// What a tile's metadata is, in the words of its tileset's schema (which may be empty).
struct TileMetadata {
    std::vector<TileEntity> entities;
    std::shared_ptr<const GraftContext> context;  // Its schema_json says what they mean.
};

// Owns the nodes. A tree begins empty; attaching grafts (documents, subtrees; built on workers by
// build_graft) adds tiles, prune() removes them again. Main thread only. Ids of pruned tiles are
// given out again; ids of living tiles never change.
class TileTree {
  public:
    // All nodes ever made; pruned ones have no parent and no children.
    [[nodiscard]] std::span<const TileNode> nodes() const { return nodes_; }
    [[nodiscard]] std::span<const geo::BoundingVolume> request_volumes() const {
        return request_volumes_;
    }
    // Invalid while the tree is empty.
    [[nodiscard]] TileId root() const { return root_; }

    // Hangs a graft below `parent` (an expandable leaf), or makes it the whole tree when `parent`
    // is invalid. The parent refines unconditionally from then on. Returns the graft's first tile.
    // kLimit over limits::kNodes or kGrafts, kBadData when the same document already hangs above.
    [[nodiscard]] Result<TileId> attach(TileId parent, TileGraft graft);
    // Several documents in one tile: one after the other below the same parent.
    [[nodiscard]] Result<TileId> attach(TileId parent, std::vector<TileGraft> grafts);
    // Removes all that hangs below an expandable tile. `removed` is called with each tile first.
    template <class Visit>
    void prune(TileId tile, Visit&& removed) {
        collect_below(tile);
        for (const TileId gone : scratch_) {
            removed(gone);
        }
        release_collected(tile);
    }
    // What the tile's content turned out to be.
    void set_content(TileId tile, ContentPresence presence);

    [[nodiscard]] TileRequest request(TileId tile) const;
    // The tileset's metadata, then that of the subtree, the tile, its content groups and contents.
    [[nodiscard]] TileMetadata metadata(TileId tile) const;
    // The first content's URI as written, for messages; "subtree ..." for a placeholder.
    [[nodiscard]] std::string name(TileId tile) const;
    // Heap bytes of nodes, details and text.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    // Living tiles.
    [[nodiscard]] std::size_t size() const { return living_; }
    // Tilesets (not subtrees) that hang in it now.
    [[nodiscard]] std::size_t documents() const { return documents_; }

  private:
    // One graft: its root stands with its sisters, the rest of its nodes in one piece.
    struct Slot {
        std::uint32_t root = 0;
        std::uint32_t rest = 0;
        std::uint32_t node_count = 0;
        TileGraft graft;  // Without its nodes.

        [[nodiscard]] std::uint64_t bytes() const {
            return graft.bytes() + node_count * sizeof(TileNode);
        }
    };
    [[nodiscard]] TileId insert(TileId parent, std::vector<TileGraft> grafts, std::uint32_t added);
    [[nodiscard]] std::uint32_t allocate(std::uint32_t count);
    [[nodiscard]] std::uint32_t take_slot();
    [[nodiscard]] std::uint32_t keep_volume(const geo::BoundingVolume& volume);
    [[nodiscard]] std::uint32_t detail_index(TileId tile) const;
    void place_nodes(const Slot& owner, std::uint32_t slot, TileId parent);
    void collect_below(TileId tile);
    void release_collected(TileId tile);
    void give_back(std::uint32_t node);

    std::vector<TileNode> nodes_;
    std::vector<geo::BoundingVolume> request_volumes_;
    std::vector<std::uint32_t> free_request_volumes_;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::vector<std::uint32_t> free_slots_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> free_ranges_;  // (first, count).
    std::vector<TileId> scratch_;
    TileId root_;
    std::uint64_t bytes_ = 0;
    std::size_t living_ = 0;
    std::size_t documents_ = 0;
};

}  // namespace belvedere::stream
