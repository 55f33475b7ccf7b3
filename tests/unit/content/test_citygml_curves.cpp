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
using citymodel::CityBatch;
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

// Lines of positions (x, y) at height 0.
std::string line(const std::string& positions, const std::string& id = "") {
    return "<gml:LineString srsDimension='2'" + (id.empty() ? id : " gml:id='" + id + '\'') +
           "><gml:posList>" + positions + "</gml:posList></gml:LineString>";
}

std::string curve_member(const std::string& curve) {
    return "<gml:curveMember>" + curve + "</gml:curveMember>";
}

std::string turned(const std::string& base) {
    return "<gml:OrientableCurve orientation='-'>" + base + "</gml:OrientableCurve>";
}

std::string base_curve(const std::string& curve) {
    return "<gml:baseCurve>" + curve + "</gml:baseCurve>";
}

std::string base_reference(const std::string& id) {
    return "<gml:baseCurve xlink:href='#" + id + "'/>";
}

// "0,0 1,0 ..." of a line or ring of the batch.
std::string shown(const CityBatch& batch, std::uint32_t ring) {
    std::string text;
    const Range corners = batch.rings[ring].corners;
    for (std::uint32_t i = 0; i < corners.count; ++i) {
        const glm::dvec3& at = batch.vertices[batch.corners[corners.first + i]];
        text += (i > 0 ? " " : "") + std::to_string(static_cast<int>(at.x)) + ',' +
                std::to_string(static_cast<int>(at.y));
    }
    return text;
}

std::string polygon_of(const std::string& curves) {
    return "<b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon>"
           "<gml:exterior><gml:Ring>" +
           curves +
           "</gml:Ring></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
           "</b:lod2MultiSurface>";
}

std::string curve_of(const std::string& curve) {
    return "<b:lod2MultiCurve><gml:MultiCurve>" + curve_member(curve) +
           "</gml:MultiCurve></b:lod2MultiCurve>";
}

std::string building(const std::string& id, const std::string& content) {
    return member("<b:Building gml:id='" + id + "'>" + content + "</b:Building>");
}

TEST(CityGmlCurves, CurvesThatAreTurnedRoundMakeARing) {
    // Along, back along the next two, as one, and along again.
    const WholeCity city = read_model(city_model(building(
        "a", polygon_of(curve_member(line("0 0 4 0")) +
                        curve_member(turned(
                            base_curve("<gml:CompositeCurve>" + curve_member(line("2 6 4 4")) +
                                       curve_member(turned(base_curve(line("4 0 4 2 4 4")))) +
                                       "</gml:CompositeCurve>"))) +
                        curve_member(line("2 6 0 4")) +
                        curve_member(turned(base_curve(turned(base_curve(line("0 4 0 0"))))))))));
    // The inner one of the composite runs 4,4 4,2 4,0, so that all of it runs 4,0 ... 2,6.
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.polygons.size(), 1U);
    EXPECT_EQ(shown(city.batch, city.batch.polygons[0].rings.first), "0,0 4,0 4,2 4,4 2,6 0,4");
}

TEST(CityGmlCurves, LinesThatAreTurnedRoundRunBackwards) {
    const WholeCity city = read_model(city_model(building(
        "a", curve_of("<gml:CompositeCurve>" + curve_member(line("0 0 1 0")) +
                      curve_member(turned(
                          base_curve("<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>"
                                     "9 0 0 8 0 0 7 0 0</gml:posList></gml:LineStringSegment>"
                                     "<gml:LineStringSegment><gml:posList>7 0 0 6 0 0</gml:posList>"
                                     "</gml:LineStringSegment></gml:segments></gml:Curve>"))) +
                      "</gml:CompositeCurve>"))));
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.geometries.size(), 1U);
    const Range lines = city.batch.geometries[0].lines;
    ASSERT_EQ(lines.count, 3U);
    EXPECT_EQ(shown(city.batch, lines.first), "0,0 1,0");
    EXPECT_EQ(shown(city.batch, lines.first + 1), "6,0 7,0");
    EXPECT_EQ(shown(city.batch, lines.first + 2), "7,0 8,0 9,0");
}

