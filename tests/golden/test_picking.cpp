// SPDX-License-Identifier: Apache-2.0
// The id pass, and the place on Earth that makes no difference.
#include <gtest/gtest.h>

#include <cmath>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

class PickPicture : public PictureTest {
  protected:
    render::PickResult pick(const render::DrawList& list, const render::View& view,
                            render::PixelRect area) {
        auto frame = ring().begin();
        EXPECT_TRUE(frame);
        const auto ticket =
            renderer().pick(**frame, list, {.view = view, .target = kGoldenExtent, .area = area});
        EXPECT_TRUE(ticket);
        EXPECT_FALSE(renderer().take_pick(ring().completed_serial())) << "not drawn yet";
        EXPECT_TRUE(ring().submit(**frame));
        EXPECT_TRUE(ring().wait_idle());
        auto result = renderer().take_pick(ring().completed_serial());
        EXPECT_TRUE(result && result->ticket == *ticket);
        return result.value_or(render::PickResult{});
    }
};

geo::LocalFrame frame_on_earth() {
    return geo::east_north_up(geo::to_ecef({139.75, 35.66, 40.0}));
}

render::View view_in(const geo::LocalFrame& frame) {
    render::View view = city_view();
    view.camera = render::look_at(
        {frame.to_world(view.camera.position), frame.to_world({20, 0, 10}), frame.axes[2]});
    view.horizon = frame;
    view.to_sun = frame.axes * view.to_sun;
    return view;
}

TEST_F(PickPicture, FindsTheHouseUnderTheCursor) {
    Sketch sketch;
    sketch.begin({0.6f, 0.6f, 0.6f});
    sketch.box({-10, -10, 0}, {10, 10, 20}, 3);
    sketch.box({40, -10, 0}, {60, 10, 20}, 8);
    const geo::LocalFrame place = frame_on_earth();
    sketch.builder.frame = place;
    const auto houses = tile(sketch.finish());
    render::DrawList list;
    list.tiles = {{.tile = nullptr}, {.tile = houses.get(), .id = 77}};
    render::View view = view_in(place);
    const glm::dvec3 roof = place.to_world({2.0, 1.0, 20.0});
    const auto seen = render::project(view.camera, 480.0 / 270.0, roof);
    ASSERT_TRUE(seen);
    const auto x = static_cast<std::uint32_t>((seen->ndc.x * 0.5 + 0.5) * 480.0);
    const auto y = static_cast<std::uint32_t>((seen->ndc.y * 0.5 + 0.5) * 270.0);
    const render::PickResult found = pick(list, view, {x, y, 1, 1});
    ASSERT_TRUE(found.hit);
    EXPECT_EQ(found.hit->feature, (render::PickedFeature{77, 3}));
    EXPECT_LT(glm::distance(found.hit->position, roof), 1.5) << "a pixel is a metre and a half";
    EXPECT_NEAR(place.to_local(found.hit->position).z, 20.0, 0.01);

    const render::PickResult all = pick(list, view, {0, 0, 480, 270});
    EXPECT_EQ(all.features.size(), 2u);
    EXPECT_FALSE(pick(list, view, {0, 0, 4, 4}).hit) << "sky";

    const render::FeatureStyle hidden{.mark = render::FeatureMark::kHidden};
    ASSERT_TRUE(renderer().set_styles(*houses, 3, {&hidden, 1}));
    EXPECT_FALSE(pick(list, view, {x, y, 1, 1}).hit);
}

TEST_F(PickPicture, RefusesWhatIsNoRectangle) {
    auto frame = ring().begin();
    ASSERT_TRUE(frame);
    EXPECT_FALSE(renderer().pick(**frame, {}, {.view = {}, .target = kGoldenExtent, .area = {}}));
    EXPECT_TRUE(ring().submit(**frame));
}

// The same city and view at the world's origin and 6.4e6 m from it.
TEST_F(PickPicture, LooksTheSameAnywhereOnEarth) {
    const geo::LocalFrame place = frame_on_earth();
    const auto here = tile(sketch_city());
    const auto there = tile(sketch_city(place));
    // Without shadows, whose texels lie along the world's axes.
    const render::FrameSettings settings = settings_of("software");
    render::DrawList list;
    list.tiles = {{.tile = here.get(), .id = 1}};
    const gpu::Pixels first = picture(list, view_in({}), settings);
    list.tiles = {{.tile = there.get(), .id = 1}};
    const gpu::Pixels second = picture(list, view_in(place), settings);
    const PictureDifference difference = compare(first, second);
    EXPECT_LE(difference.share_off, 0.001);
    EXPECT_LE(difference.worst_block, 2.0);
}

TEST_F(PickPicture, WarmUpMakesWhatAFrameNeeds) {
    for (const char* quality : {"software", "bench"}) {
        ASSERT_TRUE(renderer().warm_up(ring(), VK_FORMAT_R8G8B8A8_UNORM,
                                       *render::quality_by_name(quality)));
    }
    const auto city = tile(sketch_city());
    render::DrawList list;
    list.tiles = {{.tile = city.get(), .id = 1}};
    (void)picture(list, city_view(), settings_of("software"));
    const auto before = renderer().statistics().pipelines;
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    (void)picture(list, city_view(), settings);
    EXPECT_EQ(renderer().statistics().pipelines, before);
}

}  // namespace
}  // namespace belvedere::test
