// SPDX-License-Identifier: Apache-2.0
// The spatial tree of a stretch of a city file: which members make up which tile.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

// A tile. Its members' places in the file are `range_count` of CityTree::ranges from `range_first`.
struct CityTreeNode {
    content::citymodel::CityBox bounds;  // Source coordinates.
    double cell_m = 0.0;                 // How coarse: CityTileOptions::cell_m; 0 at leaves.
    std::uint32_t range_first = 0, range_count = 0;
    std::uint32_t first_child = 0, child_count = 0;
    std::uint32_t depth = 0;
    std::uint32_t reserved = 0;
};
static_assert(sizeof(CityTreeNode) == 80);

// Nodes stand breadth first, the root first; none when no member has a geometry.
struct CityTree {
    std::vector<CityTreeNode> nodes;
    std::vector<content::citymodel::FileRange> ranges;
    std::vector<std::string> warnings;
    std::uint64_t lods = 0;                 // CityMember::lods of all members.
    content::citymodel::ThemeNames themes;  // CityFile::Index::themes.
};

// A quadtree over the middles of the members: a tile of at most kCityTilePolygons and
// kCityTileMembers is a leaf. `metres_per_unit` are of x and y. Pure.
[[nodiscard]] CityTree build_city_tree(std::span<const content::citymodel::CityMember> members,
                                       const glm::dvec2& metres_per_unit);

// For the cache: as bytes, and back. kBadData when they are not what a tree is.
[[nodiscard]] Bytes pack_city_tree(const CityTree& tree);
[[nodiscard]] Result<CityTree> unpack_city_tree(ByteView bytes);

}  // namespace belvedere::stream
