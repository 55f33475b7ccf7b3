// SPDX-License-Identifier: Apache-2.0
// The quadratic that stands for a CRS over a quarter of a city.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include <glm/geometric.hpp>

#include "engine/geo/quadratic_fit.hpp"

namespace belvedere::geo {
namespace {

struct Place {
    const char* crs;
    glm::dvec3 center, reach;  // About 2 km on either side.
};

constexpr double kAllowed_m = 0.0005;

const Place kPlaces[] = {
    {"EPSG:28992", {84000.0, 447000.0, 20.0}, {2000.0, 2000.0, 150.0}},
    {"EPSG:25832", {366000.0, 5621000.0, 60.0}, {2000.0, 2000.0, 150.0}},
    {"EPSG:31256", {2000.0, 340000.0, 170.0}, {2000.0, 2000.0, 150.0}},
    {"EPSG:3857", {1490000.0, 6890000.0, 30.0}, {3000.0, 3000.0, 150.0}},
    {"EPSG:6668", {139.75, 35.68, 10.0}, {0.022, 0.018, 150.0}},
    {"EPSG:4326", {24.9, 69.5, 10.0}, {0.05, 0.018, 150.0}},
};

TEST(QuadraticFit, IsWhereTheMappingIs) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> within(-1.0, 1.0);
    for (const Place& place : kPlaces) {
        const auto mapping = projected_mapping(place.crs, VerticalReference::kEllipsoidal);
        ASSERT_TRUE(mapping) << mapping.error().message;
        const auto map = fit_quadratic(**mapping, place.center, place.reach, kAllowed_m);
        ASSERT_TRUE(map) << place.crs << ": " << map.error().message;
        double worst = 0.0;
        for (int i = 0; i < 2000; ++i) {
            const glm::dvec3 offset(within(random), within(random), within(random));
            const glm::dvec3 position = place.center + offset * place.reach;
            glm::dvec3 world = position;
            ASSERT_EQ((*mapping)->to_world(std::span(&world, 1)), 0U);
            worst = std::max(worst, glm::distance(map->at(position), world));
        }
        EXPECT_LE(worst, kAllowed_m) << place.crs;
        EXPECT_GT(worst, 0.0) << place.crs;
    }
}

TEST(QuadraticFit, TouchesByAnAffineWithinTheBendItSays) {
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> within(-1.0, 1.0);
    for (const Place& place : kPlaces) {
        const auto mapping = projected_mapping(place.crs, VerticalReference::kEllipsoidal);
        ASSERT_TRUE(mapping);
        const auto map = fit_quadratic(**mapping, place.center, place.reach, kAllowed_m);
        ASSERT_TRUE(map);
        const glm::dvec3 touched = place.center + place.reach * glm::dvec3(0.4, -0.3, 0.2);
        const auto tangent = map->tangent_at(touched);
        const glm::dvec3 half = place.reach * 0.01;
        const double bend = map->bend_within(half);
        double worst = 0.0;
        for (int i = 0; i < 1000; ++i) {
            const glm::dvec3 offset =
                half * glm::dvec3(within(random), within(random), within(random));
            const glm::dvec3 by_affine = tangent.value + tangent.linear * offset;
            worst = std::max(worst, glm::distance(by_affine, map->at(touched + offset)));
        }
        EXPECT_LE(worst, bend) << place.crs;
        // A house of 20 m is placed as well by it as anybody can measure.
        EXPECT_LE(bend, 0.0004) << place.crs;
    }
}

TEST(QuadraticFit, MovesIntoAFrame) {
    const auto mapping = projected_mapping("EPSG:28992", VerticalReference::kEllipsoidal);
    ASSERT_TRUE(mapping);
    const Place& place = kPlaces[0];
    const auto map = fit_quadratic(**mapping, place.center, place.reach, kAllowed_m);
    ASSERT_TRUE(map);
    const glm::dmat3 turn(0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0);
    const glm::dvec3 origin(1e6, -2e6, 3e6);
    const glm::dvec3 position = place.center + place.reach * 0.5;
    const glm::dvec3 expected = turn * (map->at(position) - origin);
    EXPECT_LT(glm::distance(map->moved(turn, origin).at(position), expected), 1e-6);
}

TEST(QuadraticFit, RefusesWhatBendsTooMuchOrHasNoPlace) {
    const auto mapping = projected_mapping("EPSG:28992", VerticalReference::kEllipsoidal);
    ASSERT_TRUE(mapping);
    const Place& place = kPlaces[0];
    const auto wide =
        fit_quadratic(**mapping, place.center, glm::dvec3(60000.0, 60000.0, 100.0), kAllowed_m);
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.error().kind, ErrorKind::kLimit);
    const double endless = std::numeric_limits<double>::infinity();
    const auto nowhere =
        fit_quadratic(**mapping, glm::dvec3(endless, 0.0, 0.0), place.reach, kAllowed_m);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, ErrorKind::kBadData);
}

}  // namespace
}  // namespace belvedere::geo
