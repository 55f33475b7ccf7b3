// SPDX-License-Identifier: Apache-2.0
#include "app/cli/camera_option.hpp"

#include <gtest/gtest.h>

namespace belvedere::cli {
namespace {

TEST(CameraOption, ReadsFitAndPlaces) {
    EXPECT_TRUE(std::holds_alternative<FitCamera>(*parse_camera("fit")));
    const auto whole = parse_camera("139.74,35.65,500.5,90,-45");
    ASSERT_TRUE(whole) << whole.error().message;
    const auto& placed = std::get<PlacedCamera>(*whole);
    EXPECT_EQ(placed.x, 139.74);
    EXPECT_EQ(placed.y, 35.65);
    EXPECT_EQ(placed.height_m, 500.5);
    EXPECT_EQ(placed.heading_deg, 90.0);
    EXPECT_EQ(placed.pitch_deg, -45.0);
    EXPECT_EQ(std::get<PlacedCamera>(*parse_camera("-1,-2,-3")).heading_deg, 0.0);
}

TEST(CameraOption, RefusesTheRestWithTheExpectedForm) {
    for (const char* text : {"", "1", "1,2", "1,2,", "1,2,3,4,5,6", "a,b,c", "1,2,nan", "1;2;3",
                             "1,2,3 ", "1,2,3,0,-91", "1,2,inf"}) {
        const auto camera = parse_camera(text);
        ASSERT_FALSE(camera) << text;
        EXPECT_EQ(camera.error().kind, ErrorKind::kUsage) << text;
    }
}

}  // namespace
}  // namespace belvedere::cli
