// SPDX-License-Identifier: Apache-2.0
// Sample: one measured value at a place of a plane, and what is done to samples beforehand.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace belvedere::field {

// Metres east and north in some plane; the value in whatever unit, the same for all. All finite.
struct Sample {
    double x_m = 0.0;
    double y_m = 0.0;
    double value = 0.0;
    friend bool operator==(const Sample&, const Sample&) = default;
};

// Samples that lie within `radius_m` of one another become one at their middle with their mean:
// two at one place would make a kriging system singular. Cells of a grid, so that it is linear
// work; two may then be up to twice the radius apart, or nearer and in two cells. Pure.
[[nodiscard]] std::vector<Sample> merged(std::span<const Sample> samples, double radius_m);
// Likewise with a radius, from `radius_m` on, that leaves at most `count_max`. Pure.
[[nodiscard]] std::vector<Sample> merged_to_fit(std::span<const Sample> samples, double radius_m,
                                                std::size_t count_max);

}  // namespace belvedere::field
