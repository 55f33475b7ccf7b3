// SPDX-License-Identifier: Apache-2.0
#include "app/navigation/flight_path.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::navigation {
namespace {

Pose over(double longitude, double latitude, double height, double heading, double pitch) {
    return {geo::to_ecef({longitude, latitude, height}), heading, pitch};
}

void expect_continuous(const FlightPath& path) {
    const double step = path.duration_s() / 2000.0;
    Pose before = path.at(0.0);
    for (int i = 1; i <= 2000; ++i) {
        const Pose now = path.at(i * step);
        EXPECT_LT(std::abs(std::remainder(now.heading_deg - before.heading_deg, 360.0)), 3.0) << i;
        EXPECT_LT(std::abs(now.pitch_deg - before.pitch_deg), 2.0) << i;
        before = now;
    }
}

TEST(FlightPath, StartsAndEndsExactly) {
    const Pose from = over(13.40, 52.52, 400.0, 350.0, -35.0);
    const Pose to = over(13.41, 52.50, 90.0, 20.0, -10.0);
    const FlightPath path({from, to});
    EXPECT_EQ(path.at(-1.0).eye, from.eye);
    EXPECT_EQ(path.at(path.duration_s()).eye, to.eye);
    const double near_start = path.duration_s() * 1e-4;
    EXPECT_LT(glm::distance(path.at(near_start).eye, from.eye), 1e-3);
    EXPECT_NEAR(path.at(near_start).heading_deg, 350.0, 1e-3);
    EXPECT_NEAR(path.at(near_start).pitch_deg, -35.0, 1e-3);
    EXPECT_LT(glm::distance(path.at(path.duration_s() - near_start).eye, to.eye), 1e-3);
    expect_continuous(path);
    // The short way through north.
    const double middle = path.at(path.duration_s() * 0.5).heading_deg;
    EXPECT_TRUE(middle > 340.0 || middle < 30.0) << middle;
}

TEST(FlightPath, NeverLeadsThroughTheEarth) {
    const Pose cologne = over(6.96, 50.94, 200.0, 0.0, -20.0);
    for (const Pose& to :
         {over(139.7, 35.6, 300.0, 180.0, -45.0), over(-173.04, -50.94, 200.0, 0, 5.0),
          over(7.0, 50.95, 1.7, 90.0, 0.0), over(6.96, 50.94, 2e7, 0.0, -90.0)}) {
        const FlightPath path({cologne, to});
        EXPECT_GE(path.duration_s(), 0.4);
        EXPECT_LE(path.duration_s(), 4.0);
        for (int i = 0; i <= 200; ++i) {
            const Pose pose = path.at(path.duration_s() * i / 200.0);
            EXPECT_GT(geo::to_geodetic(pose.eye).height_m, 1.0) << i;
            EXPECT_LE(std::abs(pose.pitch_deg), 90.0);
        }
        expect_continuous(path);
    }
}

TEST(FlightPath, InAModelAndWithoutAWay) {
    const Pose from{{0.0, 0.0, 10.0}, 0.0, -45.0};
    const Pose to{{500.0, 200.0, 30.0}, 90.0, -30.0};
    const FlightPath path({from, to, 0.0, 0.0, Ground::kModel});
    for (int i = 0; i <= 100; ++i)
        EXPECT_GT(path.at(path.duration_s() * i / 100.0).eye.z, 5.0);
    const FlightPath still({from, from, 0.0, 0.0, Ground::kModel});
    EXPECT_EQ(still.duration_s(), 0.4);
    EXPECT_LT(glm::distance(still.at(0.2).eye, from.eye), 1e-9);
}

}  // namespace
}  // namespace belvedere::navigation
