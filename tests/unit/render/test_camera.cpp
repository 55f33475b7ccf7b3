// SPDX-License-Identifier: Apache-2.0
#include "engine/render/camera.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <glm/geometric.hpp>

namespace belvedere::render {
namespace {

constexpr double kEarthRadius_m = 6.4e6;

Camera camera_at(const glm::dvec3& offset) {
    return look_at({offset + glm::dvec3(120.0, -340.0, 95.0), offset, {0.0, 0.0, 1.0}});
}

TEST(Camera, LooksAtItsTarget) {
    const Camera camera = camera_at(glm::dvec3(0.0));
    const auto seen = project(camera, 16.0 / 9.0, glm::dvec3(0.0));
    ASSERT_TRUE(seen);
    EXPECT_NEAR(seen->ndc.x, 0.0, 1e-12);
    EXPECT_NEAR(seen->ndc.y, 0.0, 1e-12);
    EXPECT_NEAR(seen->depth_m, glm::length(camera.position), 1e-9);
    EXPECT_LT(project(camera, 1.0, {0.0, 0.0, 10.0})->ndc.y, 0.0) << "up is towards the top";
    EXPECT_GT(project(camera, 1.0, right(camera))->ndc.x, 0.0);
}

TEST(Camera, LooksStraightDown) {
    const Camera camera = look_at({{0, 0, 10}, {0, 0, 0}, {0, 0, 1}});
    EXPECT_NEAR(forward(camera).z, -1.0, 1e-12);
}

TEST(Camera, CompassAnglesRoundTrip) {
    const geo::LocalFrame frame{};
    for (double heading : {0.0, 45.0, 190.0, 359.0}) {
        for (double pitch : {-80.0, -20.0, 0.0, 35.0}) {
            const HeadingPitch in{heading, pitch, 7.0};
            const HeadingPitch out = angles_in(frame, orientation_in(frame, in));
            EXPECT_NEAR(out.heading_deg, heading, 1e-9);
            EXPECT_NEAR(out.pitch_deg, pitch, 1e-9);
            EXPECT_NEAR(out.roll_deg, 7.0, 1e-9);
        }
    }
    Camera east;
    east.orientation = orientation_in(frame, {90.0, 0.0, 0.0});
    EXPECT_NEAR(forward(east).x, 1.0, 1e-12);
    const HeadingPitch down = angles_in(frame, orientation_in(frame, {30.0, -90.0, 0.0}));
    EXPECT_NEAR(down.heading_deg, 30.0, 1e-6);
}

TEST(Camera, RaysGoWhereProjectionComesFrom) {
    const Camera camera = camera_at({kEarthRadius_m, 3.0e5, -2.0e5});
    for (double x : {-0.9, 0.0, 0.4}) {
        for (double y : {-0.7, 0.2, 0.95}) {
            const geo::Ray ray = ray_through(camera, 1.5, {x, y});
            const auto seen = project(camera, 1.5, ray.origin + ray.direction * 500.0);
            ASSERT_TRUE(seen);
            EXPECT_NEAR(seen->ndc.x, x, 1e-8);
            EXPECT_NEAR(seen->ndc.y, y, 1e-8);
        }
    }
}

TEST(Camera, DepthIsReversedAndInfinite) {
    const Camera camera = camera_at(glm::dvec3(0.0));
    const auto clip_of = [&](double distance) {
        return clip_from_relative(camera, 1.0) * glm::dvec4(forward(camera) * distance, 1.0);
    };
    EXPECT_NEAR(clip_of(camera.near_m).z / clip_of(camera.near_m).w, 1.0, 1e-12);
    EXPECT_LT(clip_of(1e9).z / clip_of(1e9).w, 1e-8);
    EXPECT_GT(clip_of(1e9).z, 0.0);
}

TEST(Camera, FrustumHoldsWhatProjects) {
    const Camera camera = camera_at({0.0, kEarthRadius_m, 0.0});
    const auto planes = frustum_planes(camera, 1.6);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> spread(-900.0, 900.0);
    for (int i = 0; i < 2000; ++i) {
        const glm::dvec3 point =
            camera.position + glm::dvec3(spread(random), spread(random), spread(random));
        bool inside = true;
        for (const geo::Plane& plane : planes) {
            inside = inside && glm::dot(plane.normal, point) + plane.offset >= 0.0;
        }
        const auto seen = project(camera, 1.6, point);
        const bool visible = seen && std::abs(seen->ndc.x) <= 1.0 && std::abs(seen->ndc.y) <= 1.0;
        EXPECT_EQ(inside, visible) << i;
    }
}

// The float matrix of a tile moves no vertex by a millimetre, wherever on Earth the tile is.
TEST(Camera, TileMatrixKeepsMillimetresAtTheEarthsSurface) {
    const glm::dvec3 place = glm::normalize(glm::dvec3(0.6, 0.5, 0.62)) * kEarthRadius_m;
    geo::LocalFrame frame;
    frame.origin = place;
    const glm::dvec3 up_axis = glm::normalize(place);
    const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3(0, 0, 1), up_axis));
    frame.axes = glm::dmat3(east, glm::cross(up_axis, east), up_axis);
    const Camera camera =
        look_at({frame.to_world({400.0, -300.0, 150.0}), frame.to_world({0, 0, 20}), up_axis});
    const glm::mat4 clip = clip_from_frame(camera, 1.0, frame);
    const double f = 1.0 / std::tan(camera.fov_y_rad / 2.0);
    double worst = 0.0;
    std::mt19937 random(3);
    std::uniform_real_distribution<float> spread(-512.0f, 512.0f);
    for (int i = 0; i < 5000; ++i) {
        const glm::vec3 local(spread(random), spread(random), spread(random) * 0.1f);
        const glm::vec4 got = clip * glm::vec4(local, 1.0f);
        const glm::dvec4 want =
            clip_from_relative(camera, 1.0) *
            glm::dvec4(frame.to_world(glm::dvec3(local)) - camera.position, 1.0);
        worst = std::max(worst, std::abs(static_cast<double>(got.x) - want.x) / f);
        worst = std::max(worst, std::abs(static_cast<double>(got.w) - want.w));
    }
    EXPECT_LT(worst, 1e-3);
}

TEST(Camera, PixelSizeMatchesProjection) {
    Camera camera;
    camera.fov_y_rad = std::numbers::pi / 2.0;
    EXPECT_NEAR(pixel_size_m(camera, 1000.0, 500.0), 1.0, 1e-12);
}

}  // namespace
}  // namespace belvedere::render
