// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {
namespace {

constexpr double kRadians = 0.017453292519943295;

BoundingRegion region_of(double west, double south, double east, double north, double low,
                         double high) {
    return {west * kRadians, south * kRadians, east * kRadians, north * kRadians, low, high};
}

// The distance by brute force, refined around the best sample.
double sampled_distance(const BoundingRegion& region, const glm::dvec3& position) {
    double span = region.east_rad - region.west_rad;
    if (span < 0.0) span += 2.0 * 3.14159265358979323846;
    double low[3] = {region.west_rad, region.south_rad, region.height_min_m};
    double high[3] = {region.west_rad + span, region.north_rad, region.height_max_m};
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 14; ++round) {
        constexpr int kSteps = 16;
        double at[3] = {0.0, 0.0, 0.0};
        double step[3];
        for (int i = 0; i < 3; ++i)
            step[i] = (high[i] - low[i]) / kSteps;
        for (int i = 0; i <= kSteps; ++i) {
            for (int j = 0; j <= kSteps; ++j) {
                for (int k = 0; k <= kSteps; ++k) {
                    const double c[3] = {low[0] + step[0] * i, low[1] + step[1] * j,
                                         low[2] + step[2] * k};
                    const double d =
                        glm::distance(to_ecef({c[0] / kRadians, c[1] / kRadians, c[2]}), position);
                    if (d <= best) {
                        best = d;
                        std::copy(c, c + 3, at);
                    }
                }
            }
        }
        if (at[0] == 0.0 && at[1] == 0.0 && at[2] == 0.0) break;
        for (int i = 0; i < 3; ++i) {
            const double from = std::max(low[i], at[i] - 2.0 * step[i]);
            high[i] = std::min(high[i], at[i] + 2.0 * step[i]);
            low[i] = from;
        }
    }
    return best;
}

TEST(BoundingRegion, DistanceAgreesWithSampling) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 60; ++i) {
        const double size = std::pow(10.0, -3.0 + 4.0 * unit(random));
        const double west = -180.0 + 360.0 * unit(random);
        const double south = -85.0 + (170.0 - size) * unit(random);
        const auto region =
            region_of(west, south, west + size > 180.0 ? west + size - 360.0 : west + size,
                      south + size, -50.0, 400.0);
        const Geodetic from{west + size * (4.0 * unit(random) - 1.5),
                            std::clamp(south + size * (4.0 * unit(random) - 1.5), -90.0, 90.0),
                            -1000.0 + 20000.0 * unit(random)};
        const glm::dvec3 position = to_ecef(from);
        const double expected = sampled_distance(region, position);
        const double got = distance_to(region, position);
        EXPECT_LE(got, expected + 1e-6) << i;
        EXPECT_GE(got, expected - 1e-3 * size * 111320.0 - 1e-6) << i;
    }
}

TEST(BoundingRegion, InsideIsZeroAndTheAntimeridianIsCrossed) {
    const auto region = region_of(179.9, -17.0, -179.9, -16.8, 0.0, 100.0);
    EXPECT_EQ(distance_to(region, to_ecef({180.0, -16.9, 50.0})), 0.0);
    EXPECT_EQ(distance_to(region, to_ecef({-179.95, -16.9, 50.0})), 0.0);
    EXPECT_NEAR(distance_to(region, to_ecef({180.0, -16.9, 1100.0})), 1000.0, 1e-6);
    EXPECT_GT(distance_to(region, to_ecef({0.0, -16.9, 50.0})), 1.2e7);
}

TEST(BoundingRegion, BoxAndSphereHoldIt) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 200; ++i) {
        const double size = std::pow(10.0, -4.0 + 6.0 * unit(random));
        const double width = std::min(359.0, 2.0 * size);
        const double height = std::min(170.0, size);
        const double west = -180.0 + (360.0 - width) * unit(random);
        const double south = -88.0 + (174.0 - height) * unit(random);
        const auto region = region_of(west, south, west + width, south + height, -100.0, 500.0);
        const OrientedBox box = enclosing_box(region);
        const BoundingSphere sphere = enclosing_sphere(region);
        for (int k = 0; k < 50; ++k) {
            const glm::dvec3 p =
                to_ecef({west + width * unit(random), south + height * unit(random),
                         -100.0 + 600.0 * unit(random)});
            EXPECT_LT(distance_to(box, p), 1e-6);
            EXPECT_LT(distance_to(sphere, p), 1e-6);
        }
        if (size < 0.1) {
            EXPECT_LT(glm::length(box.half_axes[0]), width * 0.5 * 111400.0 + 40.0);
            EXPECT_LT(glm::length(box.half_axes[2]), 300.0 + 30.0);
        }
    }
}

