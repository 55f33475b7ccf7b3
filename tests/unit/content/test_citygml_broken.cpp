// SPDX-License-Identifier: Apache-2.0
// CityGML that is wrong, cut, encoded anew or made to harm: a report, never a crash or a hang.
#include <algorithm>
#include <filesystem>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/long_member.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::tests_of_citygml_broken {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::string_view kOpen =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:dem='http://www.opengis.net/citygml/relief/2.0' "
    "xmlns:b='http://www.opengis.net/citygml/building/2.0'>";

std::string building(int number) {
    const std::string x = std::to_string(number);
    return "<cityObjectMember><b:Building gml:id='b" + x +
           "'><b:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>"
           "<gml:LinearRing><gml:posList>" +
           x + " 0 0 " + x + " 1 0 " + x + " 1 1 " + x +
           " 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
           "</gml:MultiSurface></b:lod1MultiSurface></b:Building></cityObjectMember>";
}

std::string city_of(int buildings) {
    std::string text(kOpen);
    for (int i = 0; i < buildings; ++i)
        text += building(i);
    return text + "</CityModel>";
}

TEST(CityGmlBroken, TruncatedFilesShowWhatStandsBefore) {
    const std::string text = city_of(10);
    for (std::size_t size = 0; size < text.size(); size += 7) {
        const auto city = read_citygml_text(text.substr(0, size));
        if (size < kOpen.size()) {
            EXPECT_FALSE(city) << size;
            continue;
        }
        ASSERT_TRUE(city) << size;
        EXPECT_LE(city->batch.objects.size(), 10U);
        EXPECT_EQ(city->batch.objects.size(), city->batch.polygons.size());
    }
    const auto cut = read_citygml_text(text.substr(0, text.size() - 30));
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->batch.objects.size(), 9U);
    EXPECT_THAT(cut->warnings, Contains(HasSubstr("the model ends early")));
}

TEST(CityGmlBroken, OneBrokenMemberCostsOneMember) {
    std::string text(kOpen);
    text += building(0) +
            "<cityObjectMember><b:Building><b:a></b:Building></b:a></cityObjectMember>" +
            building(2) + "</CityModel>";
    const auto city = read_citygml_text(text);
    ASSERT_TRUE(city);
    EXPECT_EQ(city->batch.objects.size(), 2U);
    EXPECT_THAT(city->warnings, Contains(HasSubstr("closes what is not open")));
}

TEST(CityGmlBroken, EntitiesAreRefused) {
    const std::string text =
        "<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
        "<CityModel>&b;</CityModel>";
    EXPECT_TRUE(citygml::is_citygml(as_bytes(text))) << "so that opening it says why not";
    const auto bomb = read_citygml_text(text);
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().kind, ErrorKind::kUnsupported);
    EXPECT_THAT(bomb.error().message, HasSubstr("DOCTYPE"));
}

TEST(CityGmlBroken, AMillionElementsInsideOneAnotherAreLeftOut) {
    std::string text(kOpen);
    text += building(0) + "<cityObjectMember>";
    for (int i = 0; i < 1'000'000; ++i)
        text += "<b:x>";
    for (int i = 0; i < 1'000'000; ++i)
        text += "</b:x>";
    text += "</cityObjectMember>" + building(1) + "</CityModel>";
    const auto city = read_citygml_text(std::move(text));
    ASSERT_TRUE(city);
    EXPECT_EQ(city->batch.objects.size(), 2U);
    EXPECT_THAT(city->warnings, Contains(HasSubstr("1000000 deep")));
}

TEST(CityGmlBroken, OtherFilesAreNamedForWhatTheyAre) {
    for (const std::string_view text :
         {std::string_view("{\"type\":\"CityJSON\"}"), std::string_view("\x89PNG\r\n\x1a\n"),
          std::string_view("glTF\2\0\0\0", 8), std::string_view(),
          std::string_view("<html><body>404</body></html>")}) {
        EXPECT_FALSE(citygml::is_citygml(as_bytes(text)));
        const auto city = read_citygml_text(std::string(text));
        ASSERT_FALSE(city);
        EXPECT_FALSE(city.error().message.empty());
    }
    EXPECT_TRUE(citygml::is_citygml(as_bytes(city_of(1))));
}

TEST(CityGmlBroken, RangesFromElsewhereAreNotRead) {
    auto city = read_citygml_text(city_of(2));
    ASSERT_TRUE(city);
    const std::vector<citymodel::FileRange> outside{{~0ULL, 10}};
    EXPECT_FALSE(city->file->read(outside, {}, {}));
    EXPECT_FALSE(city->file->index({100, ~0ULL}, {}));
    // Inside, but nothing that was indexed: left out.
    const std::vector<citymodel::FileRange> odd{{17, 200}};
    const auto batch = city->file->read(odd, {}, {});
    ASSERT_TRUE(batch);
    EXPECT_TRUE(batch->objects.empty());
}

