// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_index.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "app/convert/name_block.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/geo/geodetic.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

using test::TemporaryFolder;

std::string member(const std::string& id, const std::string& attributes, int first) {
    return "\"" + id + R"(":{"type":"Building","attributes":{)" + attributes +
           R"(},"geometry":[{"type":"MultiSurface","lod":"1","boundaries":[[[)" +
           std::to_string(first) + "," + std::to_string(first + 1) + "," +
           std::to_string(first + 2) + "]]]}]}";
}

const std::string kTown =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
    R"("translate":[84000,447000,0]},)"
    R"("metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/28992"},)"
    R"("CityObjects":{)" +
    member("B1", R"("name":"École Sainte-Thérèse","street":"Rue de l'Église")", 0) + "," +
    member("B11", R"("name":"St. Theresien-Straße 5")", 3) + "," +
    member("Ω-7", R"("name":"東京都港区１丁目")", 6) +
    R"(,"B1-part":{"type":"BuildingPart","parents":["B1"]}},"vertices":[[0,0,0],[8,0,0],[0,6,4],)"
    R"([100,0,0],[108,0,0],[100,6,4],[0,200,0],[8,200,0],[0,206,4]]})";

class Finding : public testing::Test {
  protected:
    void SetUp() override {
        folder_.write("town.json", kTown);
        auto model = open_city_model(
            jobs_, {.uri = (folder_.path() / "town.json").string(), .offline = true}, {});
        ASSERT_TRUE(model) << model.error().message;
        model_ = std::move(*model);
    }
    NameSearch find(const std::string& text, stream::TileCache* cache = nullptr,
                    std::size_t most = 10) {
        auto found = find_names(model_, {text, most}, cache, [](double) {}, {});
        EXPECT_TRUE(found);
        return found ? std::move(*found) : NameSearch();
    }

    JobPool jobs_{{.threads = 2}};
    TemporaryFolder folder_;
    CityModel model_;
};

TEST_F(Finding, IdsNamesAndAddressesInAnyScript) {
    EXPECT_EQ(find("ecole sainte").hits.at(0).id, "B1");
    EXPECT_EQ(find("ÉGLISE").hits.at(0).text, "Rue de l'Église");
    EXPECT_EQ(find("theresienstrasse").found, 0U);
    EXPECT_EQ(find("THERESIEN-STRASSE").hits.at(0).id, "B11");
    EXPECT_EQ(find("港区1丁目").hits.at(0).id, "Ω-7");
    EXPECT_EQ(find("ω-7").hits.at(0).text, "Ω-7");
    EXPECT_EQ(find("nowhere").found, 0U);
    EXPECT_EQ(find("  ").found, 0U);
    EXPECT_EQ(find("building").found, 0U);  // A type is no name.
}

TEST_F(Finding, AllWordsMustOccurInOneObject) {
    EXPECT_EQ(find("eglise therese").hits.at(0).id, "B1");
    EXPECT_EQ(find("eglise straße").found, 0U);
}

TEST_F(Finding, TheWholeIdComesBeforeThoseThatBeginWithIt) {
    const NameSearch search = find("b1");
    EXPECT_EQ(search.found, 3U);
    EXPECT_EQ(search.objects, 4U);
    ASSERT_EQ(search.hits.size(), 3U);
    EXPECT_EQ(search.hits[0].id, "B1");
    const NameSearch first = find("b1", nullptr, 1);
    EXPECT_EQ(first.found, 3U);
    ASSERT_EQ(first.hits.size(), 1U);
    EXPECT_EQ(first.hits[0].id, "B1");
}

TEST_F(Finding, HitsKnowWhereTheyAre) {
    const NameSearch search = find("Ω-7");
    const geo::Geodetic at = geo::to_geodetic(search.hits.at(0).place);
    EXPECT_NEAR(at.latitude_deg, 52.0, 0.1);
    EXPECT_NEAR(at.longitude_deg, 4.36, 0.1);
    EXPECT_NEAR(search.hits[0].radius_m, 5.4, 0.2);
    // A part without a shape stands where what it is part of does.
    EXPECT_GT(find("B1-part").hits.at(0).radius_m, 0.0);
}

TEST_F(Finding, TheIndexIsKeptAndABrokenOneIsMadeAgain) {
    const auto cache = stream::TileCache::open(folder_.path() / "cache", 1U << 24U);
    ASSERT_TRUE(cache);
    EXPECT_EQ(find("b1", cache->get()).found, 3U);
    EXPECT_GT((*cache)->bytes(), 0U);
    EXPECT_EQ(find("b1", cache->get()).found, 3U);
    auto block = make_name_block(model_.parts[0], model_.parts[0].file->stretches()[0], {});
    ASSERT_TRUE(block);
    for (std::size_t size = 0; size < block->size(); size += 7) {
        NameSearch search;
        const ByteView cut = ByteView(*block).first(size);
        EXPECT_FALSE(search_name_block(cut, {"b1", 10}, search)) << size;
    }
    for (std::size_t at = 0; at < block->size(); ++at) {
        Bytes broken = *block;
        broken[at] ^= std::byte{0xFF};
        NameSearch search;
        (void)search_name_block(broken, {"b1", 10}, search);  // Whatever it finds, it ends.
    }
}

// What a search in a file of its own finds.
NameSearch find_in(const TemporaryFolder& folder, const std::string& file, const std::string& text,
                   const std::string& query) {
    folder.write(file, text);
    JobPool jobs({.threads = 2});
    const auto model =
        open_city_model(jobs, {.uri = (folder.path() / file).string(), .offline = true}, {});
    EXPECT_TRUE(model) << model.error().message;
    auto found = find_names(*model, {query, 10}, nullptr, [](double) {}, {});
    EXPECT_TRUE(found);
    return found ? std::move(*found) : NameSearch();
}

TEST(FindingInTexts, AddressesAreFoundByTheirPartsAndAsTheyAreWritten) {
    const TemporaryFolder folder;
    const std::string filler(400, 'x');
    const std::string town =
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[84000,)"
        R"(447000,0]},"metadata":{"referenceSystem":"urn:ogc:def:crs:EPSG::28992"},)"
        R"("CityObjects":{"B1":{"type":"Building","attributes":{"history":")" +
        filler +
        R"( Überlinger"},"address":[{"CountryName":"Nederland","ThoroughfareNumber":"40",)"
        R"("ThoroughfareName":"Coolsingel","LocalityName":"Rotterdam","location":{"type":)"
        R"("MultiPoint","lod":"1","boundaries":[0]}},{"thoroughfareName":"Meent",)"
        R"("thoroughfareNumber":12,"note":")" +
        filler +
        R"("}],"geometry":[{"type":)"
        R"("MultiSurface","lod":"2","boundaries":[[[0,1,2]]],"semantics":{"surfaces":[{"type":)"
        R"("RoofSurface","label":"Dakterras"}],"values":[0]}}]}},)"
        R"("vertices":[[0,0,0],[8,0,0],[0,6,4]]})";
    for (const char* query :
         {"Coolsingel 40 Rotterdam", "40 coolsingel", "MEENT 12", "uberlinger"}) {
        const NameSearch found = find_in(folder, "town.json", town, query);
        ASSERT_EQ(found.found, 1U) << query;
        EXPECT_EQ(found.hits[0].id, "B1") << query;
        EXPECT_LT(found.hits[0].rank, 3) << query;
        EXPECT_EQ(found.cut, 0U);
    }
    EXPECT_EQ(find_in(folder, "town.json", town, "MultiPoint").found, 0U);
    // A surface that has no id goes by its object's.
    const NameSearch roof = find_in(folder, "town.json", town, "dakterras");
    ASSERT_EQ(roof.found, 1U);
    EXPECT_EQ(roof.hits[0].type, "RoofSurface");
    EXPECT_EQ(roof.hits[0].id, "B1");
}

