// SPDX-License-Identifier: Apache-2.0
// The city in each quality, at several hours.
#include <gtest/gtest.h>

#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

class CityPicture : public SketchTest {
  protected:
    void SetUp() override {
        SketchTest::SetUp();
        lay_ground();
    }
};

TEST_F(CityPicture, Bench) {
    list_.ground.reset();
    expect_golden("city_bench", picture(list_, city_view(), settings_of("bench")));
}

TEST_F(CityPicture, SoftwareWhileMoving) {
    expect_golden("city_moving", picture(list_, city_view(), settings_of("software")));
}

TEST_F(CityPicture, SoftwareAtRest) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    expect_golden("city_rest", picture(list_, city_view(), settings));
    const auto redraws = renderer().statistics().shadow_redraws;
    EXPECT_EQ(redraws, 1u);
    settings.phase = render::FramePhase::kMoving;
    expect_golden("city_moving_shadows", picture(list_, city_view(), settings));
    EXPECT_EQ(renderer().statistics().shadow_redraws, redraws) << "shadow maps are kept";
}

TEST_F(CityPicture, AtRestTheSceneCanBeKeptUnderANewInterface) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    const gpu::Pixels drawn = picture(list_, city_view(), settings);
    const auto triangles = renderer().statistics().triangles_drawn;
    settings.scene = render::SceneUse::kKeep;
    const gpu::Pixels kept = picture(list_, city_view(), settings);
    EXPECT_EQ(compare(drawn, kept).share_off, 0.0);
    EXPECT_EQ(renderer().statistics().triangles_drawn, triangles);
    // What is promised to be unchanged is not looked at: this is how little is drawn.
    const gpu::Pixels empty = picture({}, city_view(), settings);
    EXPECT_EQ(compare(drawn, empty).share_off, 0.0);
    // Where nothing was composed there is nothing to keep.
    settings.phase = render::FramePhase::kMoving;
    EXPECT_GT(compare(picture({}, city_view(), settings), drawn).share_off, 0.1);
}

// What a resting frame needs is made in steps, one shadow map each, so that input is never far.
TEST_F(CityPicture, RestIsPreparedStepByStep) {
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    const std::vector<render::View> views = {city_view()};
    auto target = gpu::Offscreen::create(device(), kGoldenExtent);
    ASSERT_TRUE(target);
    std::uint32_t steps = 0;
    for (bool ready = false; !ready && steps < 10; ++steps) {
        auto frame = ring().begin();
        ASSERT_TRUE(frame);
        const auto step =
            renderer().prepare_rest(**frame, target->description(), list_, views, settings);
        ASSERT_TRUE(step) << step.error().message;
        ready = *step;
        ASSERT_TRUE(ring().submit(**frame));
    }
    EXPECT_EQ(steps, settings.quality.shadow_cascades);
    const auto redraws = renderer().statistics().shadow_redraws;
    const gpu::Pixels prepared = picture(list_, views[0], settings);
    EXPECT_EQ(renderer().statistics().shadow_redraws, redraws) << "nothing was left to draw";
    const PictureDifference difference = compare(prepared, picture(list_, views[0], settings));
    EXPECT_EQ(difference.share_off, 0.0);
    settings.phase = render::FramePhase::kStill;
    expect_golden("city_still", picture(list_, views[0], settings));
}

TEST_F(CityPicture, High) {
    expect_golden("city_high", picture(list_, city_view(), settings_of("high")));
}

TEST_F(CityPicture, DayFromDuskToNight) {
    render::View view = city_view();
    view.camera = render::look_at({{-150, -420, 60}, {10, 0, 45}, {0, 0, 1}});
    view.camera.fov_y_rad = 1.2;
    const struct {
        const char* name;
        double height_deg;
    } hours[] = {
        {"sky_noon", 58.0}, {"sky_evening", 4.0}, {"sky_dusk", -4.0}, {"sky_night", -25.0}};
    for (const auto& hour : hours) {
        view.to_sun = sun_at(hour.height_deg, 20.0);
        render::FrameSettings settings = settings_of("software");
        settings.phase = render::FramePhase::kResting;
        expect_golden(hour.name, picture(list_, view, settings));
    }
}

TEST_F(CityPicture, TwoViewsSideBySide) {
    std::vector<render::View> views(2, city_view());
    views[0].area = {0, 0, 240, 270};
    views[1].area = {240, 0, 240, 270};
    views[1].camera = render::look_at({{0, 0, 700}, {0, 1, 0}, {0, 1, 0}});
    views[1].to_sun = sun_at(15, 90);
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    expect_golden("two_views", pictures(list_, views, settings));
}

}  // namespace
}  // namespace belvedere::test
