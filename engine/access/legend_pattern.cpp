// SPDX-License-Identifier: Apache-2.0
#include "engine/access/legend_pattern.hpp"

#include <array>
#include <vector>

namespace belvedere::access {
namespace {

// Lines and dots of a seventh of the swatch: two pixels where it is sixteen wide.
constexpr float kLow = 3.0F / 7.0F, kHigh = 4.0F / 7.0F;
constexpr float kA0 = 1.5F / 7.0F, kA1 = 2.5F / 7.0F, kB0 = 4.5F / 7.0F, kB1 = 5.5F / 7.0F;

constexpr PatternBox kAcross{0.0F, kLow, 1.0F, kHigh}, kDown{kLow, 0.0F, kHigh, 1.0F};
constexpr PatternBox kUpperLine{0.0F, kA0, 1.0F, kA1}, kLowerLine{0.0F, kB0, 1.0F, kB1};
constexpr PatternBox kLeftLine{kA0, 0.0F, kA1, 1.0F}, kRightLine{kB0, 0.0F, kB1, 1.0F};
constexpr PatternBox kDot{2.5F / 7.0F, 2.5F / 7.0F, 4.5F / 7.0F, 4.5F / 7.0F};
constexpr PatternBox kDots[] = {{kA0, kA0, kA1 + 0.05F, kA1 + 0.05F},
                                {kB0 - 0.05F, kA0, kB1, kA1 + 0.05F},
                                {kA0, kB0 - 0.05F, kA1 + 0.05F, kB1},
                                {kB0 - 0.05F, kB0 - 0.05F, kB1, kB1}};

const std::array<std::vector<PatternBox>, kLegendPatterns>& patterns() {
    static const std::array<std::vector<PatternBox>, kLegendPatterns> all = {{
        {},
        {kAcross},
        {kDown},
        {kDot},
        {kUpperLine, kLowerLine},
        {kLeftLine, kRightLine},
        {std::begin(kDots), std::end(kDots)},
        {kAcross, kDown},
        {{0.0F, 0.0F, 0.5F, 0.5F}, {0.5F, 0.5F, 1.0F, 1.0F}},  // A board of four.
        {{0.0F, 0.5F, 1.0F, 1.0F}},                            // The lower half.
        {kUpperLine, kLowerLine, kLeftLine},
        {{0.5F, 0.0F, 1.0F, 1.0F}},  // The half where lines end.
    }};
    return all;
}

}  // namespace

std::span<const PatternBox> legend_pattern(std::size_t index) {
    return patterns()[index % kLegendPatterns];
}

Color8 pattern_ink(const Color8& ground) {
    constexpr Color8 kBlack{0, 0, 0}, kWhite{255, 255, 255};
    return contrast_ratio(kBlack, ground) >= contrast_ratio(kWhite, ground) ? kBlack : kWhite;
}

}  // namespace belvedere::access
