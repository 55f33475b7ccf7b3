// SPDX-License-Identifier: Apache-2.0
// IdSearch: objects by what other systems call them, as far as attributes of loaded tiles tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/city/feature_kind.hpp"
#include "engine/core/ids.hpp"
#include "engine/stream/tile_uploader.hpp"

namespace belvedere::city {

// Made by Scene::begin_id_search() and moved on by Scene::advance_id_search(). Tiles that arrive
// after it began are not looked into. Main thread; may be dropped at any time.
struct IdSearch {
    std::unordered_set<std::string> wanted;
    std::unordered_map<std::string, FeatureId> found;  // Of several with one id the first.

    std::vector<stream::TileKey> tiles;  // That are to be looked into,
    std::size_t tile = 0;                // where the search is among them,
    std::uint32_t row = 0;               // and in that one.
};

// The whole object (building, not wall) that a ray met.
struct HitObject {
    FeatureId feature;
    FeatureKind kind = FeatureKind::kOther;
};

}  // namespace belvedere::city
