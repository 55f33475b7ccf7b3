// SPDX-License-Identifier: Apache-2.0
// Visiting every tile of a source, all levels: for inspection and conversion, not for drawing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/stream/city_survey.hpp"
#include "engine/stream/metadata_tally.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {

struct WalkOptions {
    SourceOptions source;
    bool offline = false;              // Refuse web addresses.
    HttpFactory http;                  // Empty: the real client.
    std::shared_ptr<TileCache> cache;  // Null: no cache.
    CancelToken cancel;
};

// One tile that has content, as it is visited; valid during the call.
struct WalkedTile {
    std::string name;                               // URI of the first content, as written.
    const TileNode& node;                           // World volume, error, depth.
    const content::TileContent* content = nullptr;  // Null when it failed.
    const Error* error = nullptr;                   // Why it failed.
};

// What the walk found besides the contents.
struct WalkSummary {
    std::shared_ptr<const geo::WorldMapping> mapping;
    bool is_height_estimated = false;  // Of any of its files: WorldMapping::is_height_estimated().
    std::string kind;                  // OpenedSource::kind.
    std::string version;               // Of the format; empty for a bare model.
    std::string attribution;
    std::optional<content::tiles3d::TilesetDocument> document;  // Of the root; without tiles.
    std::optional<CitySurvey> city;                             // Of a city model.
    std::optional<geo::BoundingVolume> bounds;                  // World; of the root tile.
    std::uint64_t tiles = 0;      // All tiles, with content or not, of all documents and subtrees.
    std::uint64_t contents = 0;   // Tiles with content that could be read.
    std::uint64_t documents = 0;  // Tilesets and subtrees.
    std::uint64_t bytes_read = 0;
    std::uint16_t depth = 0;                     // Of the deepest tile.
    std::vector<MetadataClassSummary> metadata;  // Of tilesets, groups, subtrees, tiles, contents.
    std::vector<std::string> warnings;           // Each once.
    std::vector<Error> errors;                   // Tiles that failed, at most limits::kErrorsKept.
    std::uint64_t errors_total = 0;
};

// Opens the source and decodes all of it on the pool's workers, a few tiles at a time; `visit` is
// called on the calling thread, in no particular order, and the content is dropped after it. Of a
// city model it is the file that is walked, every level of detail of it, stretch by stretch. Blocks
// until all is done. Errors: those of opening, kCancelled; a tile that fails is only counted. Must
// not be called from a job of the pool.
[[nodiscard]] Result<WalkSummary> walk_source(JobPool& jobs, const WalkOptions& options,
                                              const std::function<void(const WalkedTile&)>& visit);

}  // namespace belvedere::stream
