// SPDX-License-Identifier: Apache-2.0
// Solids that are not closed are told of, with their object and how many edges are open.
#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/solid_edges.hpp"
#include "small_cities.hpp"

namespace belvedere::content::tests_of_solid_edges {
namespace {

using namespace small_cities;
using citymodel::CityBatch;

constexpr citymodel::LodChoice kEveryLod{.every_lod = true, .checks_solids = true};

// Corners of a cube of four metres; the upper ones `lift` higher in the second half of its faces.
constexpr std::array<std::array<int, 4>, 6> kFaces{
    {{0, 3, 2, 1}, {4, 5, 6, 7}, {0, 1, 5, 4}, {1, 2, 6, 5}, {2, 3, 7, 6}, {3, 0, 4, 7}}};

std::string corner(int number, double lift) {
    const int x = number % 4 == 1 || number % 4 == 2 ? 4 : 0, y = number % 4 >= 2 ? 4 : 0;
    const double z = number >= 4 ? 4.0 + lift : 0.0;
    return std::to_string(x) + ' ' + std::to_string(y) + ' ' + std::to_string(z) + ' ';
}

std::string face(std::size_t index, double lift = 0.0) {
    std::string positions;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 0U})
        positions += corner(kFaces[index][i], index >= 3 ? lift : 0.0);
    return "<gml:Polygon gml:id='f" + std::to_string(index) +
           "'><gml:exterior><gml:LinearRing><gml:posList>" + positions +
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>";
}

// The first faces in the solid itself, the others in walls that it refers to.
std::string cube(std::size_t faces, std::size_t inline_faces, double lift = 0.0) {
    std::string solid;
    std::string walls;
    for (std::size_t i = 0; i < faces; ++i) {
        if (i < inline_faces) {
            solid += "<gml:surfaceMember>" + face(i, lift) + "</gml:surfaceMember>";
            continue;
        }
        solid += "<gml:surfaceMember xlink:href='#f" + std::to_string(i) + "'/>";
        walls +=
            "<b:boundedBy><b:WallSurface><b:lod2MultiSurface><gml:MultiSurface>"
            "<gml:surfaceMember>" +
            face(i, lift) +
            "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface></b:WallSurface>"
            "</b:boundedBy>";
    }
    return member(
        "<b:Building gml:id='cube'><b:lod2Solid><gml:Solid><gml:exterior>"
        "<gml:CompositeSurface>" +
        solid + "</gml:CompositeSurface></gml:exterior></gml:Solid></b:lod2Solid>" + walls +
        "</b:Building>");
}

// How many open edges a batch tells of, and of which object.
std::pair<std::uint64_t, std::string> told_of(const CityBatch& batch) {
    for (const citymodel::CityWarning& warning : batch.warnings) {
        if (warning.sentence.find("a solid is not closed") != std::string::npos) {
            return {warning.count, warning.object};
        }
    }
    return {0, ""};
}

using Told = std::pair<std::uint64_t, std::string>;

TEST(SolidEdges, ASolidIsClosedWhereverItsSurfacesStand) {
    for (const std::size_t inline_faces : {0U, 2U, 6U}) {
        SCOPED_TRACE(inline_faces);
        EXPECT_EQ(told_of(read_model(city_model(cube(6, inline_faces)), kEveryLod).batch),
                  Told(0, ""));
        EXPECT_EQ(told_of(read_model(city_model(cube(5, inline_faces)), kEveryLod).batch),
                  Told(4, "cube"));
        EXPECT_EQ(told_of(read_model(city_model(cube(4, inline_faces)), kEveryLod).batch),
                  Told(6, "cube"));
    }
    EXPECT_EQ(told_of(read_model(city_model(cube(5, 6))).batch), Told(0, ""))
        << "what is read for the screen is not told of";
}

TEST(SolidEdges, CornersThatAreNearlyOneAreOne) {
    EXPECT_EQ(told_of(read_model(city_model(cube(6, 6, 0.0004)), kEveryLod).batch), Told(0, ""));
    EXPECT_GT(told_of(read_model(city_model(cube(6, 6, 0.1)), kEveryLod).batch).first, 0U);
}

TEST(SolidEdges, ReferencesToOtherMembersAndToNothing) {
    const std::string walls = cube(6, 0);
    // The faces are another building's.
    const std::string other = "<b:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>";
    std::string surfaces;
    for (std::size_t i = 0; i < 6; ++i)
        surfaces += "<gml:surfaceMember xlink:href='#f" + std::to_string(i) + "'/>";
    const auto solid_of = [&](const std::string& members) {
        return member("<b:Building gml:id='other'>" + other + members +
                      "</gml:CompositeSurface></gml:exterior></gml:Solid></b:lod2Solid>"
                      "</b:Building>");
    };
    EXPECT_EQ(told_of(read_model(city_model(walls + solid_of(surfaces)), kEveryLod).batch),
              Told(0, ""));
    const std::string five = surfaces.substr(0, surfaces.rfind("<gml:surfaceMember"));
    EXPECT_EQ(told_of(read_model(city_model(walls + solid_of(five)), kEveryLod).batch),
              Told(4, "other"));
    // What leads nowhere is told of already: nobody knows whether it would close the solid.
    EXPECT_EQ(told_of(read_model(city_model(walls + solid_of(five + "<gml:surfaceMember "
                                                                    "xlink:href='#nowhere'/>")),
                                 kEveryLod)
                          .batch),
              Told(0, ""));
}