// Texts beyond the limit are cut between characters, and that is told.
TEST(FindingInTexts, WhatIsNotLookedThroughIsCounted) {
    const TemporaryFolder folder;
    std::string text = "first";
    for (int i = 0; i < 30'000; ++i)
        text += "é";
    const std::string town =
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
        R"("CityObjects":{"B1":{"type":"Building","attributes":{"a":")" +
        text +
        R"( last"}}},)"
        R"("vertices":[[0,0,0]]})";
    EXPECT_EQ(find_in(folder, "long.json", town, "firsté").found, 1U);
    const NameSearch last = find_in(folder, "long.json", town, "last");
    EXPECT_EQ(last.found, 0U);
    EXPECT_EQ(last.cut, 1U);
}

TEST(FindingInRealModels, AddressesAndSurfacesAreFound) {
    const std::filesystem::path path = std::filesystem::path(BELVEDERE_SAMPLE_DATA) /
                                       "citygml/nrw-lod2-citygml1/LoD2_32_280_5659_1_NW.gml";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    JobPool jobs({.threads = 2});
    const auto model = open_city_model(jobs, {.uri = path.string(), .offline = true}, {});
    ASSERT_TRUE(model) << model.error().message;
    const auto find = [&](const std::string& text) {
        auto search = find_names(*model, {text, 10}, nullptr, [](double) {}, {});
        EXPECT_TRUE(search);
        return search ? std::move(*search) : NameSearch();
    };
    const NameSearch home = find("rodebachaue 7");
    ASSERT_FALSE(home.hits.empty());
    EXPECT_EQ(home.hits[0].text, "Germany Selfkant Rodebachaue 7");
    const NameSearch wall = find("UUID_7f5cffe5-f0ed-4fac-bc57-abe8db0c9df3");
    ASSERT_EQ(wall.found, 1U);
    EXPECT_EQ(wall.hits[0].type, "WallSurface");
    EXPECT_EQ(wall.hits[0].rank, 0);
    EXPECT_GT(wall.hits[0].radius_m, 0.5);
    EXPECT_LT(wall.hits[0].radius_m, 30.0);
}

TEST(FindingInRealModels, EveryIdIsFound) {
    const std::filesystem::path path =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "citygml/plateau-yokosuka";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    JobPool jobs({.threads = 2});
    const auto model = open_city_model(jobs, {.uri = path.string(), .offline = true}, {});
    ASSERT_TRUE(model) << model.error().message;
    const auto search = find_names(*model, {"bldg_", 100}, nullptr, [](double) {}, {});
    ASSERT_TRUE(search);
    EXPECT_GE(search->found, 13U);
}

}  // namespace
}  // namespace belvedere::convert
