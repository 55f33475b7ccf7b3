// SPDX-License-Identifier: Apache-2.0
// The whole way of a vertex in numbers: world doubles, floats of its tile's own frame, and back to
// the camera; below a millimetre everywhere on Earth.
#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>

#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {
namespace {

TEST(Precision, TileFloatsReachTheCameraWithinAMillimetre) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    double worst = 0.0;
    for (int i = 0; i < 20000; ++i) {
        const LocalFrame tile = east_north_up(
            to_ecef({180.0 * unit(random), 89.9 * unit(random), 100.0 * unit(random)}));
        const glm::dvec3 vertex =
            tile.to_world({1000.0 * unit(random), 1000.0 * unit(random), 300.0 * unit(random)});
        const glm::dvec3 camera =
            vertex + glm::dvec3(unit(random), unit(random), unit(random)) * 500.0;

        const glm::vec3 stored(tile.to_local(vertex));
        // What a renderer does: the tile's matrix relative to the eye in double, rounded once.
        LocalFrame relative = tile;
        relative.origin -= camera;
        const glm::mat4 matrix(relative.to_world_matrix());
        const glm::vec4 drawn = matrix * glm::vec4(stored, 1.0F);
        worst = std::max(worst, glm::distance(glm::dvec3(drawn), vertex - camera));
    }
    EXPECT_LT(worst, 1e-3);
}

TEST(Precision, FramesTurnBackWithinANanometreScale) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    for (int i = 0; i < 5000; ++i) {
        const LocalFrame frame =
            east_north_up(to_ecef({180.0 * unit(random), 90.0 * unit(random), 1e4 * unit(random)}));
        const glm::dvec3 local = glm::dvec3(unit(random), unit(random), unit(random)) * 5000.0;
        // Doubles of Earth-centred metres have steps of 1e-9 m.
        EXPECT_LT(glm::distance(frame.to_local(frame.to_world(local)), local), 1e-8);
    }
}

TEST(Precision, ProjectedPositionsAreStableToAMillimetre) {
    const auto mapping = projected_mapping("EPSG:25832", VerticalReference::kOfTheCrs);
    ASSERT_TRUE(mapping.has_value());
    for (double easting = 290000.0; easting < 800000.0; easting += 25013.0) {
        glm::dvec3 a(easting, 5645000.0, 50.0);
        glm::dvec3 b = a + glm::dvec3(0.001, 0.0, 0.0);
        ASSERT_EQ((*mapping)->to_world({&a, 1}), 0U);
        ASSERT_EQ((*mapping)->to_world({&b, 1}), 0U);
        EXPECT_NEAR(glm::distance(a, b), 0.001, 2e-6) << easting;
    }
}

TEST(Precision, HeightsAreContinuousOverTheGeoidGrid) {
    const auto mapping = projected_mapping("EPSG:4326", VerticalReference::kOrthometricEgm96);
    ASSERT_TRUE(mapping.has_value());
    double before = std::nan("");
    for (int i = 0; i <= 4000; ++i) {
        // Across four cells of the 15' grid and the antimeridian.
        glm::dvec3 place(179.5 + i * 0.00025, 10.0 + i * 0.00025, 0.0);
        ASSERT_EQ((*mapping)->to_world({&place, 1}), 0U);
        const double height = to_geodetic(place).height_m;
        if (i > 0) {
            EXPECT_NEAR(height, before, 0.02) << i;
        }
        before = height;
    }
}

}  // namespace
}  // namespace belvedere::geo
