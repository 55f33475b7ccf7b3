// SPDX-License-Identifier: Apache-2.0
// One tile from its source to a decoded block: the part of streaming that runs on workers.
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
#include "engine/stream/byte_source.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_graft.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::stream {

// What came of a tile: something to draw, more tiles, or both.
struct LoadedTile {
    std::optional<content::TileContent> content;  // Several contents are merged into one.
    std::vector<TileGraft> grafts;
    std::vector<std::string> warnings;  // Also contents that failed beside ones that did not.
    std::uint64_t bytes_read = 0;
    bool is_from_cache = false;

    // Heap bytes.
    [[nodiscard]] std::uint64_t bytes() const;
};

struct TileLoadRequest {
    TileRequest tile;
    std::shared_ptr<ByteSource> source;
    std::shared_ptr<TileCache> cache;  // May be null.
    CancelToken cancel;
    double order = 0.0;  // One priority for fetching and decoding; smaller first.
};
using TileLoaded = std::function<void(Result<LoadedTile>)>;

// Cache, else fetch, then decode. Returns at once; `done` is called exactly once on a worker or on
// the source's thread (kCancelled when given up), unless the pool is destroyed first. Keeps the
// source alive only while a worker uses it.
void load_tile(JobPool& jobs, TileLoadRequest request, TileLoaded done);

// The decoding part: what the fetched bytes of one tile are. Pure but for the resources it reads;
// for workers.
[[nodiscard]] Result<LoadedTile> decode_tile(const TileRequest& tile,
                                             std::vector<Result<FetchedBytes>> fetched,
                                             ByteSource& source, TileCache* cache,
                                             const CancelToken& cancel);

}  // namespace belvedere::stream
