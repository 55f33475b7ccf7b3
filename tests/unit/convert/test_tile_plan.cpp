// SPDX-License-Identifier: Apache-2.0
#include "app/convert/tile_plan.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "app/convert/limits.hpp"

namespace belvedere::convert {
namespace {

// Houses on a grid of streets; every hundredth is a tower.
std::vector<PlanMember> town(std::uint32_t side) {
    std::vector<PlanMember> members;
    for (std::uint32_t i = 0; i < side * side; ++i) {
        PlanMember member;
        member.range = {i * 100ULL, 100};
        member.polygons = 7;
        const bool is_tower = i % 100 == 99;
        member.low = {static_cast<float>(i % side) * 20.0F, static_cast<float>(i / side) * 20.0F,
                      0.0F};
        member.high = member.low + glm::vec3(8.0F, 8.0F, is_tower ? 60.0F : 7.0F);
        members.push_back(member);
    }
    return members;
}

TEST(TilePlan, LeavesHoldEveryMemberOnceAndKeepToTheirLimits) {
    const TilePlan plan = plan_tiles(town(120));
    ASSERT_GT(plan.nodes.size(), 5U);
    std::set<std::uint64_t> seen;
    for (const PlanNode& node : plan.nodes) {
        if (node.child_count > 0) continue;
        EXPECT_LE(node.count, limits::kLeafMembers);
        EXPECT_EQ(node.error_m, 0.0);
        for (std::uint32_t i = 0; i < node.count; ++i)
            EXPECT_TRUE(seen.insert(plan.members[node.first + i].range.offset).second);
    }
    EXPECT_EQ(seen.size(), 120U * 120U);
}

TEST(TilePlan, ChildrenShareTheirParentsMembersAndLieInItsBox) {
    const TilePlan plan = plan_tiles(town(100));
    for (const PlanNode& node : plan.nodes) {
        std::uint32_t next = node.first, tiles = 1;
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
            const PlanNode& child = plan.nodes[node.first_child + i];
            EXPECT_EQ(child.first, next);
            next += child.count;
            tiles += child.tiles;
            EXPECT_EQ(child.depth, node.depth + 1);
            EXPECT_LE(child.error_m, node.error_m);
            for (int axis = 0; axis < 3; ++axis) {
                EXPECT_GE(child.low[axis], node.low[axis]);
                EXPECT_LE(child.high[axis], node.high[axis]);
            }
        }
        EXPECT_EQ(tiles, node.tiles);
        if (node.child_count > 0) {
            EXPECT_EQ(next, node.first + node.count);
        }
    }
}

TEST(TilePlan, CoarseTilesShowTheLargestAndSayWhatTheyLeaveOut) {
    const TilePlan plan = plan_tiles(town(120));
    for (const PlanNode& node : plan.nodes) {
        if (node.child_count == 0) continue;
        std::uint64_t shown = 0;
        float left_out_m = 0.0F;
        for (std::uint32_t i = 0; i < node.count; ++i) {
            const PlanMember& member = plan.members[node.first + i];
            const bool is_shown = size_of(member) >= node.size_least_m;
            shown += is_shown ? 1 : 0;
            if (!is_shown) left_out_m = std::max(left_out_m, size_of(member));
        }
        EXPECT_GT(shown, 0U);
        EXPECT_LE(shown, limits::kCoarseMembers);
        EXPECT_GE(node.error_m, double{left_out_m});
    }
}

TEST(TilePlan, AThousandHousesInOnePlaceAreStillDivided) {
    std::vector<PlanMember> members(5'000);
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        members[i].range = {i, 1};
        members[i].polygons = 10;
        members[i].high = glm::vec3(1.0F);
    }
    const TilePlan plan = plan_tiles(std::move(members));
    for (const PlanNode& node : plan.nodes) {
        if (node.child_count == 0) {
            EXPECT_LE(node.count, limits::kLeafMembers);
        }
    }
}

TEST(TilePlan, NothingIsAPlanOfNothing) {
    EXPECT_TRUE(plan_tiles({}).nodes.empty());
}

}  // namespace
}  // namespace belvedere::convert
