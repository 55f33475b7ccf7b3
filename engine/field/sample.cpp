// SPDX-License-Identifier: Apache-2.0
#include "engine/field/sample.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace belvedere::field {
namespace {

struct Sum {
    double x = 0.0, y = 0.0, value = 0.0, count = 0.0;
};

}  // namespace

std::vector<Sample> merged(std::span<const Sample> samples, double radius_m) {
    // Ordered by cell, so that the outcome does not depend on a hash.
    std::map<std::pair<std::int64_t, std::int64_t>, Sum> cells;
    for (const Sample& sample : samples) {
        Sum& sum =
            cells[{std::llround(sample.x_m / radius_m), std::llround(sample.y_m / radius_m)}];
        sum.x += sample.x_m;
        sum.y += sample.y_m;
        sum.value += sample.value;
        sum.count += 1.0;
    }
    std::vector<Sample> joined;
    joined.reserve(cells.size());
    for (const auto& [cell, sum] : cells)
        joined.push_back({sum.x / sum.count, sum.y / sum.count, sum.value / sum.count});
    return joined;
}

std::vector<Sample> merged_to_fit(std::span<const Sample> samples, double radius_m,
                                  std::size_t count_max) {
    std::vector<Sample> joined = merged(samples, radius_m);
    while (joined.size() > count_max) {
        radius_m *= 1.5;
        joined = merged(samples, radius_m);
    }
    return joined;
}

}  // namespace belvedere::field
