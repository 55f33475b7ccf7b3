// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/tile_tree.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace belvedere::generator {

namespace {

constexpr std::size_t kLeavesMax = 6;  // Of one parent.

// With 16 px at 1280 x 720 and 60 degrees a tile is refined nearer than 39 times its error: roofs
// and all trees within 0.6 km, facades within 1.8 km, single buildings within 4.7 km.
constexpr std::array<double, 9> kErrors_m{0.0,   15.0,   46.0,   120.0, 260.0,
                                          560.0, 1200.0, 2500.0, 5200.0};

using Indices = std::vector<std::uint32_t>;

class TilePlanner {
  public:
    explicit TilePlanner(const CityPlan& plan) {
        for (const District& district : plan.districts) {
            centers_.push_back(plan.landscape.to_land(middle(district.plan)));
        }
    }

    struct Style {
        double error_scale = 1.0;
        std::size_t districts_a_leaf = 1;
    };
    [[nodiscard]] PlannedTile make(Indices districts, const Style& style) const {
        PlannedTile tile;
        if (districts.size() <= style.districts_a_leaf) {
            tile.districts = std::move(districts);
            return tile;
        }
        for (Indices& part : split(districts, style)) {
            if (!part.empty()) tile.children.push_back(make(std::move(part), style));
        }
        return finish(std::move(tile), style.error_scale);
    }

    // Gathers what the children show and takes the error of its height.
    [[nodiscard]] static PlannedTile finish(PlannedTile tile, double scale) {
        for (const PlannedTile& child : tile.children) {
            tile.height = std::max(tile.height, child.height + 1);
            tile.districts.insert(tile.districts.end(), child.districts.begin(),
                                  child.districts.end());
        }
        const std::size_t step = std::min<std::size_t>(tile.height, kErrors_m.size() - 1);
        tile.geometric_error_m = kErrors_m[step] * scale;
        return tile;
    }

  private:
    // Single districts when there are few; else four parts of equal count, by east then by north.
    [[nodiscard]] std::vector<Indices> split(Indices& districts, const Style& style) const {
        std::vector<Indices> parts;
        if (style.districts_a_leaf == 1 && districts.size() <= kLeavesMax) {
            for (const std::uint32_t index : districts)
                parts.push_back({index});
            return parts;
        }
        sort_by(districts, [&](std::uint32_t i) { return centers_[i].x; });
        const auto half = static_cast<std::ptrdiff_t>(districts.size() / 2);
        for (Indices side : {Indices(districts.begin(), districts.begin() + half),
                             Indices(districts.begin() + half, districts.end())}) {
            sort_by(side, [&](std::uint32_t i) { return centers_[i].y; });
            const auto middle_of_side = static_cast<std::ptrdiff_t>(side.size() / 2);
            parts.emplace_back(side.begin(), side.begin() + middle_of_side);
            parts.emplace_back(side.begin() + middle_of_side, side.end());
        }
        return parts;
    }

    template <class Key>
    static void sort_by(Indices& districts, Key key) {
        std::ranges::sort(districts, {}, [&](std::uint32_t i) { return std::pair(key(i), i); });
    }

    std::vector<Point> centers_;
};

void name_tiles(PlannedTile& tile, std::uint32_t level, std::vector<std::uint32_t>& counts) {
    if (counts.size() <= level) counts.push_back(0);
    tile.uri = "tiles/" + std::to_string(level) + "/" + std::to_string(counts[level]++) + ".glb";
    for (PlannedTile& child : tile.children)
        name_tiles(child, level + 1, counts);
}

}  // namespace

PlannedTile plan_tiles(const CityPlan& plan) {
    Indices city;
    Indices country;
    for (std::uint32_t i = 0; i < plan.districts.size(); ++i) {
        (plan.districts[i].is_city ? city : country).push_back(i);
    }
    const TilePlanner planner(plan);
    PlannedTile root;
    root.children.push_back(planner.make(std::move(city), {1.0, 1}));
    // Fields have less to show: they may be coarser.
    if (!country.empty()) root.children.push_back(planner.make(std::move(country), {1.4, 4}));
    root = TilePlanner::finish(std::move(root), 1.6);
    std::vector<std::uint32_t> counts;
    name_tiles(root, 0, counts);
    return root;
}

}  // namespace belvedere::generator
