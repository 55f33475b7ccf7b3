// SPDX-License-Identifier: Apache-2.0
// Arcs and circles are lines that stay by them.
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "engine/content/decode/citygml/curve_points.hpp"
#include "small_cities.hpp"

namespace belvedere::content::tests_of_citygml_curves {
namespace {

using namespace small_cities;
using citygml::bend_arcs;
using citygml::bend_centred;
using citygml::bend_circle;
using citygml::CentredArc;
using citygml::CurvePlane;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Positions = std::vector<glm::dvec3>;

// All on the circle, and no chord of it farther from it than is allowed.
void expect_on_circle(const Positions& line, const glm::dvec3& centre, double radius_m,
                      const glm::dvec3& metres = glm::dvec3(1.0)) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        const glm::dvec3 arm = (line[i] - centre) * metres;
        EXPECT_NEAR(glm::length(arm), radius_m, radius_m * 1e-6) << i;
        if (i == 0) continue;
        const glm::dvec3 middle = (arm + (line[i - 1] - centre) * metres) * 0.5;
        EXPECT_LT(radius_m - glm::length(middle), 0.0101) << i;
    }
}

TEST(CurvePoints, ArcsGoThroughTheirThreePositions) {
    // A quarter of a circle that stands upright.
    const double side = 50.0 * std::numbers::sqrt2 / 2.0;
    Positions line{{7, 7, 7}, {50, 0, 0}, {side, 0, side}, {0, 0, 50}};
    bend_arcs(line, 1, {});
    ASSERT_GT(line.size(), 40U);
    EXPECT_EQ(line.front(), glm::dvec3(7, 7, 7)) << "what stood before stays";
    EXPECT_THAT(line, Contains(glm::dvec3(side, 0, side)));
    EXPECT_EQ(line.back(), glm::dvec3(0, 0, 50));
    line.erase(line.begin());
    expect_on_circle(line, glm::dvec3(0.0), 50.0);
    // The long way round is taken where the middle says so.
    Positions round{{1, 0, 0}, {-1, 0, 0}, {0, -1, 0}};
    bend_arcs(round, 0, {});
    expect_on_circle(round, glm::dvec3(0.0), 1.0);
    EXPECT_GE(round.size(), 54U) << "no step is over five degrees";
}

TEST(CurvePoints, StringsOfArcsBendBothWays) {
    Positions line{{0, 0, 0}, {1, 1, 0}, {2, 0, 0}, {3, -1, 0}, {4, 0, 0}};
    bend_arcs(line, 0, {});
    const auto turn = std::ranges::find(line, glm::dvec3(2, 0, 0));
    ASSERT_NE(turn, line.end());
    expect_on_circle(Positions(line.begin(), turn + 1), {1, 0, 0}, 1.0);
    expect_on_circle(Positions(turn, line.end()), {3, 0, 0}, 1.0);
}

