// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/geodetic.hpp"

#include <array>
#include <cmath>
#include <random>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "engine/geo/local_frame.hpp"

namespace belvedere::geo {
namespace {

TEST(Geodetic, KnownPositions) {
    // EPSG Guidance Note 7-2, section 4.1.1: 53°48'33.820"N 2°07'46.380"E, 73.0 m.
    const glm::dvec3 known =
        to_ecef({2.0 + 7.0 / 60 + 46.380 / 3600, 53.0 + 48.0 / 60 + 33.820 / 3600, 73.0});
    EXPECT_NEAR(known.x, 3771793.968, 1e-3);
    EXPECT_NEAR(known.y, 140253.342, 1e-3);
    EXPECT_NEAR(known.z, 5124304.349, 1e-3);
    EXPECT_NEAR(to_ecef({0.0, 90.0, 0.0}).z, 6356752.314245, 1e-6);
    EXPECT_DOUBLE_EQ(to_ecef({0.0, 0.0, 0.0}).x, kSemiMajorAxis_m);
}

TEST(Geodetic, RoundTripsEverywhereWithinAMicrometre) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> longitude(-180.0, 180.0);
    std::uniform_real_distribution<double> latitude(-90.0, 90.0);
    std::uniform_real_distribution<double> exponent(0.0, 8.0);
    for (int i = 0; i < 20000; ++i) {
        const double height = i % 2 == 0 ? std::pow(10.0, exponent(random))
                                         : -6.0e6 * (static_cast<double>(i) / 20000.0);
        const glm::dvec3 position = to_ecef({longitude(random), latitude(random), height});
        const Geodetic back = to_geodetic(position);
        // A double of 1e8 m has steps of 1.5e-8 m; far out the trigonometry adds a few of them.
        const double allowed = std::max(1e-6, 1e-15 * glm::length(position) * 16);
        EXPECT_LT(glm::distance(to_ecef(back), position), allowed) << "height " << height;
        EXPECT_NEAR(back.height_m, height, allowed);
    }
}

TEST(Geodetic, DegeneratePlaces) {
    const Geodetic center = to_geodetic({0.0, 0.0, 0.0});
    EXPECT_EQ(center.latitude_deg, 0.0);
    EXPECT_EQ(center.height_m, -kSemiMajorAxis_m);
    const Geodetic pole = to_geodetic({0.0, 0.0, -6356752.314245179 - 100.0});
    EXPECT_EQ(pole.latitude_deg, -90.0);
    EXPECT_NEAR(pole.height_m, 100.0, 1e-6);
    for (const double z : {1.0, -1.0, 40000.0}) {
        const Geodetic inside = to_geodetic({1.0, 2.0, z});
        EXPECT_TRUE(std::isfinite(inside.height_m));
        EXPECT_LE(std::abs(inside.latitude_deg), 90.0);
    }
    EXPECT_TRUE(std::isnan(to_geodetic({std::nan(""), 0.0, 0.0}).height_m));
}

TEST(LocalFrame, IsOrthonormalAndPointsEastNorthUp) {
    for (const Geodetic place :
         {Geodetic{13.4, 52.5, 40.0}, Geodetic{-70.0, -33.0, 500.0}, Geodetic{0.0, 90.0, 0.0},
          Geodetic{0.0, -90.0, 0.0}, Geodetic{180.0, 0.0, 0.0}}) {
        const LocalFrame frame = east_north_up(to_ecef(place));
        EXPECT_NEAR(glm::determinant(frame.axes), 1.0, 1e-12);
        EXPECT_NEAR(glm::dot(frame.axes[0], frame.axes[1]), 0.0, 1e-15);
        EXPECT_NEAR(glm::dot(frame.axes[0], frame.axes[2]), 0.0, 1e-15);
        const Geodetic above = to_geodetic(frame.to_world({0.0, 0.0, 25.0}));
        EXPECT_NEAR(above.height_m, place.height_m + 25.0, 1e-6);
        EXPECT_NEAR(above.latitude_deg, place.latitude_deg, 1e-9);
        const glm::dvec3 local(3.0, -4.0, 5.0);
        EXPECT_LT(glm::distance(frame.to_local(frame.to_world(local)), local), 1e-8);
        const glm::dvec4 by_matrix = frame.to_world_matrix() * glm::dvec4(local, 1.0);
        EXPECT_LT(glm::distance(glm::dvec3(by_matrix), frame.to_world(local)), 1e-8);
    }
    EXPECT_EQ(east_north_up({0.0, 0.0, 6356752.0}).axes[0], glm::dvec3(0.0, 1.0, 0.0));
}

}  // namespace
}  // namespace belvedere::geo
