// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "engine/access/legend_pattern.hpp"
#include "shaders/shared/pattern_rows.h"

namespace {

using namespace belvedere;
using render::shared::kPatternRows;
using render::shared::kPatterns;
using render::shared::kPatternSide_px;

// What a feature carries is what the legend shows.
TEST(PatternRows, AreThoseOfTheLegend) {
    static_assert(kPatterns == access::kLegendPatterns);
    for (std::uint32_t pattern = 0; pattern < kPatterns; ++pattern) {
        const auto boxes = access::legend_pattern(pattern);
        for (std::uint32_t y = 0; y < kPatternSide_px; ++y) {
            for (std::uint32_t x = 0; x < kPatternSide_px; ++x) {
                const float u = (static_cast<float>(x) + 0.5F) / kPatternSide_px;
                const float v = (static_cast<float>(y) + 0.5F) / kPatternSide_px;
                const bool is_inked = std::ranges::any_of(boxes, [&](const auto& box) {
                    return box.x0 <= u && u < box.x1 && box.y0 <= v && v < box.y1;
                });
                const std::uint32_t row = kPatternRows[pattern * kPatternSide_px + y];
                EXPECT_EQ((row >> x & 1U) != 0U, is_inked)
                    << "pattern " << pattern << " at " << x << ", " << y;
            }
        }
    }
}

TEST(PatternRows, EachIsAnother) {
    std::set<std::vector<std::uint32_t>> all;
    for (std::uint32_t pattern = 0; pattern < kPatterns; ++pattern) {
        const auto* first = kPatternRows + pattern * kPatternSide_px;
        all.emplace(first, first + kPatternSide_px);
    }
    EXPECT_EQ(all.size(), kPatterns);
}

}  // namespace
