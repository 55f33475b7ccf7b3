// SPDX-License-Identifier: Apache-2.0
#include "engine/access/color_correction.hpp"

#include <algorithm>
#include <cstddef>

namespace belvedere::access {
namespace {

// Where the unseen part of each channel goes.
constexpr ColorMatrix kFromRed = {0.0, 0.0, 0.0, 0.7, 1.0, 0.0, 0.7, 0.0, 1.0};
constexpr ColorMatrix kFromBlue = {1.0, 0.0, 0.7, 0.0, 1.0, 0.7, 0.0, 0.0, 0.0};

ColorMatrix product(const ColorMatrix& a, const ColorMatrix& b) {
    ColorMatrix result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            for (std::size_t i = 0; i < 3; ++i)
                result[row * 3 + column] += a[row * 3 + i] * b[i * 3 + column];
        }
    }
    return result;
}

// The colour, and what is unseen of it where it can be seen.
ColorMatrix corrected(const ColorMatrix& seen, const ColorMatrix& given, double strength) {
    ColorMatrix unseen{};
    for (std::size_t i = 0; i < unseen.size(); ++i)
        unseen[i] = kSameColors[i] - seen[i];
    ColorMatrix result = product(given, unseen);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = kSameColors[i] + strength * result[i];
    return result;
}

}  // namespace

ColorTransform correction(ColorVision vision, double strength) {
    strength = std::clamp(strength, 0.0, 1.0);
    if (vision == ColorVision::kUsual || vision == ColorVision::kMono) return {};
    const ColorTransform seen = simulation(vision, 1.0);
    const ColorMatrix& given = vision == ColorVision::kTritan ? kFromBlue : kFromRed;
    return {corrected(seen.first, given, strength), corrected(seen.second, given, strength),
            seen.normal};
}

}  // namespace belvedere::access
