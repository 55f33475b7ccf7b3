// SPDX-License-Identifier: Apache-2.0
#include "app/city/dense_part.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <ranges>
#include <set>
#include <utility>
#include <vector>

#include <glm/common.hpp>

namespace belvedere::city {
namespace {

constexpr double kLeftOut = 0.1;   // Of the weight, at most; coarse tiles tell it only roughly.
constexpr double kGap = 1.0 / 24;  // Of the extent: so wide an empty strip parts islands.
// But no narrower than this: walls and roofs have corners alone, and nothing between them.
constexpr double kGapLeast_m = 100.0;
constexpr double kWorthwhile = 0.75;  // Of the longer side, or of the area, is left at most.
constexpr double kTooSmall_px = 0.5;
constexpr double kSeen_px = 2.0;

using Cell = std::pair<std::int64_t, std::int64_t>;  // East, north.
using Cells = std::map<Cell, double>;  // Weights; ordered, so that the same comes out each time.

double weight_of(std::span<const FitSample> samples) {
    double sum = 0.0;
    for (const FitSample& sample : samples)
        sum += sample.weight;
    return sum;
}

bool is_within(const FitSample& sample, const DensePart& part) {
    return sample.at.x >= part.low.x && sample.at.x <= part.high.x && sample.at.y >= part.low.y &&
           sample.at.y <= part.high.y;
}

// Heights and share of what stands within the part's sides.
DensePart filled(std::span<const FitSample> samples, DensePart part, double total) {
    double within = 0.0;
    bool any = false;
    for (const FitSample& sample : samples) {
        if (!is_within(sample, part)) continue;
        part.low.z = any ? std::min(part.low.z, sample.at.z) : sample.at.z;
        part.high.z = any ? std::max(part.high.z, sample.at.z) : sample.at.z;
        any = true;
        within += sample.weight;
    }
    part.share = within / total;
    return part;
}

DensePart whole_of(std::span<const FitSample> samples) {
    DensePart whole{samples.front().at, samples.front().at};
    for (const FitSample& sample : samples) {
        whole.low = glm::min(whole.low, sample.at);
        whole.high = glm::max(whole.high, sample.at);
    }
    return whole;
}

Cell cell_of(const FitSample& sample, const DensePart& among, double step_m) {
    return {static_cast<std::int64_t>(std::floor((sample.at.x - among.low.x) / step_m)),
            static_cast<std::int64_t>(std::floor((sample.at.y - among.low.y) / step_m))};
}

struct Island {
    double weight = 0.0;
    std::vector<Cell> cells;
};

// Takes all that hangs together with one cell, neighbours at corners too, out of `cells`.
Island island_at(Cell first, Cells& cells) {
    Island island;
    std::vector<Cell> open{first};
    while (!open.empty()) {
        const Cell cell = open.back();
        open.pop_back();
        const auto found = cells.find(cell);
        if (found == cells.end()) continue;
        island.weight += found->second;
        island.cells.push_back(cell);
        cells.erase(found);
        for (std::int64_t x = -1; x <= 1; ++x) {
            for (std::int64_t y = -1; y <= 1; ++y)
                open.emplace_back(cell.first + x, cell.second + y);
        }
    }
    return island;
}

// The heaviest islands first, as many as hold all but `kLeftOut`.
std::set<Cell> main_land(Cells cells, double total) {
    std::vector<Island> islands;
    while (!cells.empty())
        islands.push_back(island_at(cells.begin()->first, cells));
    std::stable_sort(islands.begin(), islands.end(),
                     [](const Island& a, const Island& b) { return a.weight > b.weight; });
    std::set<Cell> land;
    double kept = 0.0;
    for (const Island& island : islands) {
        if (kept >= (1.0 - kLeftOut) * total) break;
        kept += island.weight;
        land.insert(island.cells.begin(), island.cells.end());
    }
    return land;
}

// Without the few that are parted from the rest by empty land.
DensePart without_outliers(std::span<const FitSample> samples, const DensePart& whole,
                           double total) {
    const glm::dvec3 extent = whole.high - whole.low;
    const double step_m = std::max(std::max(extent.x, extent.y) * kGap, kGapLeast_m);
    Cells cells;
    for (const FitSample& sample : samples)
        cells[cell_of(sample, whole, step_m)] += sample.weight;
    const std::set<Cell> land = main_land(std::move(cells), total);
    DensePart part{.low = whole.high, .high = whole.low, .reason = DenseReason::kOutliers};
    for (const FitSample& sample : samples) {
        if (!land.contains(cell_of(sample, whole, step_m))) continue;
        part.low = glm::min(part.low, sample.at);
        part.high = glm::max(part.high, sample.at);
    }
    const glm::dvec3 left = part.high - part.low;
    if (std::max(left.x, left.y) >= kWorthwhile * std::max(extent.x, extent.y) &&
        left.x * left.y >= kWorthwhile * extent.x * extent.y) {
        return whole;
    }
    return filled(samples, part, total);
}

// The size that half of the weight does not exceed; 0 when most have none.
double usual_size_m(std::span<const FitSample> samples, double total) {
    std::vector<std::pair<double, double>> sizes;
    sizes.reserve(samples.size());
    for (const FitSample& sample : samples)
        sizes.emplace_back(sample.size_m > 0.0 ? sample.size_m : 1e30, sample.weight);
    std::sort(sizes.begin(), sizes.end());
    double sum = 0.0;
    for (const auto& [size_m, weight] : sizes) {
        sum += weight;
        if (sum >= 0.5 * total) return size_m < 1e30 ? size_m : 0.0;
    }
    return 0.0;
}

// The fullest square of that side, on a grid of half of it.
DensePart fullest_square(std::span<const FitSample> samples, const DensePart& among, double side_m,
                         double total) {
    const double step_m = side_m * 0.5;
    Cells cells;
    for (const FitSample& sample : samples) {
        const auto [east, north] = cell_of(sample, among, step_m);
        for (const std::int64_t x : {east - 1, east})
            for (const std::int64_t y : {north - 1, north})
                cells[{x, y}] += sample.weight;
    }
    const auto fullest =
        std::max_element(cells.begin(), cells.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    DensePart part{.low = among.low, .high = among.high, .reason = DenseReason::kTooWide};
    part.low.x += static_cast<double>(fullest->first.first) * step_m;
    part.low.y += static_cast<double>(fullest->first.second) * step_m;
    part.high.x = part.low.x + side_m;
    part.high.y = part.low.y + side_m;
    return filled(samples, part, total);
}

}  // namespace

DensePart dense_part(std::span<const FitSample> samples, double picture_px) {
    if (samples.empty()) return {};
    const double total = weight_of(samples);
    const DensePart part = without_outliers(samples, whole_of(samples), total);
    const double size_m = usual_size_m(samples, total);
    const double side_m = std::max(part.high.x - part.low.x, part.high.y - part.low.y);
    // What fits is about as high as the picture.
    if (size_m <= 0.0 || size_m * picture_px >= kTooSmall_px * side_m) return part;
    return fullest_square(samples, part, size_m * picture_px / kSeen_px, total);
}

namespace {

using Weighted = std::vector<std::pair<double, double>>;  // Place along an axis, weight.

// The first place, in the order given, up to which more than that weight has come together.
template <class Range>
double place_past(const Range& weighted, double weight) {
    double sum = 0.0;
    double place = 0.0;
    for (const auto& [at, each] : weighted) {
        place = at;
        sum += each;
        if (sum > weight) break;
    }
    return place;
}

// Between which values along an axis all but a share of the weight on each side lies.
std::pair<double, double> middle_of(Weighted weighted, double total) {
    constexpr double kAside = 0.02;
    std::ranges::sort(weighted);
    return {place_past(weighted, kAside * total),
            place_past(std::views::reverse(weighted), kAside * total)};
}

}  // namespace

std::optional<DensePart> town_in_land(std::span<const FitSample> samples) {
    constexpr std::size_t kFew = 20;  // A benchmark stone in a landscape is no town.
    constexpr double kOfAll = 0.4;
    constexpr double kLandLeast_m = 500.0;  // Smaller, it is a building with its details.
    constexpr double kAround = 0.5;         // Of the town's own side, in all.
    Weighted east, north;
    double total = 0.0;
    for (const FitSample& sample : samples) {
        if (!sample.is_feature) continue;
        east.emplace_back(sample.at.x, sample.weight);
        north.emplace_back(sample.at.y, sample.weight);
        total += sample.weight;
    }
    if (east.size() < kFew) return std::nullopt;
    const DensePart whole = whole_of(samples);
    if (std::max(whole.high.x - whole.low.x, whole.high.y - whole.low.y) < kLandLeast_m) {
        return std::nullopt;
    }
    const auto [west_m, east_m] = middle_of(std::move(east), total);
    const auto [south_m, north_m] = middle_of(std::move(north), total);
    const glm::dvec3 all = whole.high - whole.low;
    const double side = std::max(east_m - west_m, north_m - south_m);
    if (side >= kOfAll * std::max(all.x, all.y)) return std::nullopt;
    DensePart town = whole;
    const double around = 0.5 * kAround * side;
    town.low.x = std::max(whole.low.x, west_m - around);
    town.high.x = std::min(whole.high.x, east_m + around);
    town.low.y = std::max(whole.low.y, south_m - around);
    town.high.y = std::min(whole.high.y, north_m + around);
    return filled(samples, town, weight_of(samples));
}

}  // namespace belvedere::city
