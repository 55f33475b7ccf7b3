// SPDX-License-Identifier: Apache-2.0
// Tiles that are made of a source's file when they are wanted, instead of lying there as files of
// their own: city models.
#pragma once

#include <string>
#include <vector>

#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/source_resources.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_loader.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::stream {

struct MadeTile {
    LoadedTile loaded;
    std::vector<TileDependency> dependencies;  // Files the content was made from beside the source.
    bool may_be_cached = true;                 // False when something may be there another time.
};

// A seam of the tile loader, hung into a GraftContext. Immutable, any thread; blocks on workers.
class TileMaker {
  public:
    virtual ~TileMaker() = default;
    // What a tile's content depends on beside its URI; empty when it must not be cached.
    [[nodiscard]] virtual std::string stamp(const TileRequest& tile) const = 0;
    // The stamp that a dependency of MadeTile has now; empty when it cannot be told. By itself that
    // of the source's file.
    [[nodiscard]] virtual std::string stamp_of_dependency(const std::string& uri,
                                                          const ByteSource& files) const {
        return stamp_of_resource(files, uri);
    }
    // `files` serves what the source refers to (textures). kCancelled when given up.
    [[nodiscard]] virtual Result<MadeTile> make(const TileRequest& tile, ByteSource& files,
                                                const CancelToken& cancel) const = 0;
};

}  // namespace belvedere::stream
