// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/polygon_fill.hpp"

namespace belvedere::content::citymodel {
namespace {

struct Rings {
    std::vector<glm::dvec3> corners;
    std::vector<std::uint32_t> sizes;

    void add(std::vector<glm::dvec3> ring) {
        sizes.push_back(static_cast<std::uint32_t>(ring.size()));
        corners.insert(corners.end(), ring.begin(), ring.end());
    }
};

double ring_area(std::span<const glm::dvec3> ring) {
    glm::dvec3 twice(0.0);
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += glm::cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
    return glm::length(twice) * 0.5;
}

// Of all rings: the first less the others. Says nothing of what the filler makes of them.
double area_of(const Rings& rings) {
    std::size_t first = 0;
    double area = 0.0;
    for (const std::uint32_t size : rings.sizes) {
        const double one = ring_area(std::span(rings.corners).subspan(first, size));
        area += first == 0 ? one : -one;
        first += size;
    }
    return area;
}

double area_of(const Rings& rings, const std::vector<std::uint32_t>& triangles) {
    double area = 0.0;
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
        const glm::dvec3 &a = rings.corners[triangles[i]], &b = rings.corners[triangles[i + 1]],
                         &c = rings.corners[triangles[i + 2]];
        area += glm::length(glm::cross(b - a, c - a)) * 0.5;
    }
    return area;
}

FilledPolygon fill(const Rings& rings, std::vector<std::uint32_t>& triangles) {
    PolygonFiller filler;
    triangles.clear();
    return filler.fill(rings.corners, rings.sizes, triangles);
}

std::vector<glm::dvec3> square(double x, double y, double size) {
    return {{x, y, 0.0}, {x + size, y, 0.0}, {x + size, y + size, 0.0}, {x, y + size, 0.0}};
}

TEST(PolygonFill, CutsSimpleShapes) {
    std::vector<std::uint32_t> triangles;
    Rings triangle;
    triangle.add({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}});
    EXPECT_EQ(fill(triangle, triangles).outcome, FillOutcome::kWhole);
    EXPECT_EQ(triangles.size(), 3U);
    Rings quad;
    quad.add(square(0, 0, 2));
    const FilledPolygon filled = fill(quad, triangles);
    EXPECT_EQ(triangles.size(), 6U);
    EXPECT_DOUBLE_EQ(filled.area, 4.0);
    EXPECT_DOUBLE_EQ(filled.normal.z, 1.0);
    // An arrow: only one of its diagonals lies inside.
    Rings arrow;
    arrow.add({{0, 0, 0}, {2, 1, 0}, {0, 2, 0}, {1, 1, 0}});
    EXPECT_EQ(fill(arrow, triangles).outcome, FillOutcome::kWhole);
    EXPECT_NEAR(area_of(arrow, triangles), area_of(arrow), 1e-12);
}

TEST(PolygonFill, LeavesHolesOpenInAnyDirection) {
    std::vector<std::uint32_t> triangles;
    for (const bool is_turned : {false, true}) {
        Rings rings;
        rings.add(square(0, 0, 10));
        for (int i = 0; i < 3; ++i) {
            auto hole = square(1.0 + 3.0 * i, 4.0, 1.5);
            if (is_turned) std::swap(hole[1], hole[3]);
            rings.add(hole);
        }
        const FilledPolygon filled = fill(rings, triangles);
        EXPECT_EQ(filled.outcome, FillOutcome::kWhole);
        EXPECT_NEAR(filled.area, 100.0 - 3 * 2.25, 1e-9);
        EXPECT_NEAR(area_of(rings, triangles), filled.area, 1e-9);
    }
}

// Stars about a middle in a tilted plane, with smaller stars as holes: simple by construction.
Rings random_polygon(std::mt19937& random, int corners, int holes) {
    std::uniform_real_distribution<double> share(0.6, 1.0);
    std::normal_distribution<double> gauss;
    const glm::dvec3 u = glm::normalize(glm::dvec3(gauss(random), gauss(random), gauss(random)));
    const glm::dvec3 v = glm::normalize(glm::cross(
        u, glm::dvec3(gauss(random), gauss(random), gauss(random)) + glm::dvec3(0.0, 0.0, 1e-3)));
    const auto star = [&](glm::dvec2 middle, double radius, int count) {
        std::vector<glm::dvec3> ring;
        for (int i = 0; i < count; ++i) {
            const double angle = 6.283185307179586 * i / count;
            const double reach = radius * share(random);
            ring.push_back(u * (middle.x + reach * std::cos(angle)) +
                           v * (middle.y + reach * std::sin(angle)));
        }
        return ring;
    };
    Rings rings;
    rings.add(star({0.0, 0.0}, 100.0, corners));
    // In a grid of cells that all lie within a star of six corners or more.
    for (int i = 0; i < holes; ++i) {
        rings.add(star({-30.0 + 20.0 * (i % 4), -30.0 + 20.0 * (i / 4 % 4)}, 9.0, 3 + i % 9));
    }
    return rings;
}

