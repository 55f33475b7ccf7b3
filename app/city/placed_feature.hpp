// SPDX-License-Identifier: Apache-2.0
// Features with their places: what is asked when the city is told in words or walked by keys.
#pragma once

#include <span>
#include <vector>

#include "app/city/feature_extent.hpp"
#include "app/city/feature_kind.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/ids.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::city {

// Plain data.
struct PlacedFeature {
    FeatureId feature;
    FeatureKind kind = FeatureKind::kOther;
    bool is_drawn = false;  // Its tile is in the picture, or would be if it stood in front.
    // World; upright in the tile's frame: the third half axis points up.
    geo::OrientedBox box;
};

// Features that are looked at for one question: about 20 ms.
inline constexpr std::size_t kPlacedFeaturesMax = 100'000;

// The kind of each row of the tile's feature table.
[[nodiscard]] std::vector<FeatureKind> feature_kinds(const content::TileContent& tile);
// In the world.
[[nodiscard]] geo::OrientedBox box_of(const content::TileContent& tile,
                                      const FeatureExtent& extent);
// The rows of one tile that something drawn belongs to, numbered by row. For tests and tools that
// read a tile without a scene.
[[nodiscard]] std::vector<PlacedFeature> placed_features(const content::TileContent& tile);

}  // namespace belvedere::city
