// SPDX-License-Identifier: Apache-2.0
// FeatureSearch: how far a search through loaded features has come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/stream/tile_uploader.hpp"

namespace belvedere::city {

// Made by Scene::begin_search() and moved on by Scene::advance_search(), so that a search through a
// million features costs no frame. Tiles that arrive after it began are not looked into. Main
// thread; may be dropped at any time.
struct FeatureSearch {
    std::string text;
    std::size_t count_max = 0;
    std::vector<FeatureId> found;  // Sorted once it is done.
    // Share of the tiles that were looked into, 0..1.
    [[nodiscard]] double fraction() const;

    std::vector<stream::TileKey> tiles;  // That are to be looked into,
    std::size_t tile = 0;                // where the search is among them,
    std::uint32_t row = 0;               // and in that one.
    std::unordered_set<FeatureId> seen;  // Found already, in a parent or a child.
};

}  // namespace belvedere::city
