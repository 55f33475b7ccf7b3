// SPDX-License-Identifier: Apache-2.0
// A disk cache of GPU-ready tiles: the second visit to a city is bounded by reading bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

// What a cached block depends on. Two equal keys name the same decoded tile.
struct TileCacheKey {
    std::uint64_t hash = 0;   // File name.
    std::uint64_t check = 0;  // Second hash, stored inside: a collision of names is a miss.
};
struct TileCacheKeyParts {
    std::string uri;                    // Canonical.
    std::string stamp;                  // Of the stored bytes; an empty stamp is never cached.
    std::string mapping;                // WorldMapping::name().
    const double* transform = nullptr;  // 16 numbers.
    int up_axis = 0;
    std::string feature_id_set = {};  // SourceOptions::feature_id_set.
};
[[nodiscard]] TileCacheKey tile_cache_key(const TileCacheKeyParts& parts);

// The stamp of a file that is not there: a block that was made without it holds until it is.
inline constexpr std::string_view kAbsentStamp = "absent";

// Another file the block was made from; the block is stale when its stamp differs. A block is not
// kept with one whose URI or stamp is of several lines, and not used again with one without stamp.
struct TileDependency {
    std::string uri;
    std::string stamp;
};
// Of a file as it is now; empty when that is not known.
using StampOf = std::function<std::string(const std::string& uri)>;

// Files in one folder, shared by any number of programs at once. A file appears whole by rename, so
// a crash at any moment leaves old files or new ones; each carries a checksum (XXH3) and is
// deleted when that is wrong. All functions are thread-safe and block on the disk: for workers.
class TileCache {
  public:
    // Makes the folder when needed. At most about `bytes_max` are kept; the least recently used
    // go first (cache_folder.hpp).
    [[nodiscard]] static Result<std::shared_ptr<TileCache>> open(
        const std::filesystem::path& folder, std::uint64_t bytes_max);
    ~TileCache();
    TileCache(const TileCache&) = delete;
    TileCache& operator=(const TileCache&) = delete;

    // The block, or kNotFound (absent, stale, damaged).
    [[nodiscard]] Result<content::TileContent> load(const TileCacheKey& key,
                                                    const StampOf& stamp_of) const;
    // Keeps a copy; failing to (disk full) is logged once and otherwise harmless.
    void store(const TileCacheKey& key, const content::TileContent& content,
               const std::vector<TileDependency>& dependencies);
    // The same for what is no tile (the index of a city model): bytes that are the caller's to
    // understand. They never meet a tile of the same key.
    [[nodiscard]] Result<Bytes> load_document(const TileCacheKey& key,
                                              const StampOf& stamp_of) const;
    void store_document(const TileCacheKey& key, ByteView document,
                        const std::vector<TileDependency>& dependencies);
    // Bytes known to lie in the folder.
    [[nodiscard]] std::uint64_t bytes() const;

  private:
    struct State;
    explicit TileCache(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::stream