TEST(CurvePoints, WhatLiesOnALineStaysOne) {
    const Positions line{{0, 0, 0}, {1, 1, 0}, {2, 2, 0}};
    for (Positions bent :
         {line, Positions{{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, Positions{{0, 0, 0}}}) {
        const Positions before = bent;
        bend_arcs(bent, 0, {});
        EXPECT_EQ(bent, before);
    }
}

TEST(CurvePoints, CirclesCloseInDegreesToo) {
    Positions metric{{3, 0, 5}, {0, 3, 5}, {-3, 0, 5}};
    bend_circle(metric, 0, {});
    EXPECT_EQ(metric.front(), metric.back());
    expect_on_circle(metric, {0, 0, 5}, 3.0);
    const double east = 111'195.0 * std::cos(60.0 * std::numbers::pi / 180.0);
    const glm::dvec3 centre(10, 60, 2);
    const glm::dvec3 metres(east, 111'195.0, 1.0);
    Positions degrees;
    bend_centred(degrees = {centre}, {.radius_m = 20.0}, {.is_geographic = true});
    EXPECT_EQ(degrees.front(), degrees.back());
    ASSERT_GT(degrees.size(), 72U);
    expect_on_circle(degrees, centre, 20.0, metres);
}

TEST(CurvePoints, AnglesBeginAtTheFirstAxis) {
    Positions east{{0, 0, 1}}, north{{0, 0, 1}};
    const CentredArc quarter{2.0, 0.0, 90.0};
    bend_centred(east, quarter, {});
    bend_centred(north, quarter, {.is_y_first = true});
    EXPECT_LT(glm::distance(east.front(), glm::dvec3(2, 0, 1)), 1e-9);
    EXPECT_LT(glm::distance(east.back(), glm::dvec3(0, 2, 1)), 1e-9);
    EXPECT_LT(glm::distance(north.front(), glm::dvec3(0, 2, 1)), 1e-9);
    EXPECT_LT(glm::distance(north.back(), glm::dvec3(2, 0, 1)), 1e-9);
}

// A building whose only surface has this ring.
WholeCity city_with(const std::string& segments) {
    return read_model(city_model(member(
        "<b:Building gml:id='a'><b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>"
        "<gml:Polygon gml:id='p'><gml:exterior><gml:Ring><gml:curveMember><gml:Curve>"
        "<gml:segments>" +
        segments +
        "</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>"
        "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface></b:Building>")));
}

TEST(CityGmlCurves, ARingMayHaveSegmentsOfAllKinds) {
    // A square of two metres with half a circle on its right.
    const WholeCity city = city_with(
        "<gml:LineStringSegment><gml:posList>0 2 0 0 0 0 2 0 0</gml:posList>"
        "</gml:LineStringSegment><gml:Arc><gml:posList>2 0 0 3 1 0 2 2 0</gml:posList></gml:Arc>"
        "<gml:LineStringSegment><gml:posList>2 2 0 0 2 0</gml:posList></gml:LineStringSegment>");
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.polygons.size(), 1U);
    double area = 0.0;
    const Range corners = city.batch.rings[city.batch.polygons[0].rings.first].corners;
    for (std::uint32_t i = 0; i < corners.count; ++i) {
        const auto at = [&](std::uint32_t k) {
            return city.batch.vertices[city.batch.corners[corners.first + k % corners.count]];
        };
        area += 0.5 * (at(i).x * at(i + 1).y - at(i + 1).x * at(i).y);
    }
    EXPECT_NEAR(area, 4.0 + std::numbers::pi / 2.0, 0.01);
    EXPECT_NEAR(city.members.at(0).bounds.max.x, 3.0, 0.001);
}

TEST(CityGmlCurves, ACircleByItsCentreIsAsLargeAsItIs) {
    const WholeCity city = city_with(
        "<gml:CircleByCenterPoint numArc='1'><gml:pos>5 5 1</gml:pos><gml:radius uom='km'>0.01"
        "</gml:radius></gml:CircleByCenterPoint>");
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.polygons.size(), 1U);
    EXPECT_NEAR(city.members.at(0).bounds.min.x, -5.0, 0.02);
    EXPECT_NEAR(city.members.at(0).bounds.max.y, 15.0, 0.02);
}

TEST(CityGmlCurves, WhatIsNotDrawnAsItIsIsSaid) {
    const WholeCity spline = city_with(
        "<gml:CubicSpline><gml:posList>0 0 0 2 0 0 2 2 0 0 0 0</gml:posList></gml:CubicSpline>");
    EXPECT_EQ(spline.batch.polygons.size(), 1U);
    EXPECT_THAT(spline.warnings, Contains(HasSubstr("a spline is shown by straight lines")));
    const WholeCity arc = city_with(
        "<gml:ArcByCenterPoint numArc='1'><gml:pos>5 5 1</gml:pos><gml:radius uom='parsec'>1"
        "</gml:radius><gml:startAngle uom='deg'>0</gml:startAngle></gml:ArcByCenterPoint>");
    EXPECT_THAT(arc.warnings, Contains(HasSubstr("an arc does not say its centre")));
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_curves