TEST(SolidEdges, SolidsOfCityJson) {
    const auto city_of = [](std::size_t faces) {
        std::string boundaries;
        for (std::size_t i = 0; i < faces; ++i) {
            boundaries += i > 0 ? ",[[" : "[[";
            for (std::size_t k = 0; k < 4; ++k)
                boundaries += (k > 0 ? "," : "") + std::to_string(kFaces[i][k]);
            boundaries += "]]";
        }
        const std::string text =
            R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
            R"("translate":[0,0,0]},"CityObjects":{"cube":{"type":"Building","geometry":[)"
            R"({"type":"Solid","lod":"2","boundaries":[[)" +
            boundaries +
            R"(]]}]}},"vertices":[[0,0,0],[4,0,0],[4,4,0],[0,4,0],[0,0,4],[4,0,4],[4,4,4],)"
            R"([0,4,4]]})";
        auto city =
            read_whole(open_city_file(std::make_shared<BytesInMemory>(text), "a.json"), kEveryLod);
        EXPECT_TRUE(city);
        return city ? told_of(city->batch) : Told(99, "");
    };
    EXPECT_EQ(city_of(6), Told(0, ""));
    EXPECT_EQ(city_of(5), Told(4, "cube"));
}

// A cube of four units at a place; where a face has its corners is said for each.
template <class Place>
CityBatch cube_of(std::size_t faces, const Place& place) {
    CityBatch batch;
    for (std::uint32_t f = 0; f < faces; ++f) {
        for (const int number : kFaces[f]) {
            const glm::dvec3 at(number % 4 == 1 || number % 4 == 2 ? 4.0 : 0.0,
                                number % 4 >= 2 ? 4.0 : 0.0, number >= 4 ? 4.0 : 0.0);
            batch.corners.push_back(static_cast<std::uint32_t>(batch.vertices.size()));
            batch.vertices.push_back(place(at, f));
        }
        batch.rings.push_back({{4 * f, 4}});
        batch.polygons.push_back({.rings = {f, 1}});
    }
    return batch;
}

TEST(SolidEdges, OneCheckServesManySolids) {
    citymodel::SolidEdges edges;
    const glm::dvec3 millimetre(1e-3);
    const auto open = [&](const CityBatch& batch, const glm::dvec3& tolerance) {
        const Range all{0, static_cast<std::uint32_t>(batch.polygons.size())};
        // In one piece or in several.
        const std::vector<Range> cut{{0, 1}, {1, all.count - 1}};
        const std::uint64_t whole = edges.count_open(batch, std::span(&all, 1), tolerance);
        EXPECT_EQ(edges.count_open(batch, cut, tolerance), whole);
        return whole;
    };
    const auto exact = [](const glm::dvec3& at, std::uint32_t) { return at; };
    // Each face has corners of its own, half a millimetre from those of the last, also where cells
    // of a millimetre begin and far from the origin.
    const auto loose = [](const glm::dvec3& at, std::uint32_t face) {
        return at + glm::dvec3(450'000.0, -5'700'000.0, 0.0) +
               0.0005 * (face % 2) * glm::dvec3(1.0);
    };
    const auto far_apart = [](const glm::dvec3& at, std::uint32_t face) {
        return at + 0.1 * face * glm::dvec3(1.0, 0.0, 0.0);
    };
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(open(cube_of(6, exact), millimetre), 0U);
        EXPECT_EQ(open(cube_of(5, exact), millimetre), 4U);
        EXPECT_EQ(open(cube_of(5, exact), glm::dvec3(0.0)), 4U);
        EXPECT_EQ(open(cube_of(6, loose), millimetre), 0U);
        EXPECT_EQ(open(cube_of(5, loose), millimetre), 4U);
        EXPECT_GT(open(cube_of(6, loose), glm::dvec3(0.0)), 0U);
        EXPECT_EQ(open(cube_of(6, far_apart), millimetre), 24U);
    }
    // Neither sign of nothing nor numbers beyond all cells are a matter.
    const auto signed_zeros = [](const glm::dvec3& at, std::uint32_t face) {
        const auto turned = [&](double v) { return v == 0.0 && face % 2 == 0 ? -0.0 : v; };
        return glm::dvec3(turned(at.x), turned(at.y), turned(at.z));
    };
    EXPECT_EQ(open(cube_of(6, signed_zeros), glm::dvec3(0.0)), 0U);
    EXPECT_EQ(open(cube_of(5, [](const glm::dvec3& at, std::uint32_t) { return at * 1e300; }),
                   millimetre),
              4U);
    const double none = std::numeric_limits<double>::quiet_NaN();
    (void)open(cube_of(5, [&](const glm::dvec3& at, std::uint32_t) { return at * none; }),
               millimetre);
}

}  // namespace
}  // namespace belvedere::content::tests_of_solid_edges
