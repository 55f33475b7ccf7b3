// SPDX-License-Identifier: Apache-2.0
// Which tiles, contents and child subtrees of a piece of an implicit tree exist: 3D Tiles 1.1,
// section "Subtrees", and the subtree form of 3DTILES_implicit_tiling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/content/decode/tiles3d/implicit_tiling.hpp"
#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// One bit for each tile, or the same answer for all. Plain data.
struct Availability {
    bool constant = false;        // The answer when `bits` is empty.
    Bytes bits;                   // Least significant bit first.
    std::uint64_t available = 0;  // How many are 1, counted here, not as the file says.

    [[nodiscard]] bool has(std::uint64_t index) const;
    // How many are available before `index`: the row of its metadata. O(index / 8).
    [[nodiscard]] std::uint64_t rank(std::uint64_t index) const;
};

// A subtree. Levels and Morton indices are relative to its root; arguments outside it are "not
// there". Immutable after parsing; any thread may read it; owns its memory (a bit or less a node).
class Subtree {
  public:
    [[nodiscard]] bool has_tile(std::uint32_t level, std::uint64_t morton) const;
    // `content` indexes the contents of the implicit tile.
    [[nodiscard]] bool has_content(std::uint32_t content, std::uint32_t level,
                                   std::uint64_t morton) const;
    // Whether a subtree hangs below the last level; `morton` is of that next level.
    [[nodiscard]] bool has_child_subtree(std::uint64_t morton) const;

    [[nodiscard]] std::uint32_t content_count() const;
    [[nodiscard]] std::uint64_t available_tiles() const { return tiles_.available; }
    // Metadata of one tile or content as {"class": ..., "properties": ...}, of the subtree
    // likewise; empty without. Values need the tileset's schema, see parse_subtree.
    [[nodiscard]] std::string tile_metadata_json(std::uint32_t level, std::uint64_t morton) const;
    [[nodiscard]] std::string content_metadata_json(std::uint32_t content, std::uint32_t level,
                                                    std::uint64_t morton) const;
    [[nodiscard]] const std::string& subtree_metadata_json() const { return subtree_metadata_; }
    // What a tile's metadata says about the tile itself; null without.
    [[nodiscard]] const TileSemantics* semantics(std::uint32_t level, std::uint64_t morton) const;
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
    // What it costs in memory.
    [[nodiscard]] std::uint64_t bytes() const;

  private:
    friend class SubtreeParser;
    // Position in the bit streams: levels one behind the other, in Morton order.
    [[nodiscard]] std::optional<std::uint64_t> index_of(std::uint32_t level,
                                                        std::uint64_t morton) const;

    SubdivisionScheme scheme_ = SubdivisionScheme::kQuadtree;
    std::uint32_t levels_ = 0;
    Availability tiles_;
    std::vector<Availability> contents_;
    Availability child_subtrees_;
    // JSON objects of property values, one a row of the property table.
    struct MetadataRows {
        std::string class_name;
        std::vector<std::string> rows;

        [[nodiscard]] std::string entity(std::uint64_t row) const;
        [[nodiscard]] std::uint64_t bytes() const;
    };
    MetadataRows tile_rows_;
    std::vector<MetadataRows> content_rows_;
    std::vector<TileSemantics> tile_semantics_;  // One a row; empty when the class has none.
    std::string subtree_metadata_;
    std::vector<std::string> warnings_;
};

// Reads a binary subtree ("subt") or a JSON one, also wrapped in gzip. `resources` fetches external
// buffers (relative to the subtree); null makes needing one an error. `schema_json` is the
// tileset's metadata schema (3D Metadata specification, section "Schema"); without it property
// tables are left out. The metadata of the draft 3DTILES_metadata is read as well. A content
// availability that cannot be read is a warning and means "none"; tile or child availability that
// cannot be read is kBadData. kLimit over limits::kSubtreeNodes. Thread-safe.
[[nodiscard]] Result<Subtree> parse_subtree(ByteView bytes, const ImplicitTiling& tiling,
                                            ResourceReader* resources,
                                            const std::string& schema_json = {});

}  // namespace belvedere::content::tiles3d