TEST(CityGmlCurves, NeighboursShareTheCurveBetweenThem) {
    // The border stands with the first, or with another building.
    const std::string border = line("4 0 4 4", "border");
    const std::string left = curve_member(line("4 4 0 4 0 0 4 0"));
    const std::string right = curve_member(line("4 0 8 0 8 4 4 4"));
    const std::string turned_border = curve_member(turned(base_reference("border")));
    const std::string by_reference = "<gml:curveMember xlink:href='#border'/>";
    for (const std::string& city_text :
         {building("a", polygon_of(left + curve_member(border))) +
              building("b", polygon_of(right + turned_border)),
          building("a", polygon_of(left + by_reference)) +
              building("b", polygon_of(right + turned_border)) + building("c", curve_of(border))}) {
        const WholeCity city = read_model(city_model(city_text));
        EXPECT_THAT(city.warnings, IsEmpty());
        ASSERT_EQ(city.batch.polygons.size(), 2U);
        EXPECT_EQ(shown(city.batch, city.batch.polygons[0].rings.first), "4,4 0,4 0,0 4,0");
        EXPECT_EQ(shown(city.batch, city.batch.polygons[1].rings.first), "4,0 8,0 8,4 4,4");
    }
    // What only refers to its curves is as large as they are.
    const WholeCity far =
        read_model(city_model(building("a", polygon_of("<gml:curveMember xlink:href='#round'/>")) +
                              building("b", curve_of(line("50 50 60 50 60 60 50 50", "round")))));
    ASSERT_EQ(far.batch.polygons.size(), 1U);
    EXPECT_EQ(far.members.at(0).bounds.max.x, 60.0);
}

TEST(CityGmlCurves, WhatIsCopiedFromAnotherObjectIsTurnedToo) {
    const WholeCity city = read_model(city_model(
        building("a", curve_of(turned(base_reference("line"))) +
                          "<b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>"
                          "<gml:OrientableSurface orientation='-'>"
                          "<gml:baseSurface xlink:href='#square'/></gml:OrientableSurface>"
                          "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface>") +
        building("b", curve_of(line("1 1 2 2 3 3", "line")) + surfaces_of("2", "square"))));
    EXPECT_THAT(city.warnings, IsEmpty());
    const CityBatch& batch = city.batch;
    std::vector<std::string> of_a;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        if (batch.text_of(batch.objects[geometry.object].id) != "a") continue;
        const Range lines = geometry.lines.count > 0
                                ? geometry.lines
                                : batch.polygons[geometry.polygons.first].rings;
        of_a.push_back(shown(batch, lines.first));
    }
    EXPECT_THAT(of_a, ::testing::UnorderedElementsAre("3,3 2,2 1,1", "0,4 4,4 4,0 0,0"));
}

TEST(CityGmlCurves, CurvesThatReferToThemselvesEnd) {
    const WholeCity itself = read_model(city_model(
        building("a", polygon_of(curve_member("<gml:OrientableCurve gml:id='o' orientation='-'>" +
                                              base_reference("o") + "</gml:OrientableCurve>")))));
    EXPECT_TRUE(itself.batch.polygons.empty());
    EXPECT_THAT(itself.warnings, Contains(HasSubstr("for more than 8 steps")));
    const WholeCity nowhere = read_model(
        city_model(building("a", polygon_of(curve_member(line("0 0 1 0 1 1")) +
                                            curve_member(turned(base_reference("n")))))));
    EXPECT_THAT(nowhere.warnings, Contains(HasSubstr("\"#n\"")));
    EXPECT_TRUE(nowhere.batch.polygons.empty()) << "half a ring would be another shape";
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_curves
