// SPDX-License-Identifier: Apache-2.0
// Fields of values on ground and facades: classes, hatching, where nothing is known, a kept city.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <vector>

#include "engine/render/limits.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

using render::FieldTexel;

constexpr std::uint32_t kCells = 64;

// A hill of six levels around the middle that is trusted less and less outwards.
std::vector<FieldTexel> hill(float height) {
    std::vector<FieldTexel> texels;
    for (std::uint32_t row = 0; row < kCells; ++row) {
        for (std::uint32_t column = 0; column < kCells; ++column) {
            const float x = static_cast<float>(column) / 32.0f - 1.0f;
            const float y = static_cast<float>(row) / 32.0f - 1.0f;
            const float away = std::sqrt(x * x + y * y);
            texels.push_back({height * std::max(0.0f, 1.0f - away), 1.0f - 1.2f * away});
        }
    }
    return texels;
}

class FieldPicture : public SketchTest {
  protected:
    void SetUp() override {
        SketchTest::SetUp();
        field_ = renderer().create_field();
        lay_ground();
    }
    void TearDown() override {
        field_.reset();
        SketchTest::TearDown();
    }
    void show(const std::vector<FieldTexel>& texels) {
        ASSERT_TRUE(field_->set(kCells, texels));
        render::DrawField& field = list_.field.emplace();
        field.texture = field_.get();
        field.low_m = glm::dvec2(-220.0);
        field.high_m = glm::dvec2(220.0);
        field.classes = {{68, 1, 84, 255},    {65, 68, 135, 255},  {42, 120, 142, 255},
                         {34, 168, 132, 255}, {122, 209, 81, 255}, {253, 231, 37, 255}};
    }
    std::unique_ptr<render::FieldTexture> field_;
};

TEST_F(FieldPicture, TintsGroundAndFacades) {
    show(hill(6.0f));
    expect_golden("field", picture(list_, city_view(), settings_of("software")));
    render::FrameSettings still = settings_of("high");
    still.phase = render::FramePhase::kStill;
    expect_golden("field_still", picture(list_, city_view(), still));
}

// Even where a preset draws straight to the screen, and only while there is one.
TEST_F(FieldPicture, EveryPresetShowsItAndNothingIsLeftOfIt) {
    const render::FrameSettings bench = settings_of("bench");
    const gpu::Pixels without = picture(list_, city_view(), bench);
    show(hill(6.0f));
    EXPECT_GT(compare(picture(list_, city_view(), bench), without).share_off, 0.1);
    list_.field.reset();
    EXPECT_EQ(compare(picture(list_, city_view(), bench), without).share_off, 0.0);
}

TEST_F(FieldPicture, WhereNothingIsKnownTheCityIsAsItWas) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    const gpu::Pixels without = picture(list_, city_view(), settings);
    show(std::vector<FieldTexel>(std::size_t{kCells} * kCells, FieldTexel{3.0f, 0.0f}));
    EXPECT_EQ(compare(picture(list_, city_view(), settings), without).share_off, 0.0);
}

// At rest the city is kept and the field goes on changing over it.
TEST_F(FieldPicture, ChangesShowOverAKeptCity) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    show(hill(6.0f));
    const gpu::Pixels before = picture(list_, city_view(), settings);
    ASSERT_TRUE(field_->set(kCells, hill(3.0f)));
    settings.scene = render::SceneUse::kKeep;
    const gpu::Pixels kept = picture(list_, city_view(), settings);
    EXPECT_GT(compare(before, kept).share_off, 0.02);
    settings.scene = render::SceneUse::kDraw;
    EXPECT_EQ(compare(picture(list_, city_view(), settings), kept).share_off, 0.0);
}

TEST_F(FieldPicture, SizesThatCannotBeAreRefused) {
    EXPECT_FALSE(field_->set(0, hill(1.0f)));
    EXPECT_FALSE(field_->set(63, hill(1.0f)));
    EXPECT_FALSE(field_->set(1, std::vector<FieldTexel>(render::limits::kFieldSize + 1)));
    EXPECT_FALSE(field_->holds());
}

}  // namespace
}  // namespace belvedere::test
