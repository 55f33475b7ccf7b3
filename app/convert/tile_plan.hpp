// SPDX-License-Identifier: Apache-2.0
// Which objects of a city make up which tile of a tileset: decided from boxes alone, so that every
// machine that looks at the same files decides the same, and writes its share of the tiles.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_file.hpp"

namespace belvedere::convert {

// A top-level object with its parts. Millions of them are held, so it is small.
struct PlanMember {
    content::citymodel::FileRange range;           // Where it lies in its file.
    std::uint32_t more_first = 0, more_count = 0;  // Further ranges, in CityMembers::more.
    std::uint32_t part = 0;                        // The file, in CityModel::parts.
    std::uint32_t polygons = 0;                    // Of all levels of detail.
    glm::vec3 low{0.0F}, high{0.0F};               // In the tileset's frame, rounded outwards.
};

struct PlanNode {
    glm::vec3 low{0.0F}, high{0.0F};
    std::uint32_t first = 0, count = 0;  // In TilePlan::members; those below it included.
    std::uint32_t first_child = 0, child_count = 0;
    std::uint32_t depth = 0;
    std::uint32_t tiles = 1;    // Of its subtree, itself counted.
    double error_m = 0.0;       // 0 at leaves; never less than a child's.
    double cell_m = 0.0;        // CityTileOptions::cell_m; 0 at leaves.
    float size_least_m = 0.0F;  // A coarse tile leaves out objects smaller than this.
};

// Nodes stand breadth first, the root first, children of a node in one piece.
struct TilePlan {
    std::vector<PlanMember> members;  // In the order of the leaves.
    std::vector<PlanNode> nodes;
};

// The longest side of a member's box.
[[nodiscard]] float size_of(const PlanMember& member);

// A quadtree over the middles of the boxes: few enough objects and polygons are a leaf. Coarse
// tiles show the lowest level of detail of their largest objects, corners joined in cells. No
// members are a plan without nodes. Pure; the same members in the same order give the same plan.
[[nodiscard]] TilePlan plan_tiles(std::vector<PlanMember> members);

}  // namespace belvedere::convert
