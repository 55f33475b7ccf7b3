// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_scale.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::layers {
namespace {

// A value on a border, but for the last digit, belongs above it.
constexpr double kRounding = 1e-9;

}  // namespace

std::size_t ValueScale::class_of(double value) const {
    if (count == 0 || !(step > 0.0)) return 0;
    // Once it is not below 0, the cast rounds down.
    const double at = (value - first) / step + kRounding;
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(count - 1)));
}

ValueScale scale_over(double low, double high) {
    // A range without width is one class of a width that suits its size.
    const double span = std::max({high - low, std::abs(low) * 1e-6, 1e-9});
    const double least = span / static_cast<double>(kClassesMax);
    double step = std::pow(10.0, std::floor(std::log10(least)));
    const auto classes = [&](double width) {
        return std::floor(high / width + kRounding) - std::floor(low / width + kRounding) + 1.0;
    };
    const double factors[] = {2.0, 2.5, 2.0};  // 1, 2, 5, 10, ...
    for (std::size_t i = 0; classes(step) > static_cast<double>(kClassesMax); ++i)
        step *= factors[i % 3];
    return {std::floor(low / step + kRounding) * step, step,
            static_cast<std::size_t>(classes(step))};
}

int decimals_of(const ValueScale& scale) {
    if (!(scale.step > 0.0)) return 0;
    return static_cast<int>(std::clamp(std::ceil(-std::log10(scale.step) - 1e-9), 0.0, 9.0));
}

}  // namespace belvedere::layers
