// SPDX-License-Identifier: Apache-2.0
// A batch of city objects as a tile: what both city readers end in.
#pragma once

#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/decode_content.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::citymodel {

struct CityTileOptions {
    const geo::WorldMapping* mapping = nullptr;  // Source coordinates to the world; not null.
    // Over 0: a coarse tile. Corners of an object that share a cell of that size become one, what
    // collapses is left out, objects that vanish become boxes, and nothing inside is drawn.
    double cell_m = 0.0;
    // Which features are drawn and picked: "object" (also empty, "0"), or "surface" ("1").
    std::string feature_id_set;
    // Of materials and textures; what has none in it is plain. Empty: the first there is.
    std::string theme;
    ResourceReader* resources = nullptr;  // Where textures come from; null: they are left out.
    CancelToken cancel;
    // What was left out or mended while writing, with counts and objects; null: only as sentences
    // of the tile.
    std::vector<CityWarning>* shape_warnings = nullptr;
};

// Cuts polygons into triangles, places them, and looks up textures. Every geometry of the batch is
// drawn: which levels of detail are in it was decided when it was read. kBadData when the objects
// have no place in the mapping, kLimit over content::limits, kCancelled. An empty batch is an empty
// tile.
[[nodiscard]] Result<TileContent> write_city_tile(const CityBatch& batch,
                                                  const CityTileOptions& options);

// Box of everything the batch draws, in source coordinates (an instance counts as its anchor).
[[nodiscard]] CityBox bounds_of(const CityBatch& batch);
// Of one geometry; templates in their own metres.
[[nodiscard]] CityBox bounds_of(const CityBatch& batch, const Geometry& geometry);

}  // namespace belvedere::content::citymodel
