// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_scale.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/layers/device_kind.hpp"
#include "app/layers/symbol_outline.hpp"

namespace belvedere::layers {
namespace {

TEST(ValueScale, HoldsTheRangeInRoundClasses) {
    const double ranges[][2] = {{0.0, 1.0},   {-12.3, 31.0}, {1013.2, 1016.9},
                                {0.0, 0.0},   {5e6, 9e8},    {-1e-3, 2e-3},
                                {19.5, 19.5}, {99.0, 101.0}, {-5.0, -4.99}};
    for (const auto& [low, high] : ranges) {
        const ValueScale scale = scale_over(low, high);
        ASSERT_GE(scale.count, 1U) << low;
        EXPECT_LE(scale.count, kClassesMax) << low;
        EXPECT_LE(scale.first, low + scale.step * 1e-9);
        EXPECT_GT(scale.low(scale.count), high - scale.step * 1e-9) << low << " " << high;
        EXPECT_EQ(scale.class_of(low), 0U);
        EXPECT_EQ(scale.class_of(high), scale.count - 1);
        // 1, 2 or 5 times a power of ten.
        const double digit = scale.step / std::pow(10.0, std::floor(std::log10(scale.step) + 1e-9));
        EXPECT_TRUE(std::abs(digit - 1.0) < 1e-6 || std::abs(digit - 2.0) < 1e-6 ||
                    std::abs(digit - 5.0) < 1e-6)
            << scale.step;
    }
}

TEST(ValueScale, WhatLiesOutsideBelongsToTheOuterClasses) {
    const ValueScale scale = scale_over(0.0, 10.0);
    EXPECT_EQ(scale.class_of(-100.0), 0U);
    EXPECT_EQ(scale.class_of(1e12), scale.count - 1);
    EXPECT_EQ(ValueScale{}.class_of(5.0), 0U);
    EXPECT_EQ(decimals_of(scale_over(0.0, 10.0)), 0);
    EXPECT_EQ(decimals_of(scale_over(0.0, 1.0)), 1);
    EXPECT_EQ(decimals_of(ValueScale{}), 0);
}

TEST(DeviceKind, IsReadFromNamesOfTypes) {
    EXPECT_EQ(kind_of_type("AirQualityObserved"), DeviceKind::kAir);
    EXPECT_EQ(kind_of_type("https://smartdatamodels.org/dataModel.X/NoiseLevelObserved"),
              DeviceKind::kNoise);
    EXPECT_EQ(kind_of_type("OffStreetParking"), DeviceKind::kParking);
    EXPECT_EQ(kind_of_type("Vehicle"), DeviceKind::kVehicle);
    EXPECT_EQ(kind_of_type("Beehive"), DeviceKind::kOther);
    EXPECT_EQ(kind_of_type(""), DeviceKind::kOther);
}

TEST(DeviceKind, EachHasAShapeOfItsOwn) {
    std::set<SignShape> shapes;
    for (std::size_t i = 0; i < kDeviceKinds; ++i) {
        const SignShape shape = shape_of(static_cast<DeviceKind>(i));
        EXPECT_TRUE(shapes.insert(shape).second);
        const auto outline = symbol_outline(shape);
        ASSERT_FALSE(outline.empty());
        for (const auto& part : outline) {
            EXPECT_GE(part.size(), 3U);
            for (const glm::vec2 corner : part)
                EXPECT_LE(std::max(std::abs(corner.x), std::abs(corner.y)), 1.001F);
        }
    }
}

}  // namespace
}  // namespace belvedere::layers
