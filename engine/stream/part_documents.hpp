// SPDX-License-Identifier: Apache-2.0
// Documents of a city file in the cache.
#pragma once

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/city_part.hpp"
#include "engine/stream/tile_cache.hpp"

namespace belvedere::stream {

// What the cache keeps of a part that is no tile: its outline, its indexes, its names. Borrows
// both; any thread, blocks on the disk: for workers.
struct PartDocuments {
    TileCache* cache = nullptr;  // May be null: nothing is kept.
    const CityPart& part;

    // kNotFound: absent, damaged, or made when other files lay beside the city's.
    [[nodiscard]] Result<Bytes> load(const TileCacheKey& key) const;
    // Made of the part and the files beside it, as they were read until now.
    void store(const TileCacheKey& key, ByteView document) const;
};

}  // namespace belvedere::stream
