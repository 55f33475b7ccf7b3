// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "engine/access/legend_pattern.hpp"

namespace belvedere::access {
namespace {

// The swatch as it is drawn sixteen pixels wide; '#' is ink.
std::string drawn(std::size_t index) {
    constexpr int kSide = 16;
    std::string picture(kSide * kSide, '.');
    for (const PatternBox& box : legend_pattern(index)) {
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const float u = (static_cast<float>(x) + 0.5F) / kSide;
                const float v = (static_cast<float>(y) + 0.5F) / kSide;
                if (u >= box.x0 && u < box.x1 && v >= box.y0 && v < box.y1)
                    picture[static_cast<std::size_t>(y * kSide + x)] = '#';
            }
        }
    }
    return picture;
}

TEST(LegendPattern, EachIsAnotherAndStaysInItsSwatch) {
    std::set<std::string> pictures;
    for (std::size_t i = 0; i < kLegendPatterns; ++i) {
        const std::string picture = drawn(i);
        for (const std::string& other : pictures) {
            int differing = 0;
            for (std::size_t k = 0; k < picture.size(); ++k)
                differing += picture[k] != other[k] ? 1 : 0;
            // Not by a pixel or two.
            EXPECT_GE(differing, 8) << i;
        }
        pictures.insert(picture);
        for (const PatternBox& box : legend_pattern(i)) {
            EXPECT_GE(box.x0, 0.0F);
            EXPECT_GE(box.y0, 0.0F);
            EXPECT_LE(box.x1, 1.0F);
            EXPECT_LE(box.y1, 1.0F);
        }
        // Most of the colour is still seen.
        EXPECT_LE(std::count(picture.begin(), picture.end(), '#'), 16 * 16 * 6 / 10) << i;
    }
    EXPECT_EQ(pictures.size(), kLegendPatterns);
    EXPECT_EQ(drawn(kLegendPatterns + 3), drawn(3));
}

TEST(LegendPattern, InkStandsOutOnEveryColour) {
    for (int r = 0; r < 256; r += 15) {
        for (int g = 0; g < 256; g += 15) {
            for (int b = 0; b < 256; b += 15) {
                const Color8 ground{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                                    static_cast<std::uint8_t>(b)};
                EXPECT_GE(contrast_ratio(pattern_ink(ground), ground), 4.5);
            }
        }
    }
}

}  // namespace
}  // namespace belvedere::access
