// SPDX-License-Identifier: Apache-2.0
#include "app/convert/tile_plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>

#include <glm/common.hpp>

#include "app/convert/limits.hpp"

namespace belvedere::convert {

namespace {

// A coarse tile shows what is this share of its width: 200 m wide, 0.8 m.
constexpr double kCellShare = 1.0 / 256.0;
constexpr double kCellLeast_m = 0.25;

class PlanBuilder {
  public:
    explicit PlanBuilder(std::vector<PlanMember> members) { plan_.members = std::move(members); }

    TilePlan build() {
        if (plan_.members.empty()) return std::move(plan_);
        add_node(0, static_cast<std::uint32_t>(plan_.members.size()), 0);
        for (std::size_t i = 0; i < plan_.nodes.size(); ++i)
            refine(i);
        // Children stand behind their parents, so that going backwards sums them up.
        for (std::size_t i = plan_.nodes.size(); i-- > 0;)
            finish(plan_.nodes[i]);
        return std::move(plan_);
    }

  private:
    using Member = std::vector<PlanMember>::iterator;

    void add_node(std::uint32_t first, std::uint32_t count, std::uint32_t depth) {
        PlanNode node;
        node.first = first;
        node.count = count;
        node.depth = depth;
        node.low = plan_.members[first].low;
        node.high = plan_.members[first].high;
        for (std::uint32_t i = 1; i < count; ++i) {
            node.low = glm::min(node.low, plan_.members[first + i].low);
            node.high = glm::max(node.high, plan_.members[first + i].high);
        }
        plan_.nodes.push_back(node);
    }

    [[nodiscard]] bool is_leaf(const PlanNode& node) const {
        std::uint64_t polygons = 0;
        for (std::uint32_t i = 0; i < node.count; ++i)
            polygons += plan_.members[node.first + i].polygons;
        const bool is_small =
            polygons <= limits::kLeafPolygons && node.count <= limits::kLeafMembers;
        return is_small || node.count == 1 || node.depth >= limits::kTreeDepth;
    }

    void refine(std::size_t index) {
        PlanNode node = plan_.nodes[index];
        if (is_leaf(node)) return;
        choose_coarse(node);
        node.first_child = static_cast<std::uint32_t>(plan_.nodes.size());
        std::uint32_t cuts[5];
        split(node, cuts);
        for (int i = 0; i < 4; ++i) {
            if (cuts[i] == cuts[i + 1]) continue;
            add_node(cuts[i], cuts[i + 1] - cuts[i], node.depth + 1);
            ++node.child_count;
        }
        plan_.nodes[index] = node;
    }

    // Into quarters about the middle of the middles; what lies all in one place in halves.
    void split(const PlanNode& node, std::uint32_t (&cuts)[5]) {
        const Member first = plan_.members.begin() + node.first, last = first + node.count;
        const auto middle_of = [](const PlanMember& m) { return (m.low + m.high) * 0.5F; };
        glm::vec3 low = middle_of(*first), high = low;
        for (Member at = first; at != last; ++at) {
            low = glm::min(low, middle_of(*at));
            high = glm::max(high, middle_of(*at));
        }
        const glm::vec3 middle = (low + high) * 0.5F;
        const auto is_west = [&](const PlanMember& m) { return middle_of(m).x < middle.x; };
        const auto is_south = [&](const PlanMember& m) { return middle_of(m).y < middle.y; };
        const Member east = std::stable_partition(first, last, is_west);
        const Member ends[5] = {first, std::stable_partition(first, east, is_south), east,
                                std::stable_partition(east, last, is_south), last};
        bool is_one = false;
        for (int i = 0; i < 5; ++i)
            cuts[i] = static_cast<std::uint32_t>(ends[i] - plan_.members.begin());
        for (int i = 0; i < 4; ++i)
            is_one = is_one || cuts[i + 1] - cuts[i] == node.count;
        if (is_one) cuts[1] = cuts[2] = cuts[3] = node.first + node.count / 2;
    }

    // The largest objects that fit into one tile; what is left out is the tile's error.
    void choose_coarse(PlanNode& node) const {
        const glm::vec3 extent = node.high - node.low;
        node.cell_m = std::max(double{std::max(extent.x, extent.y)} * kCellShare, kCellLeast_m);
        node.error_m = node.cell_m;
        std::vector<std::pair<float, std::uint32_t>> sizes;  // With polygons.
        sizes.reserve(node.count);
        for (std::uint32_t i = 0; i < node.count; ++i) {
            const PlanMember& member = plan_.members[node.first + i];
            sizes.emplace_back(size_of(member), member.polygons);
        }
        std::ranges::sort(sizes, std::greater());
        std::uint64_t polygons = 0;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            polygons += sizes[i].second;
            const bool is_full =
                i > 0 && (i >= limits::kCoarseMembers || polygons > limits::kCoarsePolygons);
            if (!is_full) continue;
            // Objects as large as this one are left out as well: all or none of a size.
            node.size_least_m = std::nextafter(sizes[i].first, sizes.front().first + 1.0F);
            node.error_m = std::max(node.error_m, double{sizes[i].first});
            break;
        }
    }

    void finish(PlanNode& node) {
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
            const PlanNode& child = plan_.nodes[node.first_child + i];
            node.tiles += child.tiles;
            node.error_m = std::max(node.error_m, child.error_m);
        }
    }

    TilePlan plan_;
};

}  // namespace

float size_of(const PlanMember& member) {
    const glm::vec3 size = member.high - member.low;
    return std::max({size.x, size.y, size.z});
}

TilePlan plan_tiles(std::vector<PlanMember> members) {
    return PlanBuilder(std::move(members)).build();
}

}  // namespace belvedere::convert