TEST(PolygonFill, KeepsAreasOfRandomPolygonsWithHoles) {
    std::mt19937 random(7);
    std::vector<std::uint32_t> triangles;
    for (int i = 0; i < 3000; ++i) {
        const Rings rings = random_polygon(random, 6 + i % 90, i % 17);
        const FilledPolygon filled = fill(rings, triangles);
        ASSERT_EQ(filled.outcome, FillOutcome::kWhole) << i;
        const double wanted = area_of(rings);
        ASSERT_NEAR(filled.area, wanted, 1e-9 * wanted) << i;
        ASSERT_NEAR(area_of(rings, triangles), wanted, 1e-6 * wanted) << i;
    }
}

TEST(PolygonFillLong, KeepsAreasOfAMillionRandomPolygonsWithHoles) {
    std::mt19937 random(8);
    std::vector<std::uint32_t> triangles;
    PolygonFiller filler;
    for (int i = 0; i < 1'000'000; ++i) {
        const Rings rings = random_polygon(random, 6 + i % 31, i % 5);
        triangles.clear();
        const FilledPolygon filled = filler.fill(rings.corners, rings.sizes, triangles);
        ASSERT_EQ(filled.outcome, FillOutcome::kWhole) << i;
        const double wanted = area_of(rings);
        ASSERT_NEAR(area_of(rings, triangles), wanted, 1e-6 * wanted) << i;
    }
}

TEST(PolygonFill, ReportsWhatIsNoPolygon) {
    std::vector<std::uint32_t> triangles;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<std::vector<glm::dvec3>> bad{
        {},
        {{0, 0, 0}, {1, 0, 0}},
        {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}},
        {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
        {{0, 0, 0}, {1, 0, 0}, {nan, 1, 0}},
        {{0, 0, 0}, {1e300, 0, 0}, {1e300, 1e300, 0}, {0, 1e300, 0}, {-1e300, 5, 0}}};
    for (const auto& ring : bad) {
        Rings rings;
        rings.add(ring);
        EXPECT_EQ(fill(rings, triangles).outcome, FillOutcome::kNothing) << ring.size();
        EXPECT_TRUE(triangles.empty());
    }
}

TEST(PolygonFill, MendsRingsThatCrossThemselvesAndHolesOutside) {
    std::vector<std::uint32_t> triangles;
    Rings crossed;
    crossed.add({{0, 0, 0}, {4, 0, 0}, {1, 3, 0}, {3, 3, 0}, {0, 0.5, 0}});
    EXPECT_EQ(fill(crossed, triangles).outcome, FillOutcome::kMended);
    Rings outside;
    outside.add(square(0, 0, 2));
    outside.add(square(-5, 0, 1));
    const FilledPolygon filled = fill(outside, triangles);
    EXPECT_EQ(filled.outcome, FillOutcome::kMended);
    EXPECT_NEAR(area_of(outside, triangles), 4.0, 1e-12);
    // A hole that touches the exterior at a corner, and a ring that comes back along itself.
    Rings touching;
    touching.add(square(0, 0, 2));
    touching.add({{0, 0, 0}, {1, 0.5, 0}, {0.5, 1, 0}});
    (void)fill(touching, triangles);
    EXPECT_NEAR(area_of(touching, triangles), area_of(touching), 1e-9);
    Rings spike;
    spike.add({{0, 0, 0}, {2, 0, 0}, {2, 2, 0}, {3, 3, 0}, {2, 2, 0}, {0, 2, 0}});
    (void)fill(spike, triangles);
    EXPECT_NEAR(area_of(spike, triangles), 4.0, 1e-12);
}

TEST(PolygonFill, EndsInTimeWhateverTheRingIs) {
    std::vector<std::uint32_t> triangles;
    std::mt19937 random(3);
    std::uniform_real_distribution<double> anywhere(0.0, 1000.0);
    Rings scribble;
    std::vector<glm::dvec3> ring;
    for (int i = 0; i < 20'000; ++i)
        ring.emplace_back(anywhere(random), anywhere(random), 0.0);
    scribble.add(ring);
    EXPECT_EQ(fill(scribble, triangles).outcome, FillOutcome::kMended);
    // A comb of 20,000 teeth is simple, and large.
    Rings comb;
    ring.clear();
    for (int i = 0; i < 20'000; ++i)
        ring.emplace_back(i, i % 2 == 0 ? 10.0 : 1.0, 0.0);
    ring.emplace_back(20'000.0, 0.0, 0.0);
    ring.emplace_back(0.0, 0.0, 0.0);
    comb.add(ring);
    EXPECT_EQ(fill(comb, triangles).outcome, FillOutcome::kWhole);
    EXPECT_NEAR(area_of(comb, triangles), area_of(comb), 1e-6 * area_of(comb));
}

}  // namespace
}  // namespace belvedere::content::citymodel
