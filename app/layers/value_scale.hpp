// SPDX-License-Identifier: Apache-2.0
// Classes of round numbers over a range of values: what colours of a legend mean.
#pragma once

#include <cstddef>

namespace belvedere::layers {

// `count` classes of `step` from `first` on. What lies below or above belongs to the outer ones.
struct ValueScale {
    double first = 0.0;
    double step = 0.0;  // 0: there is no value yet.
    std::size_t count = 0;

    [[nodiscard]] double low(std::size_t index) const {
        return first + step * static_cast<double>(index);
    }
    [[nodiscard]] std::size_t class_of(double value) const;
    friend bool operator==(const ValueScale&, const ValueScale&) = default;
};

// Classes at most.
inline constexpr std::size_t kClassesMax = 6;

// At most kClassesMax classes that hold all from `low` to `high`, at multiples of 1, 2 or 5 times a
// power of ten. Pure; both are finite and in order.
[[nodiscard]] ValueScale scale_over(double low, double high);
// How many decimals tell its borders apart.
[[nodiscard]] int decimals_of(const ValueScale& scale);

}  // namespace belvedere::layers
