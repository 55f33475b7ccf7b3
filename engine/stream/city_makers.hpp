// SPDX-License-Identifier: Apache-2.0
// What makes the tiles of a city model: indexes of stretches, and contents of their members.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/city_part.hpp"
#include "engine/stream/city_tree.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {

// How all parts of a city are shown.
struct CityShowing {
    std::uint8_t lod_max = 255;        // SourceOptions::lod_max.
    std::string theme;                 // SourceOptions::theme.
    std::shared_ptr<TileCache> cache;  // Keeps indexes; may be null.
};

// Under which the cache keeps the outline of a file (city_outline.hpp).
[[nodiscard]] TileCacheKey city_outline_key(const CityPart& part);

// The index of a stretch as a tree of tiles whose contents are made when they are wanted. Reads the
// index from the cache or makes it; `documents` are those above it. kCancelled; errors of reading.
[[nodiscard]] Result<TileGraft> city_stretch_graft(const CityPart& part,
                                                   const content::citymodel::FileRange& stretch,
                                                   const CityShowing& showing,
                                                   const CancelToken& cancel);

// What the members of a stretch take, source coordinates; its index is read or made, and kept.
[[nodiscard]] Result<content::citymodel::CityBox> city_stretch_bounds(
    const CityPart& part, const content::citymodel::FileRange& stretch, const CityShowing& showing,
    const CancelToken& cancel);

// A tree of placeholders, one for each stretch of each part, within `bounds` of the parts (source
// coordinates, one for each): what a stretch holds shows when it comes into view.
struct CityStretch {
    std::uint32_t part = 0;
    content::citymodel::FileRange range;
};
[[nodiscard]] TileGraft city_root_graft(const std::vector<CityPart>& parts,
                                        const std::vector<content::citymodel::CityBox>& bounds,
                                        const std::vector<CityStretch>& stretches,
                                        const CityShowing& showing, const std::string& uri);

}  // namespace belvedere::stream
