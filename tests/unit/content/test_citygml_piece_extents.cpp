// SPDX-License-Identifier: Apache-2.0
// How far pieces of members that are cut inside reach, where they place models.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/citymodel/instance_boxes.hpp"
#include "test_paths.hpp"
#include "tests/unit/content/placed_models.hpp"

namespace belvedere::content::tests_of_citygml_piece_extents {
namespace {

using namespace placed_models;
using ::testing::IsEmpty;

std::string placing(int number, const std::string& what) {
    return "<b:outerBuildingInstallation><b:BuildingInstallation gml:id='i" +
           std::to_string(number) +
           "'><b:lod3ImplicitRepresentation><ImplicitGeometry><transformationMatrix>2 0 0 0 0 2 0 "
           "0 "
           "0 0 2 0 0 0 0 1</transformationMatrix>" +
           what + "<referencePoint><gml:Point><gml:pos>" + std::to_string(100 * number) +
           " 20 5</gml:pos></gml:Point></referencePoint></ImplicitGeometry>"
           "</b:lod3ImplicitRepresentation></b:BuildingInstallation>"
           "</b:outerBuildingInstallation>";
}

// A building with a wall at its origin and `count` installations 100 apart: slopes from a file, and
// triangles that the first of those defines and others refer to.
std::string building(int count) {
    const std::string triangle =
        "<relativeGMLGeometry><gml:MultiSurface gml:id='t'><gml:surfaceMember><gml:Polygon>"
        "<gml:exterior><gml:LinearRing><gml:posList>0 0 0 3 0 0 0 0 7 0 0 0</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
        "</relativeGMLGeometry>";
    std::string text =
        "<cityObjectMember><b:Building xmlns:b='http://www.opengis.net/citygml/building/2.0' "
        "gml:id='a'><b:lod3MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon>"
        "<gml:exterior><gml:LinearRing><gml:posList>0 20 5 1 20 5 0 20 6 0 20 5</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
        "</b:lod3MultiSurface>";
    for (int i = 1; i <= count; ++i) {
        if (i % 2 == 0) {
            text += placing(i, "<libraryObject>slope.stl</libraryObject>");
        } else {
            text += placing(i, i == 1 ? triangle
                                      : "<relativeGMLGeometry xlink:href='#t' "
                                        "xmlns:xlink='http://www.w3.org/1999/xlink'/>");
        }
    }
    return std::string(kRoot) + text + "</b:Building></cityObjectMember></CityModel>";
}

WholeCity read_building(int count, const citygml::CutSizes& cuts) {
    const std::string slope =
        text_of_file(std::filesystem::path(BELVEDERE_TEST_DATA) / "models/slope.stl");
    auto city = read_citygml_text(
        building(count), {.every_lod = true},
        {"test.gml", reading({{"slope.stl", slope}}), cuts, {BELVEDERE_MODEL_READER}});
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

TEST(CityGmlPieceExtents, PiecesReachAsFarAsTheModelsTheyPlace) {
    const WholeCity whole = read_building(20, {});
    ASSERT_EQ(whole.members.size(), 1U);
    EXPECT_THAT(whole.warnings, IsEmpty());
    expect_box(whole.members[0].bounds, {0, 20, 5}, {2002, 22, 19});
    for (const std::uint64_t piece_bytes : {400U, 1'500U}) {
        SCOPED_TRACE(piece_bytes);
        const WholeCity cut = read_building(20, {2 * piece_bytes, 2 * piece_bytes, piece_bytes});
        ASSERT_GT(cut.members.size(), 4U);
        EXPECT_THAT(cut.warnings, IsEmpty());
        citymodel::CityBox all;
        for (const citymodel::CityMember& member : cut.members) {
            all.add(member.bounds);
            // What the piece alone shows is what its box says.
            const std::vector<citymodel::FileRange> alone{member.range};
            const auto batch = cut.file->read(alone, {.every_lod = true}, {});
            ASSERT_TRUE(batch) << batch.error().message;
            citymodel::InstanceBoxes boxes(*batch, {});
            citymodel::CityBox shown;
            for (const citymodel::Geometry& geometry : batch->geometries) {
                if (geometry.object == kNone) continue;
                shown.add(bounds_of(*batch, geometry));
                shown.add(boxes.box_of(geometry));
            }
            expect_box(member.bounds, shown.min, shown.max);
        }
        expect_box(all, {0, 20, 5}, {2002, 22, 19});
    }
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_piece_extents