TEST(CityGmlBroken, FlippedBytesNeverCrash) {
    const std::string whole = city_of(4);
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::string text = whole;
        for (int flips = 0; flips < 3; ++flips)
            text[random() % text.size()] = static_cast<char>("<>&'\" /x0\0\xFF!-?="[random() % 16]);
        const auto city = read_citygml_text(std::move(text), {citymodel::kNoLod, true});
        if (city) {
            EXPECT_LE(city->batch.objects.size(), 100U);
        }
    }
}

// Two thousand polygons in a surface that is referred to, and painted, thousands of times.
TEST(CityGmlBroken, RepetitionDoesNotFillTheMemory) {
    std::string polygons;
    for (int i = 0; i < 2'000; ++i) {
        polygons +=
            "<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 "
            "0 1 0 0 1 1 0 0 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
            "</gml:surfaceMember>";
    }
    std::string painted(kOpen);
    painted +=
        "<cityObjectMember><b:Building gml:id='a'><b:lod1MultiSurface><gml:MultiSurface "
        "gml:id='m'>" +
        polygons + "</gml:MultiSurface></b:lod1MultiSurface></b:Building></cityObjectMember>";
    std::string referring = painted;
    painted += "<appearanceMember><Appearance><X3DMaterial>";
    for (int i = 0; i < 20'000; ++i)
        painted += "<target>#m</target>";
    painted += "</X3DMaterial></Appearance></appearanceMember></CityModel>";
    const auto one = read_citygml_text(std::move(painted));
    ASSERT_TRUE(one);
    EXPECT_LE(one->batch.appearances.size(), 2'000U);
    EXPECT_THAT(one->warnings, Contains(HasSubstr("over and over")));
    for (int i = 0; i < 150; ++i) {
        referring +=
            "<cityObjectMember><b:Building gml:id='r'><b:lod1Solid "
            "xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#m'/></b:Building>"
            "</cityObjectMember>";
    }
    const auto other = read_citygml_text(referring + "</CityModel>");
    ASSERT_TRUE(other);
    EXPECT_LE(other->batch.polygons.size(), 256'000U);
    EXPECT_THAT(other->warnings, Contains(HasSubstr("250,000 polygons")));
}

// A terrain of 40 MiB in one member is read piece by piece, each with the object it is of.
TEST(CityGmlBroken, LongMembersAreReadInPieces) {
    std::string text(kOpen);
    text += building(0) +
            "<cityObjectMember><dem:ReliefFeature gml:id='r'><gml:name>hill</gml:name>"
            "<dem:lod>1</dem:lod><dem:reliefComponent><dem:TINRelief gml:id='t'><dem:lod>1"
            "</dem:lod><dem:tin><gml:TriangulatedSurface><gml:trianglePatches>";
    const std::size_t triangles = 160'000;
    for (std::size_t i = 0; i < triangles; ++i) {
        const std::string x = std::to_string(i);
        text += "<gml:Triangle><gml:exterior><gml:LinearRing><gml:posList srsDimension='3'>" + x +
                ".125 0.125 10.5 " + x + ".25 1.75 11.5 " + x + ".5 0.25 12.5 " + x +
                ".125 0.125 10.5</gml:posList></gml:LinearRing></gml:exterior></gml:Triangle>\n";
    }
    text +=
        "</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief>"
        "</dem:reliefComponent></dem:ReliefFeature></cityObjectMember>" +
        building(1) + "</CityModel>";
    ASSERT_GT(text.size(), 2 * citygml::limits::kWholeMemberBytes);
    auto city = read_citygml_text(std::move(text));
    ASSERT_TRUE(city);
    EXPECT_EQ(city->batch.polygons.size(), triangles + 2);
    // Read in groups of pieces, the terrain is one object all the same.
    EXPECT_EQ(city->batch.objects.size(), 4U);
    const auto names = std::ranges::count_if(city->batch.attributes, [&](const auto& attribute) {
        return city->batch.text_of(attribute.text) == "hill";
    });
    EXPECT_EQ(names, 1);
    EXPECT_GT(city->members.size(), 4U);
    std::uint64_t counted = 0;
    for (const citymodel::CityMember& member : city->members) {
        EXPECT_LE(member.range.bytes, citygml::limits::kPieceBytes);
        counted += member.polygons;
    }
    EXPECT_EQ(counted, triangles + 2);
    // A piece alone brings its object, its name and its level.
    const auto& piece = city->members[2];
    const std::vector<citymodel::FileRange> ranges{piece.range};
    const auto batch = city->file->read(ranges, {}, {});
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->polygons.size(), piece.polygons);
    ASSERT_EQ(batch->objects.size(), 2U);
    EXPECT_EQ(batch->text_of(batch->objects[1].id), "t");
    EXPECT_EQ(batch->geometries.at(0).lod, 10);
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_broken
