// SPDX-License-Identifier: Apache-2.0
#include "app/city/plain_ground.hpp"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::city {
namespace {

render::DrawGround ground_at(double latitude_deg) {
    render::DrawGround ground;
    ground.frame = geo::east_north_up(geo::to_ecef({5.0, latitude_deg, 40.0}));
    return ground;
}

geo::Ray ray_from(const geo::LocalFrame& frame, const glm::dvec3& eye, const glm::dvec3& towards) {
    const glm::dvec3 from = frame.to_world(eye);
    return {from, glm::normalize(frame.to_world(towards) - from)};
}

TEST(PlainGround, IsHitStraightBelow) {
    const render::DrawGround ground = ground_at(52.0);
    const auto hit = plain_ground_below(ground, ray_from(ground.frame, {0, 0, 300}, {0, 0, 0}));
    ASSERT_TRUE(hit);
    EXPECT_LT(glm::distance(*hit, ground.frame.origin), 1e-6);
}

// 10 km away the ground lies 7.8 m lower in the frame, which is the same height above the sea.
TEST(PlainGround, SinksWithTheEarth) {
    const render::DrawGround ground = ground_at(52.0);
    const auto hit =
        plain_ground_below(ground, ray_from(ground.frame, {0, 0, 500}, {10'000, 0, 0}));
    ASSERT_TRUE(hit);
    EXPECT_NEAR(geo::to_geodetic(*hit).height_m, 40.0, 0.1);
}

TEST(PlainGround, IsMissedFromBelowAboveAndBeyond) {
    const render::DrawGround ground = ground_at(52.0);
    const auto misses = [&](const glm::dvec3& eye, const glm::dvec3& towards) {
        return !plain_ground_below(ground, ray_from(ground.frame, eye, towards));
    };
    EXPECT_TRUE(misses({0, 0, 100}, {0, 1, 100}));
    EXPECT_TRUE(misses({0, 0, 100}, {0, 1, 101}));
    EXPECT_TRUE(misses({0, 0, -10}, {0, 0, -20}));
    EXPECT_TRUE(misses({0, 0, 10}, {100'000, 0, 0}));
}

}  // namespace
}  // namespace belvedere::city
