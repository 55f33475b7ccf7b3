// SPDX-License-Identifier: Apache-2.0
#include "app/measure/scale_bar.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace belvedere::measure {
namespace {

TEST(ScaleBar, IsRoundAndAsLongAsItMayBe) {
    EXPECT_EQ(scale_bar({1.0, 160.0})->length_m, 100.0);
    EXPECT_EQ(scale_bar({1.0, 200.0})->length_m, 200.0);
    EXPECT_EQ(scale_bar({0.001, 160.0})->length_m, 0.1);
    EXPECT_EQ(scale_bar({0.5, 160.0})->width_px, 100.0);
    for (double size = 1e-5; size < 1e5; size *= 1.37) {
        const auto bar = scale_bar({size, 150.0});
        ASSERT_TRUE(bar.has_value()) << size;
        EXPECT_LE(bar->width_px, 150.0 * (1.0 + 1e-9));
        EXPECT_GE(bar->width_px, 150.0 * 0.4 * (1.0 - 1e-9));
    }
}

TEST(ScaleBar, IsRoundInFeetAndMiles) {
    constexpr double kFoot_m = 0.3048, kMile_m = 1609.344, kInch_m = 0.0254;
    constexpr auto kImperial = text::Measures::kImperial;
    EXPECT_NEAR(scale_bar({1.0, 160.0, kImperial})->length_m, 500.0 * kFoot_m, 1e-9);
    EXPECT_NEAR(scale_bar({10.0, 160.0, kImperial})->length_m, 5000.0 * kFoot_m, 1e-9);
    EXPECT_NEAR(scale_bar({11.0, 160.0, kImperial})->length_m, kMile_m, 1e-9);
    EXPECT_NEAR(scale_bar({0.001, 160.0, kImperial})->length_m, 5.0 * kInch_m, 1e-9);
    for (double size = 1e-5; size < 1e5; size *= 1.37) {
        const auto bar = scale_bar({size, 150.0, kImperial});
        ASSERT_TRUE(bar.has_value()) << size;
        EXPECT_LE(bar->width_px, 150.0 * (1.0 + 1e-9));
        EXPECT_GE(bar->width_px, 150.0 * 0.4 * (1.0 - 1e-9));
    }
}

TEST(ScaleBar, IsAbsentWhereItMeansNothing) {
    for (const double size : {0.0, -1.0, 1e9, 1e-9, std::nan(""), HUGE_VAL}) {
        EXPECT_FALSE(scale_bar({size, 160.0}).has_value()) << size;
    }
}

TEST(ScaleBar, PixelSize) {
    EXPECT_NEAR(metres_per_pixel({100.0, 1.5707963267948966, 200.0}), 1.0, 1e-12);
}

}  // namespace
}  // namespace belvedere::measure
