// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "engine/access/color_correction.hpp"
#include "engine/access/color_vision.hpp"
#include "engine/access/contrast.hpp"
#include "engine/access/flash_analysis.hpp"
#include "engine/access/flash_guard.hpp"

namespace belvedere::access {
namespace {

constexpr Color8 kWhite = {255, 255, 255};

TEST(Contrast, PublishedValues) {
    EXPECT_DOUBLE_EQ(contrast_ratio(kWhite, Color8{}), 21.0);
    EXPECT_DOUBLE_EQ(contrast_ratio(kWhite, kWhite), 1.0);
    // WebAIM, Contrast Checker: the greys about 4.5, and pure red.
    EXPECT_NEAR(contrast_ratio({0x76, 0x76, 0x76}, kWhite), 4.54, 0.005);
    EXPECT_NEAR(contrast_ratio(kWhite, {0x77, 0x77, 0x77}), 4.48, 0.005);
    EXPECT_NEAR(contrast_ratio({255, 0, 0}, kWhite), 4.0, 0.005);
}

TEST(Contrast, EncodingIsItsOwnInverse) {
    for (int i = 0; i < 256; ++i) {
        const auto value = static_cast<std::uint8_t>(i);
        EXPECT_EQ(encoded(linear({value, 0, value})), (Color8{value, 0, value}));
    }
    EXPECT_EQ(encoded({-1.0, 2.0, 0.0}), (Color8{0, 255, 0}));
}

TEST(ColorVision, GreyStaysGrey) {
    for (const ColorVision vision :
         {ColorVision::kUsual, ColorVision::kProtan, ColorVision::kDeutan, ColorVision::kTritan}) {
        for (const double severity : {0.0, 0.05, 0.33, 0.7, 1.0, 7.0}) {
            const LinearColor seen = seen_by(vision, severity, {0.5, 0.5, 0.5});
            EXPECT_NEAR(seen.r, 0.5, 1e-4);
            EXPECT_NEAR(seen.g, 0.5, 1e-4);
            EXPECT_NEAR(seen.b, 0.5, 1e-4);
        }
    }
}

TEST(ColorVision, MachadoTable) {
    // Machado et al. 2009, authors' table: the first column is what becomes of red.
    const LinearColor full = seen_by(ColorVision::kProtan, 1.0, {1.0, 0.0, 0.0});
    EXPECT_NEAR(full.r, 0.152286, 1e-9);
    EXPECT_NEAR(full.g, 0.114503, 1e-9);
    EXPECT_NEAR(full.b, -0.003882, 1e-9);
    const LinearColor half = seen_by(ColorVision::kDeutan, 0.5, {0.0, 1.0, 0.0});
    EXPECT_NEAR(half.r, 0.607765, 1e-9);
    EXPECT_NEAR(half.g, 0.781742, 1e-9);
    const LinearColor between = seen_by(ColorVision::kDeutan, 0.55, {0.0, 1.0, 0.0});
    EXPECT_NEAR(between.r, (0.607765 + 0.674741) / 2.0, 1e-9);
    EXPECT_NEAR(seen_by(ColorVision::kProtan, 0.0, {1.0, 0.0, 0.0}).r, 1.0, 1e-9);
}

TEST(ColorVision, BrettelTritanHasTwoHalves) {
    const LinearColor red = seen_by(ColorVision::kTritan, 1.0, {1.0, 0.0, 0.0});
    EXPECT_NEAR(red.r, 1.01277, 1e-9);
    const LinearColor blue = seen_by(ColorVision::kTritan, 1.0, {0.0, 0.0, 1.0});
    EXPECT_NEAR(blue.b, 0.24796, 1e-9);
    // Where they meet they agree.
    const LinearColor edge = {1.0, 0.03901 / 0.02788, 0.0};
    const LinearColor one = seen_by(ColorVision::kTritan, 1.0, {edge.r + 1e-9, edge.g, edge.b});
    const LinearColor other = seen_by(ColorVision::kTritan, 1.0, {edge.r - 1e-9, edge.g, edge.b});
    EXPECT_NEAR(one.r, other.r, 1e-3);
    EXPECT_NEAR(one.g, other.g, 1e-3);
    EXPECT_NEAR(one.b, other.b, 1e-3);
}

TEST(ColorDifference, SharmaTestData) {
    // Sharma, Wu, Dalal 2005, table 1: cases that wrong programs fail.
    struct Case {
        Lab one, other;
        double difference;
    };
    constexpr std::array<Case, 17> kCases = {{
        {{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425},
        {{50.0, 3.1571, -77.2803}, {50.0, 0.0, -82.7485}, 2.8615},
        {{50.0, 2.8361, -74.0200}, {50.0, 0.0, -82.7485}, 3.4412},
        {{50.0, -1.3802, -84.2814}, {50.0, 0.0, -82.7485}, 1.0000},
        {{50.0, -1.1848, -84.8006}, {50.0, 0.0, -82.7485}, 1.0000},
        {{50.0, -0.9009, -85.5211}, {50.0, 0.0, -82.7485}, 1.0000},
        {{50.0, 0.0, 0.0}, {50.0, -1.0, 2.0}, 2.3669},
        {{50.0, -1.0, 2.0}, {50.0, 0.0, 0.0}, 2.3669},
        {{50.0, 2.49, -0.001}, {50.0, -2.49, 0.0009}, 7.1792},
        {{50.0, 2.49, -0.001}, {50.0, -2.49, 0.0011}, 7.2195},
        {{50.0, -0.001, 2.49}, {50.0, 0.0009, -2.49}, 4.8045},
        {{50.0, -0.001, 2.49}, {50.0, 0.0011, -2.49}, 4.7461},
        {{50.0, 2.5, 0.0}, {73.0, 25.0, -18.0}, 27.1492},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
        {{50.0, 2.49, -0.001}, {50.0, -2.49, 0.0012}, 7.2195},
    }};
    for (const Case& one : kCases) {
        EXPECT_NEAR(color_difference(one.one, one.other), one.difference, 5e-5);
        EXPECT_NEAR(color_difference(one.other, one.one), one.difference, 5e-5);
    }
}

TEST(ColorDifference, LabOfPrimaries) {
    const Lab white = lab_of({1.0, 1.0, 1.0});
    EXPECT_NEAR(white.l, 100.0, 1e-6);
    EXPECT_NEAR(white.a, 0.0, 0.02);
    EXPECT_NEAR(white.b, 0.0, 0.02);
    const Lab red = lab_of({1.0, 0.0, 0.0});  // Lindbloom's calculator, sRGB, D65.
    EXPECT_NEAR(red.l, 53.24, 0.02);
    EXPECT_NEAR(red.a, 80.09, 0.05);
    EXPECT_NEAR(red.b, 67.20, 0.05);
}

TEST(ColorDifference, RedAndGreenMeetForDeutans) {
    const LinearColor red = linear({0xC0, 0x39, 0x2B}), green = linear({0x5A, 0x7D, 0x1E});
    const auto difference = [&](ColorVision vision) {
        return color_difference(lab_of(seen_by(vision, 1.0, red)),
                                lab_of(seen_by(vision, 1.0, green)));
    };
    EXPECT_GT(difference(ColorVision::kUsual), 50.0);
    EXPECT_LT(difference(ColorVision::kDeutan), 20.0);
}

// Pictures of 100 cells at 60 a second for two seconds; `cells` of them change between two colours
// `flashes` times a second.
std::vector<FlashFrame> flashing(int flashes, std::size_t cells, LinearColor one,
                                 LinearColor other) {
    std::vector<FlashFrame> frames;
    for (int i = 0; i < 120; ++i) {
        const double time_s = i / 60.0;
        const bool is_on = static_cast<int>(time_s * 2.0 * flashes + 1e-9) % 2 == 1;
        FlashFrame frame = {.time_s = time_s, .cells = std::vector<LinearColor>(100, one)};
        for (std::size_t c = 0; c < cells; ++c)
            frame.cells[c] = is_on ? other : one;
        frames.push_back(std::move(frame));
    }
    return frames;
}

constexpr LinearColor kBlack = {0.0, 0.0, 0.0}, kLight = {1.0, 1.0, 1.0};

TEST(FlashAnalysis, ThreeASecondPassFourDoNot) {
    EXPECT_EQ(analyse_flashes(flashing(3, 100, kBlack, kLight), 100).general, 3);
    EXPECT_TRUE(analyse_flashes(flashing(3, 100, kBlack, kLight), 100).passes());
    EXPECT_EQ(analyse_flashes(flashing(5, 100, kBlack, kLight), 100).general, 5);
    EXPECT_FALSE(analyse_flashes(flashing(4, 100, kBlack, kLight), 100).passes());
    EXPECT_TRUE(analyse_flashes({}, 100).passes());
}

TEST(FlashAnalysis, SmallDimOrBrightChangesAreNone) {
    EXPECT_TRUE(analyse_flashes(flashing(10, 24, kBlack, kLight), 100).passes());  // Area < 25 %.
    EXPECT_FALSE(analyse_flashes(flashing(10, 25, kBlack, kLight), 100).passes());
    EXPECT_TRUE(analyse_flashes(flashing(10, 100, kBlack, {0.09, 0.09, 0.09}), 100).passes());
    EXPECT_FALSE(analyse_flashes(flashing(10, 100, kBlack, {0.11, 0.11, 0.11}), 100).passes());
    EXPECT_TRUE(analyse_flashes(flashing(10, 100, {0.81, 0.81, 0.81}, kLight), 100).passes());
}

TEST(FlashAnalysis, SaturatedRedIsMoreDangerous) {
    // As light as a dark grey, below the threshold of general flashes.
    const LinearColor red = {0.4, 0.0, 0.0}, grey = {0.08, 0.08, 0.08};
    const FlashReport report = analyse_flashes(flashing(5, 100, grey, red), 100);
    EXPECT_EQ(report.general, 0);
    EXPECT_EQ(report.red, 5);
    EXPECT_FALSE(report.passes());
    const FlashReport pale = analyse_flashes(flashing(5, 100, grey, {0.2, 0.1, 0.1}), 100);
    EXPECT_EQ(pale.red, 0);
}

// Shows each picture as far as the guard lets it, and gives back what was shown.
std::vector<FlashFrame> guarded(FlashGuard& guard, const std::vector<FlashFrame>& wanted) {
    std::vector<FlashFrame> shown;
    for (const FlashFrame& frame : wanted) {
        FlashFrame kept = frame;
        if (guard.risk(frame.time_s, 0) == FlashRisk::kAtLimit) {
            const double share = guard.share(frame.cells, frame.time_s);
            for (std::size_t i = 0; i < kept.cells.size(); ++i)
                kept.cells[i] = blended(guard.shown()[i], frame.cells[i], share);
        }
        guard.note(kept.cells, frame.time_s);
        shown.push_back(std::move(kept));
    }
    return shown;
}

// 10 x 10 cells, and ten degrees hold all of them.
FlashGuard small_guard() {
    return FlashGuard({10, 10, flash::kFieldWidth_px / 10.0, flash::kFieldHeight_px / 10.0});
}

TEST(FlashGuard, LeavesSlowChangesAlone) {
    FlashGuard guard = small_guard();
    const auto wanted = flashing(1, 100, kBlack, kLight);
    const auto shown = guarded(guard, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(shown[i].cells[0].r, wanted[i].cells[0].r) << i;
}

TEST(FlashGuard, LeavesSmallPlacesAlone) {
    FlashGuard guard = small_guard();
    const auto wanted = flashing(10, 24, kBlack, kLight);
    const auto shown = guarded(guard, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(shown[i].cells[0].r, wanted[i].cells[0].r) << i;
}

TEST(FlashGuard, StrobesAndRedStrobesAreHeld) {
    for (const LinearColor& other : {kLight, LinearColor{0.4, 0.0, 0.0}}) {
        for (const int flashes : {4, 7, 15, 30}) {
            const auto wanted = flashing(flashes, 100, {0.05, 0.05, 0.05}, other);
            EXPECT_FALSE(analyse_flashes(wanted, 100).passes()) << flashes;
            FlashGuard guard = small_guard();
            EXPECT_TRUE(analyse_flashes(guarded(guard, wanted), 100).passes()) << flashes;
        }
    }
}

TEST(FlashGuard, WhateverIsWantedPasses) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> any(0.0, 1.0);
    for (int run = 0; run < 40; ++run) {
        FlashGuard guard({1, 1, flash::kFieldWidth_px, flash::kFieldHeight_px});
        std::vector<FlashFrame> wanted;
        for (int i = 0; i < 300; ++i)
            wanted.push_back({i / 60.0, {{any(random), any(random), any(random)}}});
        EXPECT_FALSE(analyse_flashes(wanted, 1).passes());
        EXPECT_TRUE(analyse_flashes(guarded(guard, wanted), 1).passes());
    }
}

TEST(FlashGuard, PicturesNotSeenYetCountAsChanges) {
    FlashGuard guard({1, 1, flash::kFieldWidth_px, flash::kFieldHeight_px});
    EXPECT_EQ(guard.risk(0.0, 2), FlashRisk::kNone);
    EXPECT_EQ(guard.risk(0.0, 3), FlashRisk::kNear);
    EXPECT_EQ(guard.risk(0.0, 6), FlashRisk::kAtLimit);
    const std::vector<LinearColor> dark = {kBlack}, light = {kLight};
    for (int i = 0; i < 5; ++i)
        guard.note(i % 2 == 0 ? dark : light, i * 0.1);
    EXPECT_EQ(guard.risk(0.5, 0), FlashRisk::kNear);
    EXPECT_EQ(guard.risk(0.5, 2), FlashRisk::kAtLimit);
    EXPECT_EQ(guard.risk(2.0, 0), FlashRisk::kNone);
}

TEST(ColorVision, MonoIsGreyOfTheSameLuminance) {
    const LinearColor color = {0.3, 0.6, 0.1};
    const LinearColor seen = seen_by(ColorVision::kMono, 1.0, color);
    EXPECT_NEAR(seen.r, luminance(color), 1e-12);
    EXPECT_NEAR(seen.b, luminance(color), 1e-12);
    EXPECT_NEAR(luminance(seen_by(ColorVision::kMono, 0.5, color)), luminance(color), 1e-12);
}

TEST(ColorVision, NamesAreFound) {
    EXPECT_EQ(color_vision_named("deutan"), ColorVision::kDeutan);
    EXPECT_EQ(color_vision_named("mono"), ColorVision::kMono);
    EXPECT_FALSE(color_vision_named("Deutan"));
}

TEST(ColorCorrection, TellsApartWhatWasAlike) {
    struct Pair {
        ColorVision vision;
        Color8 one, other;
    };
    // Pairs that these kinds of sight confuse.
    constexpr Pair kPairs[] = {{ColorVision::kDeutan, {0xC0, 0x39, 0x2B}, {0x5A, 0x7D, 0x1E}},
                               {ColorVision::kProtan, {0x7A, 0x3B, 0x1E}, {0x44, 0x55, 0x1C}},
                               {ColorVision::kTritan, {0x30, 0x90, 0xA0}, {0x40, 0x98, 0x70}}};
    for (const Pair& pair : kPairs) {
        const auto difference = [&](double strength) {
            const ColorTransform change = correction(pair.vision, strength);
            const auto seen = [&](Color8 color) {
                const Color8 shown = encoded(transformed(change, linear(color)));
                return lab_of(seen_by(pair.vision, 1.0, linear(shown)));
            };
            return color_difference(seen(pair.one), seen(pair.other));
        };
        EXPECT_GT(difference(1.0), difference(0.0) + 3.0)
            << kColorVisionNames[static_cast<std::size_t>(pair.vision)];
        EXPECT_GT(difference(1.0), difference(0.5));
    }
}

TEST(ColorCorrection, LeavesGreysAndUsualSight) {
    for (const ColorVision vision :
         {ColorVision::kProtan, ColorVision::kDeutan, ColorVision::kTritan, ColorVision::kUsual}) {
        const LinearColor grey = transformed(correction(vision, 1.0), {0.5, 0.5, 0.5});
        EXPECT_NEAR(grey.r, 0.5, 2e-4);
        EXPECT_NEAR(grey.g, 0.5, 2e-4);
        EXPECT_NEAR(grey.b, 0.5, 2e-4);
    }
    EXPECT_EQ(correction(ColorVision::kUsual, 1.0).first, kSameColors);
    EXPECT_EQ(correction(ColorVision::kDeutan, 0.0).first, kSameColors);
}

}  // namespace
}  // namespace belvedere::access
