// SPDX-License-Identifier: Apache-2.0
// Columns of values: what hides them, which hides which, and their limit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/render/limits.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

class ColumnPicture : public SketchTest {
  protected:
    // A field of columns whose heights are waves.
    void plant() {
        lay_ground();
        for (int x = -6; x <= 6; ++x) {
            for (int y = -6; y <= 6; ++y) {
                const double height = 45.0 + 35.0 * std::sin(x * 0.7) * std::cos(y * 0.5);
                const glm::dvec3 foot(x * 32.0, y * 32.0, 0.0);
                const auto shade = static_cast<std::uint8_t>(height * 2.0);
                list_.columns.push_back({.foot = foot,
                                         .top = foot + glm::dvec3(0.0, 0.0, height),
                                         .color = {shade, 180, 90, 255},
                                         .radius_m = 5.0f});
            }
        }
    }
};

TEST_F(ColumnPicture, StandAmongTheHouses) {
    plant();
    expect_golden("columns", picture(list_, city_view(), settings_of("software")));
}

// Whatever order they come in: the nearer hides the farther.
TEST_F(ColumnPicture, TheOrderOfTheListDoesNotShow) {
    plant();
    const gpu::Pixels one_way = picture(list_, city_view(), settings_of("bench"));
    std::ranges::reverse(list_.columns);
    EXPECT_EQ(compare(picture(list_, city_view(), settings_of("bench")), one_way).share_off, 0.0);
}

TEST_F(ColumnPicture, TheCityHidesThemAndTheyComeAndGoOverAKeptCity) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    const gpu::Pixels without = picture(list_, city_view(), settings);
    plant();
    list_.ground.reset();
    settings.scene = render::SceneUse::kKeep;
    EXPECT_GT(compare(picture(list_, city_view(), settings), without).share_off, 0.02);
    list_.columns.clear();
    EXPECT_EQ(compare(picture(list_, city_view(), settings), without).share_off, 0.0);
}

TEST_F(ColumnPicture, TheFarthestBeyondTheLimitAreCounted) {
    list_.columns.assign(render::limits::kColumns + 3, render::DrawColumn{.top = {0.0, 0.0, 9.0}});
    static_cast<void>(picture(list_, city_view(), settings_of("bench")));
    EXPECT_EQ(renderer().statistics().overlays_dropped, 3U);
}

}  // namespace
}  // namespace belvedere::test
