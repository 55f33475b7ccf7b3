// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/polygon.hpp"

#include <gtest/gtest.h>

namespace belvedere::generator {
namespace {

const Polygon kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};

double ring_area(const Polygon& outer, const Polygon& inner) {
    double area = 0.0;
    for (const auto& t : fill_ring(outer, inner)) {
        const double part = cross(t[1] - t[0], t[2] - t[0]) / 2;
        EXPECT_GE(part, -1e-9);
        area += part;
    }
    return area;
}

TEST(Polygon, InsetMovesEveryEdge) {
    const Polygon inner = inset(kSquare, 2.0);
    EXPECT_NEAR(signed_area(inner), 36.0, 1e-9);
}

TEST(Polygon, InsetOfATooNarrowPolygonIsEmpty) {
    EXPECT_TRUE(inset(kSquare, 5.0).empty());
    EXPECT_TRUE(inset(kSquare, 50.0).empty());
}

TEST(Polygon, InsetDropsEdgesThatVanishAndRemembersTheOthers) {
    const Polygon cut_corner{{0, 0}, {10, 0}, {10, 9}, {9, 10}, {0, 10}};
    const TracedPolygon inner = traced_inset(cut_corner, {3, 3, 3, 3, 3});
    EXPECT_EQ(inner.corners.size(), 4U);
    EXPECT_EQ(inner.sources, (std::vector<std::size_t>{0, 1, 3, 4}));
}

TEST(Polygon, StripKeepsTheSourceOfItsEdges) {
    const Polygon cut_corner{{0, 0}, {40, 0}, {40, 39}, {39, 40}, {0, 40}};
    const Strip strip = make_strip(cut_corner, 12.0);
    ASSERT_EQ(strip.outer.size(), strip.inner.size());
    ASSERT_EQ(strip.outer.size(), strip.sources.size());
    EXPECT_EQ(strip.sources.front(), 0U);
    EXPECT_GT(signed_area(strip.inner), 100.0);
}

TEST(Polygon, RingIsFilledOnceAlsoBetweenDifferentCorners) {
    EXPECT_NEAR(ring_area(kSquare, inset(kSquare, 2.0)), 64.0, 1e-9);
    const Polygon with_more{{0, 0}, {3, 0}, {7, 0}, {10, 0}, {10, 6}, {10, 10}, {0, 10}};
    EXPECT_NEAR(ring_area(with_more, inset(kSquare, 1.0)), 36.0, 1e-9);
    const Polygon triangle{{4, 4}, {6, 4}, {5, 6}};
    EXPECT_NEAR(ring_area(with_more, triangle), 100.0 - 2.0, 1e-9);
}

TEST(Polygon, InnerRectangleLiesInside) {
    const Polygon shape{{0, 0}, {60, 5}, {55, 40}, {-5, 30}};
    const InnerRectangle room = inner_rectangle(shape);
    EXPECT_GT(room.half_length, 15.0);
    for (const Point& p : rectangle(room.center, room.axis, room.half_length, room.half_width)) {
        EXPECT_TRUE(contains(shape, p));
    }
}

}  // namespace
}  // namespace belvedere::generator
