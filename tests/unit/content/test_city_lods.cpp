// SPDX-License-Identifier: Apache-2.0
// Of a building and its parts one is shown where both would stand in the same place.
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "small_cities.hpp"

namespace belvedere::content::tests_of_city_lods {
namespace {

using namespace small_cities;
using citymodel::CityBatch;
using ::testing::ElementsAre;

// "id level" of what is shown.
std::set<std::string> shown_of(const CityBatch& batch) {
    std::set<std::string> shown;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        const bool has_lines = geometry.lines.count > 0;
        if (geometry.polygons.count == 0 && !has_lines) continue;
        shown.insert(std::string(batch.text_of(batch.objects[geometry.object].id)) + ' ' +
                     citymodel::text_of_lod(geometry.lod) + (has_lines ? " lines" : ""));
    }
    return shown;
}

std::string part(const std::string& id, const std::string& content) {
    return "<b:consistsOfBuildingPart><b:BuildingPart gml:id='" + id + "'>" + content +
           "</b:BuildingPart></b:consistsOfBuildingPart>";
}

std::string building(const std::string& content) {
    return city_model(member("<b:Building gml:id='a'>" + content + "</b:Building>"));
}

TEST(CityLods, PartsOfAHigherLevelStandInTheirBuildingsPlace) {
    const std::string text = building(surfaces_of("1", "p") + part("b", surfaces_of("2", "q", 3)) +
                                      part("c", surfaces_of("1", "r", 6)));
    EXPECT_THAT(shown_of(read_model(text).batch), ElementsAre("b 2", "c 1"));
    EXPECT_THAT(shown_of(read_model(text, {.lod_max = 10}).batch), ElementsAre("b 2", "c 1"))
        << "a part that has no lower level is shown at the one it has";
    EXPECT_THAT(shown_of(read_model(text, {.every_lod = true}).batch),
                ElementsAre("a 1", "b 2", "c 1"));
}

TEST(CityLods, WhatIsNoShareOfABuildingLeavesItAsItIs) {
    const std::string line =
        "<b:lod3MultiCurve><gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>"
        "0 0 0 4 0 0</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve>"
        "</b:lod3MultiCurve>";
    const std::string text = building(
        surfaces_of("2", "p") +
        "<b:interiorRoom><b:Room gml:id='r'><b:lod4MultiSurface><gml:MultiSurface>"
        "<gml:surfaceMember>" +
        square("q") +
        "</gml:surfaceMember></gml:MultiSurface></b:lod4MultiSurface></b:Room></b:interiorRoom>" +
        part("b", line));
    EXPECT_THAT(shown_of(read_model(text).batch), ElementsAre("a 2", "b 3 lines", "r 4"));
}

TEST(CityLods, InstallationsOfCityJsonLeaveTheirBuildingAsItIs) {
    const std::string text =
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
        R"("CityObjects":{"a":{"type":"Building","children":["i"],"geometry":[{"type":)"
        R"("MultiSurface","lod":"2","boundaries":[[[0,1,2,3]]]}]},)"
        R"("i":{"type":"BuildingInstallation","parents":["a"],"geometry":[{"type":)"
        R"("MultiSurface","lod":"3","boundaries":[[[0,1,2,3]]]}]}},)"
        R"("vertices":[[0,0,0],[4,0,0],[4,4,0],[0,4,0]]})";
    const auto city =
        read_whole(open_city_file(std::make_shared<BytesInMemory>(text), "test.json"), {});
    ASSERT_TRUE(city);
    EXPECT_THAT(shown_of(city->batch), ElementsAre("a 2", "i 3"));
}

// A building is longer than a piece, and its parts are in other pieces than its own shape.
TEST(CityLods, PartsInOtherPiecesOfALongMemberCountToo) {
    std::string walls;
    std::string parts;
    for (int i = 0; i < 20; ++i) {
        const std::string number = std::to_string(i);
        walls += "<b:boundedBy><b:WallSurface>" + surfaces_of("2", "w" + number, i) +
                 "</b:WallSurface></b:boundedBy>";
        parts += part("b" + number, surfaces_of("3", "p" + number, i));
    }
    citygml::CityGmlSource source{"test.gml", {}, {}};
    source.cuts = {4'000, 4'000, 1'000};
    const WholeCity cut = read_model(building(walls + parts), {}, source);
    ASSERT_GT(cut.members.size(), 4U);
    std::set<std::string> shown;
    for (const citymodel::CityMember& each : cut.members) {
        const std::vector<citymodel::FileRange> alone{each.range};
        const auto batch = cut.file->read(alone, {}, {});
        ASSERT_TRUE(batch);
        shown.merge(shown_of(*batch));
    }
    EXPECT_EQ(shown.size(), 20U);
    EXPECT_EQ(shown.count("a 2"), 0U);
}

}  // namespace
}  // namespace belvedere::content::tests_of_city_lods
