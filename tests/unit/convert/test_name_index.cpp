// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_index.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

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
