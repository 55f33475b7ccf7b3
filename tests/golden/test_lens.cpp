// SPDX-License-Identifier: Apache-2.0
// A view over another view: what the magnifier is drawn as.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

class LensPicture : public SketchTest {
  protected:
    void SetUp() override {
        SketchTest::SetUp();
        lay_ground();
        // A line and a dot over all of it: they must not reach from one view into the other.
        list_.lines.push_back(
            {{-150, -150, 40}, {150, 150, 40}, {255, 0, 0, 255}, 4.0f, render::Depth::kOnTop});
        list_.markers.push_back({{20, 0, 10}, {0, 0, 255, 255}, 14.0f});
        lens_ = city_view();
        lens_.camera.fov_y_rad = 0.25;
        lens_.area = kArea;
    }
    static constexpr render::PixelRect kArea{160, 60, 120, 120};
    render::View lens_;
};

// How many pixels of the part differ by more than 2/255 in a channel.
std::size_t pixels_off(const gpu::Pixels& a, const gpu::Pixels& b, const auto& is_meant) {
    std::size_t off = 0;
    for (std::uint32_t y = 0; y < a.height; ++y) {
        for (std::uint32_t x = 0; x < a.width; ++x) {
            if (!is_meant(x, y)) continue;
            const std::size_t at = (std::size_t{y} * a.width + x) * 4;
            int worst = 0;
            for (std::size_t c = 0; c < 3; ++c) {
                worst = std::max(worst, std::abs(std::to_integer<int>(a.rgba[at + c]) -
                                                 std::to_integer<int>(b.rgba[at + c])));
            }
            off += worst > 2 ? 1 : 0;
        }
    }
    return off;
}

TEST_F(LensPicture, IsDrawnAnewAndLeavesTheRestAlone) {
    const render::View whole = city_view();
    for (const auto phase : {render::FramePhase::kMoving, render::FramePhase::kResting}) {
        render::FrameSettings settings = settings_of("software");
        settings.phase = phase;
        const gpu::Pixels plain = picture(list_, whole, settings);
        const gpu::Pixels alone = picture(list_, lens_, settings);
        const gpu::Pixels both = pictures(list_, {whole, lens_}, settings);
        // Smoothing and occlusion reach over the lens's edge by a few pixels.
        const std::uint32_t rim = phase == render::FramePhase::kMoving ? 0 : 14;
        const auto inside = [&](std::uint32_t x, std::uint32_t y, std::uint32_t by) {
            return x >= kArea.x + by && x < kArea.x + kArea.width - by && y >= kArea.y + by &&
                   y < kArea.y + kArea.height - by;
        };
        EXPECT_EQ(pixels_off(both, alone, [&](auto x, auto y) { return inside(x, y, rim); }), 0U);
        const auto outside = [&](std::uint32_t x, std::uint32_t y) {
            return x + rim < kArea.x || x >= kArea.x + kArea.width + rim || y + rim < kArea.y ||
                   y >= kArea.y + kArea.height + rim;
        };
        EXPECT_LE(pixels_off(both, plain, outside), 20U);
        // And it is no copy of what was there.
        EXPECT_GT(pixels_off(both, plain, [&](auto x, auto y) { return inside(x, y, 0); }), 2000U);
    }
}

}  // namespace
}  // namespace belvedere::test