TEST(OrientedBox, Distance) {
    const OrientedBox box{{10.0, 0.0, 0.0}, glm::dmat3(2.0, 0, 0, 0, 3.0, 0, 0, 0, 4.0)};
    EXPECT_EQ(distance_to(box, {10.0, 0.0, 0.0}), 0.0);
    EXPECT_DOUBLE_EQ(distance_to(box, {15.0, 0.0, 0.0}), 3.0);
    EXPECT_DOUBLE_EQ(distance_to(box, {15.0, 7.0, 0.0}), 5.0);
    const OrientedBox flat{{0.0, 0.0, 0.0}, glm::dmat3(2.0, 0, 0, 0, 2.0, 0, 0, 0, 0)};
    EXPECT_DOUBLE_EQ(distance_to(flat, {1.0, 1.0, -7.0}), 7.0);
    const OrientedBox point{{1.0, 2.0, 3.0}, glm::dmat3(0.0)};
    EXPECT_DOUBLE_EQ(distance_to(point, {1.0, 2.0, 4.0}), 1.0);
    // A parallelogram prism: (0, 5, 0) is 3.0 above its top edge.
    const OrientedBox skewed{{0.0, 0.0, 0.0}, glm::dmat3(4.0, 0, 0, 2.0, 2.0, 0, 0, 0, 1.0)};
    EXPECT_NEAR(distance_to(skewed, {0.0, 5.0, 0.0}), 3.0, 1e-6);
    EXPECT_NEAR(distance_to(skewed, {1.0, 1.0, 0.5}), 0.0, 1e-6);
}

TEST(OrientedBox, RayAndFrustum) {
    const OrientedBox box{{10.0, 0.0, 0.0}, glm::dmat3(2.0, 0, 0, 0, 3.0, 0, 0, 0, 4.0)};
    EXPECT_DOUBLE_EQ(*intersect(Ray{{0, 0, 0}, {1, 0, 0}}, box), 8.0);
    EXPECT_FALSE(intersect(Ray{{0, 0, 0}, {-1, 0, 0}}, box));
    EXPECT_FALSE(intersect(Ray{{0, 3.5, 0}, {1, 0, 0}}, box));
    EXPECT_EQ(*intersect(Ray{{10, 1, 0}, {1, 0, 0}}, box), 0.0);
    const OrientedBox flat{{0, 0, 0}, glm::dmat3(2.0, 0, 0, 0, 2.0, 0, 0, 0, 0)};
    EXPECT_NEAR(*intersect(Ray{{1, 1, 9}, {0, 0, -1}}, flat), 9.0, 1e-5);
    EXPECT_FALSE(intersect(Ray{{3, 1, 9}, {0, 0, -1}}, flat));
    std::array<Plane, 6> planes;
    planes.fill(Plane{{1, 0, 0}, -11.0});
    EXPECT_TRUE(may_intersect(box, planes));
    planes[3].offset = -12.5;
    EXPECT_FALSE(may_intersect(box, planes));
}

TEST(Bounds, TransformedAndValid) {
    const auto transform = glm::scale(glm::translate(glm::dmat4(1.0), {1, 2, 3}), {2, 3, 5});
    const auto sphere =
        std::get<BoundingSphere>(transformed(BoundingSphere{{1, 1, 1}, 2.0}, transform));
    EXPECT_EQ(sphere.center, glm::dvec3(3, 5, 8));
    EXPECT_DOUBLE_EQ(sphere.radius_m, 10.0);
    const auto box =
        std::get<OrientedBox>(transformed(OrientedBox{{0, 0, 0}, glm::dmat3(1.0)}, transform));
    EXPECT_EQ(box.half_axes[2], glm::dvec3(0, 0, 5));
    const auto region = region_of(1, 2, 3, 4, 0, 10);
    EXPECT_EQ(center_of(transformed(region, transform)), center_of(region));

    EXPECT_TRUE(is_valid(region));
    EXPECT_FALSE(is_valid(region_of(1, 5, 3, 4, 0, 10)));
    EXPECT_FALSE(is_valid(region_of(1, 2, 3, 4, 11, 10)));
    EXPECT_FALSE(is_valid(BoundingSphere{{0, 0, 0}, -1.0}));
    EXPECT_FALSE(is_valid(BoundingSphere{{0, 0, std::nan("")}, 1.0}));
    EXPECT_FALSE(is_valid(OrientedBox{{0, 0, 0}, glm::dmat3(1e38)}));
    EXPECT_TRUE(is_valid(OrientedBox{{0, 0, 0}, glm::dmat3(0.0)}));
}

TEST(Ray, TriangleAndEllipsoid) {
    const Ray down{{0.2, 0.2, 5.0}, {0, 0, -1}};
    EXPECT_DOUBLE_EQ(*intersect_triangle(down, {0, 0, 0}, {1, 0, 0}, {0, 1, 0}), 5.0);
    EXPECT_DOUBLE_EQ(*intersect_triangle(down, {0, 0, 0}, {0, 1, 0}, {1, 0, 0}), 5.0);
    EXPECT_FALSE(intersect_triangle(down, {0, 0, 9}, {1, 0, 9}, {0, 1, 9}));
    EXPECT_FALSE(intersect_triangle(down, {1, 1, 0}, {2, 1, 0}, {1, 2, 0}));

    const glm::dvec3 camera = to_ecef({139.7, 35.6, 1500.0});
    const Ray look{camera, -ellipsoid_up(camera)};
    EXPECT_NEAR(*intersect_ellipsoid(look, 0.0), 1500.0, 1e-6);
    EXPECT_NEAR(*intersect_ellipsoid(look, 500.0), 1000.0, 2e-3);
    EXPECT_FALSE(intersect_ellipsoid(Ray{camera, ellipsoid_up(camera)}, 0.0));
    EXPECT_TRUE(intersect_ellipsoid(Ray{{0, 0, 0}, {1, 0, 0}}, 0.0));
}

}  // namespace
}  // namespace belvedere::geo
