// SPDX-License-Identifier: Apache-2.0
#include "app/measure/measure.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::measure {
namespace {

using geo::to_ecef;

TEST(MeasurePath, OnTheEarth) {
    // The quarter meridian of WGS 84.
    const std::vector<glm::dvec3> quarter = {to_ecef({0, 0, 0}), to_ecef({0, 90, 0})};
    EXPECT_NEAR(measure_path(quarter, World::kEarth).ground_m, 10001965.729, 1e-3);

    const geo::LocalFrame frame = geo::east_north_up(to_ecef({13.4, 52.5, 40.0}));
    const std::vector<glm::dvec3> steps = {frame.to_world({0, 0, 0}), frame.to_world({30, 0, 10}),
                                           frame.to_world({30, 40, 5})};
    const PathMeasure path = measure_path(steps, World::kEarth);
    EXPECT_NEAR(path.length_m, std::sqrt(1000.0) + std::sqrt(1625.0), 1e-6);
    EXPECT_NEAR(path.ground_m, 70.0, 2e-3);  // At height 0, 40 m below the points.
    EXPECT_NEAR(path.rise_m, 5.0, 1e-3);
    EXPECT_NEAR(path.climb_m, 10.0, 1e-3);
    EXPECT_NEAR(path.descent_m, 5.0, 1e-3);
    EXPECT_NEAR(path.azimuth_deg, 36.87, 0.01);
    EXPECT_NEAR(path.slope_deg, 5.71, 0.01);
    EXPECT_EQ(measure_path({}, World::kEarth).length_m, 0.0);
}

TEST(MeasurePath, InAModel) {
    const std::vector<glm::dvec3> down = {{0, 0, 9}, {0, 0, 2}};
    const PathMeasure path = measure_path(down, World::kFlat);
    EXPECT_EQ(path.length_m, 7.0);
    EXPECT_EQ(path.ground_m, 0.0);
    EXPECT_EQ(path.rise_m, -7.0);
    EXPECT_EQ(path.slope_deg, -90.0);
}

TEST(MeasureArea, RoofFacadeAndGround) {
    const geo::LocalFrame frame = geo::east_north_up(to_ecef({139.7, 35.6, 0.0}));
    std::vector<glm::dvec3> roof;  // 30 x 40 m, rising 30 m over its 40 m: 30 x 50 in its plane.
    for (const glm::dvec3 corner : {glm::dvec3(0, 0, 0), glm::dvec3(30, 0, 0),
                                    glm::dvec3(30, 40, 30), glm::dvec3(0, 40, 30)}) {
        roof.push_back(frame.to_world(corner));
    }
    const AreaMeasure area = measure_area(roof, World::kEarth);
    EXPECT_NEAR(area.plane_m2, 1500.0, 1e-5);
    EXPECT_NEAR(area.ground_m2, 1200.0, 0.02);
    EXPECT_NEAR(area.perimeter_m, 160.0, 1e-7);
    EXPECT_LT(area.plane_error_m, 1e-8);
    EXPECT_FALSE(area.is_crossing);
}

TEST(MeasureArea, SaysWhenTheAreaMeansLittle) {
    const std::vector<glm::dvec3> bow = {{0, 0, 0}, {10, 10, 0}, {10, 0, 0}, {0, 9, 0}};
    EXPECT_TRUE(measure_area(bow, World::kFlat).is_crossing);
    const std::vector<glm::dvec3> bent = {{0, 0, 0}, {10, 0, 4}, {10, 10, 0}, {0, 10, 4}};
    EXPECT_NEAR(measure_area(bent, World::kFlat).plane_error_m, 2.0, 1e-9);
    EXPECT_NEAR(measure_area(bent, World::kFlat).ground_m2, 100.0, 1e-9);
    const std::vector<glm::dvec3> two = {{0, 0, 0}, {3, 4, 0}};
    EXPECT_EQ(measure_area(two, World::kFlat).ground_m2, 0.0);
    EXPECT_EQ(measure_area(two, World::kFlat).perimeter_m, 10.0);
    const std::vector<glm::dvec3> line = {{0, 0, 0}, {1, 1, 1}, {2, 2, 2}};
    EXPECT_EQ(measure_area(line, World::kFlat).plane_m2, 0.0);
}

}  // namespace
}  // namespace belvedere::measure
