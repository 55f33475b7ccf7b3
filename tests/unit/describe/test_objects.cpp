// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "app/describe/object_walk.hpp"
#include "tests/unit/describe/plain_city.hpp"

namespace belvedere::describe {
namespace {

using city::FeatureKind;
using test::cube_at;
using test::eye_at;

std::vector<std::uint32_t> numbers(const std::vector<SceneObject>& objects) {
    std::vector<std::uint32_t> all;
    for (const SceneObject& object : objects)
        all.push_back(object.placed.feature.value);
    return all;
}

// Ahead, to the right, behind, to the left of an eye at the origin that looks north.
std::vector<city::PlacedFeature> cross() {
    return {cube_at(1, 0.0, 100.0), cube_at(2, 80.0, 0.0), cube_at(3, 0.0, -60.0),
            cube_at(4, -40.0, 0.0)};
}

TEST(SceneObjects, HaveDistanceAndBearing) {
    const auto objects = objects_around(cross(), eye_at({0.0, 0.0, 5.0}, 0.0, 0.0));
    EXPECT_THAT(numbers(objects), testing::ElementsAre(4, 3, 2, 1)) << "nearest first";
    EXPECT_NEAR(objects[3].distance_m, 95.0, 1e-9) << "to the wall, not to the middle";
    EXPECT_NEAR(objects[3].level_m, 100.0, 1e-9);
    EXPECT_NEAR(objects[0].bearing_deg, 270.0, 1e-9);
    EXPECT_NEAR(objects[2].relative_deg, 90.0, 1e-9);
    const auto turned_east = objects_around(cross(), eye_at({0.0, 0.0, 5.0}, 90.0, 0.0));
    EXPECT_NEAR(turned_east[3].bearing_deg, 0.0, 1e-9);
    EXPECT_NEAR(turned_east[3].relative_deg, 270.0, 1e-9);
}

TEST(SceneObjects, AreInViewWithTheirRectangle) {
    const Eye eye = eye_at({0.0, 0.0, 5.0}, 0.0, 0.0);
    const auto seen = only_in_view(objects_around(cross(), eye));
    ASSERT_THAT(numbers(seen), testing::ElementsAre(1));
    const auto rect = picture_rect(seen[0].placed.box, eye);
    ASSERT_TRUE(rect);
    // 10 m wide at 95 m (the near wall) and 60 degrees over 720 px: 65.6 px about the middle.
    const double side_px = 10.0 / 95.0 / std::tan(render::Camera{}.fov_y_rad / 2.0) * 360.0;
    EXPECT_NEAR(rect->x0, 640.0 - side_px / 2.0, 0.01);
    EXPECT_NEAR(rect->x1, 640.0 + side_px / 2.0, 0.01);
    EXPECT_NEAR(rect->y1, 360.0 + side_px / 2.0, 0.01);
    EXPECT_EQ(counts_of(seen)[0], 1U);
    EXPECT_FALSE(picture_rect(cross()[2].box, eye)) << "behind";
}

TEST(SceneObjects, AreNotInViewWhenTheyAreSmallerThanAPixel) {
    // A cube of 10 m, 17.3 m across, fills a pixel of 720 at about 10.8 km.
    const Eye eye = eye_at({0.0, 0.0, 5.0}, 0.0, 0.0);
    EXPECT_TRUE(object_at(cube_at(1, 0.0, 10'000.0), eye).is_in_view);
    EXPECT_FALSE(object_at(cube_at(1, 0.0, 11'500.0), eye).is_in_view);
    EXPECT_TRUE(object_at(cube_at(1, 0.0, 11'500.0, 12.0), eye).is_in_view);
}

TEST(SceneObjects, AreNotInViewWhenTheirTileIsNotDrawn) {
    auto features = cross();
    features[0].is_drawn = false;
    EXPECT_TRUE(only_in_view(objects_around(features, eye_at({0, 0, 5}, 0.0, 0.0))).empty());
}

TEST(SceneObjects, DoNotDependOnTheOrderOfTheFeatures) {
    std::vector<city::PlacedFeature> row;
    for (std::uint32_t i = 0; i < 40; ++i)
        row.push_back(cube_at(i, (i % 2 == 0 ? 1.0 : -1.0) * 20.0, 100.0 + 10.0 * (i / 2)));
    const Eye eye = eye_at({0.0, 0.0, 30.0}, 0.0, -10.0);
    const auto once = numbers(objects_around(row, eye));
    std::reverse(row.begin(), row.end());
    EXPECT_EQ(numbers(objects_around(row, eye)), once) << "equal distances go by number";
}

TEST(SceneObjects, TellTheImportantFirstWhenThereAreTooMany) {
    std::vector<city::PlacedFeature> features;
    for (std::uint32_t i = 0; i < 50; ++i)
        features.push_back(cube_at(i, 0.0, 50.0 + i, 5.0, FeatureKind::kTree));
    features.push_back(cube_at(100, 0.0, 120.0));
    features.push_back(cube_at(101, 0.0, 130.0));
    features.push_back(cube_at(102, 0.0, 300.0, 500.0, FeatureKind::kLand));
    const auto chosen = most_important(objects_around(features, eye_at({0, 0, 5}, 0.0, 0.0)), 5);
    EXPECT_THAT(numbers(chosen), testing::ElementsAre(100, 101, 0, 1, 2))
        << "by kind, nearest first; land last of all";
    EXPECT_LE(most_important(objects_around(features, eye_at({0, 0, 5}, 0, 0))).size(),
              kObjectsMax);
}

TEST(ObjectWalk, GoesOnAndStopsAtTheEnds) {
    const auto list = objects_around(cross(), eye_at({0.0, 0.0, 5.0}, 0.0, 0.0));
    EXPECT_EQ(step_in(list, {}), 0U) << "from nowhere to the nearest";
    EXPECT_EQ(step_in(list, {FeatureId{4}}), 1U);
    EXPECT_EQ(step_in(list, {FeatureId{1}}), std::nullopt) << "does not go round";
    EXPECT_EQ(step_in(list, {FeatureId{4}, Direction::kPrevious}), std::nullopt);
    EXPECT_EQ(step_in({}, {}), std::nullopt);
}

TEST(ObjectWalk, SkipsOtherKinds) {
    const std::vector<city::PlacedFeature> features = {
        cube_at(1, 0, 10), cube_at(2, 0, 30, 10, FeatureKind::kTree), cube_at(3, 0, 50)};
    const auto list = objects_around(features, eye_at({0, 0, 5}, 0, 0));
    EXPECT_EQ(step_in(list, {FeatureId{1}, Direction::kNext, Company::kSameKind}), 2U);
    EXPECT_EQ(step_in(list, {FeatureId{3}, Direction::kPrevious, Company::kSameKind}), 0U);
    EXPECT_EQ(step_in(list, {FeatureId{2}, Direction::kNext, Company::kSameKind}), std::nullopt);
}

TEST(ObjectWalk, FindsTheNearestEightWays) {
    const Eye eye = eye_at({0, 0, 5}, 0, 0);
    const auto list = objects_around(cross(), eye);
    const auto way = [&](Toward toward, double heading_deg) -> std::uint32_t {
        Look look;
        look.heading_deg = heading_deg;
        look.toward = toward;
        const auto found = nearest_toward(list, look, eye.horizon);
        return found ? list[*found].placed.feature.value : 0U;
    };
    EXPECT_EQ(way(Toward::kAhead, 0.0), 1U);
    EXPECT_EQ(way(Toward::kRight, 0.0), 2U);
    EXPECT_EQ(way(Toward::kBehind, 0.0), 3U);
    EXPECT_EQ(way(Toward::kLeft, 0.0), 4U);
    EXPECT_EQ(way(Toward::kAheadRight, 0.0), 0U);
    EXPECT_EQ(way(Toward::kAhead, 90.0), 2U);
    EXPECT_EQ(way(Toward::kAheadLeft, 45.0), 1U);
    EXPECT_EQ(toward_of(-22.4), Toward::kAhead);
    EXPECT_EQ(toward_of(337.4), Toward::kAheadLeft);
    EXPECT_EQ(toward_of(22.6), Toward::kAheadRight);
}

TEST(ObjectWalk, ListsNeighboursClockwise) {
    auto features = cross();
    features.push_back(cube_at(9, 0.0, 0.0));
    features.push_back(cube_at(10, 0.0, 0.0, 900.0, FeatureKind::kLand));
    features.push_back(cube_at(11, 500.0, 500.0));
    const Eye eye = eye_at({0, 0, 200}, 0, -80);
    const auto list = objects_around(features, eye);
    const SceneObject middle = object_at(features[4], eye);
    std::vector<std::uint32_t> order;
    for (const Neighbour& each : neighbours_of(list, middle, 4, eye.horizon)) {
        order.push_back(list[each.index].placed.feature.value);
    }
    EXPECT_THAT(order, testing::ElementsAre(1, 2, 3, 4)) << "clockwise from north, without land";
}

}  // namespace
}  // namespace belvedere::describe
