// SPDX-License-Identifier: Apache-2.0
#include "engine/field/density.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace belvedere::field {

double density_bandwidth_m(std::span<const Sample> samples) {
    if (samples.empty()) return 0.0;
    const auto count = static_cast<double>(samples.size());
    double x = 0.0, y = 0.0;
    for (const Sample& sample : samples) {
        x += sample.x_m / count;
        y += sample.y_m / count;
    }
    std::vector<double> distances;
    double squares = 0.0;
    for (const Sample& sample : samples) {
        distances.push_back(std::hypot(sample.x_m - x, sample.y_m - y));
        squares += distances.back() * distances.back() / count;
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double median = *middle * std::sqrt(1.0 / std::numbers::ln2);
    return std::max(1.0, 0.9 * std::min(std::sqrt(squares), median) * std::pow(count, -0.2));
}

double density_a_km2(std::span<const Sample> samples, double x_m, double y_m, double bandwidth_m) {
    const double reach = bandwidth_m * bandwidth_m;
    double sum = 0.0;
    for (const Sample& sample : samples) {
        const double x = sample.x_m - x_m, y = sample.y_m - y_m;
        const double share = 1.0 - (x * x + y * y) / reach;
        if (share > 0.0) sum += share * share;
    }
    return sum * 3.0 / (std::numbers::pi * reach) * 1e6;
}

}  // namespace belvedere::field
