// SPDX-License-Identifier: Apache-2.0
// Real cities: their counts over all tiles of all levels.
#include <chrono>
#include <iostream>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/feature_table.hpp"
#include "test_paths.hpp"
#include "tests/unit/content/tileset_folder.hpp"

namespace belvedere::content {
namespace {

struct CityCounts {
    std::uint64_t triangles = 0;
    std::uint64_t instances = 0;
    std::uint64_t features = 0;
    std::set<std::string> ids;

    void add(const TileContent& content) {
        triangles += content.header().triangle_count;
        instances += content.header().instance_count;
        features += content.header().feature_count;
        const FeatureTable table(content);
        for (std::uint32_t row = 0; row < content.header().feature_count; ++row) {
            const std::string id = table.id_text(row);
            if (!id.empty()) ids.insert(id);
        }
    }
};

struct CountedVisit {
    TilesetVisit visit;
    CityCounts counts;
};

CountedVisit count_city(const std::filesystem::path& tileset_json) {
    CountedVisit counted;
    const auto start = std::chrono::steady_clock::now();
    counted.visit = visit_tileset(tileset_json,
                                  [&](const TileContent& content) { counted.counts.add(content); });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::cout << tileset_json.parent_path().filename().string() << ": " << counted.visit.tiles
              << " tiles, " << counted.visit.contents << " contents, " << counted.counts.triangles
              << " triangles, " << counted.counts.instances << " instances, "
              << counted.counts.features << " features, " << counted.counts.ids.size() << " ids, "
              << counted.visit.errors.size() << " errors, " << counted.visit.warnings.size()
              << " warnings, " << took.count() << " s\n";
    for (std::size_t i = 0; i < counted.visit.errors.size() && i < 5; ++i) {
        std::cout << "  error: " << counted.visit.errors[i] << "\n";
    }
    for (std::size_t i = 0; i < counted.visit.warnings.size() && i < 5; ++i) {
        std::cout << "  warning: " << counted.visit.warnings[i] << "\n";
    }
    return counted;
}

TEST(Cities, MinatoKu) {
    const auto folder = unpacked_sample("3dtiles/plateau-minato-ku");
    if (folder.empty()) GTEST_SKIP() << "no sample data at " << BELVEDERE_SAMPLE_DATA;
    const auto [visit, counts] = count_city(folder / "tileset.json");
    EXPECT_EQ(visit.tiles, 209U);
    EXPECT_EQ(visit.contents, 206U);
    EXPECT_EQ(visit.errors.size(), 3U);
    EXPECT_EQ(counts.triangles, 909'134U);
    EXPECT_EQ(counts.features, 30'708U);
    EXPECT_EQ(counts.ids.size(), 29'662U);
}

TEST(Cities, Delaware) {
    const auto folder = unpacked_sample("3dtiles/delaware-lods-epsg3857");
    if (folder.empty()) GTEST_SKIP() << "no sample data at " << BELVEDERE_SAMPLE_DATA;
    const auto [visit, counts] = count_city(folder / "tileset.json");
    EXPECT_EQ(visit.errors.size(), 0U);
    EXPECT_EQ(counts.triangles, 882'064U);
    EXPECT_EQ(counts.ids.size(), 45'064U);
}

TEST(Cities, Wageningen) {
    const std::filesystem::path folder =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "3dtiles/wageningen-implicit-7";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no sample data at " << folder;
    const auto [visit, counts] = count_city(folder / "tileset.json");
    EXPECT_EQ(visit.contents, 13U);
    EXPECT_EQ(visit.errors.size(), 0U);
    EXPECT_EQ(counts.triangles, 146'666U);
}

TEST(Cities, TreesOfExternalTilesets) {
    const std::filesystem::path folder =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "3dtiles/i3dm-external-tilesets";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no sample data at " << folder;
    const auto [visit, counts] = count_city(folder / "super_tileset.json");
    EXPECT_EQ(visit.errors.size(), 0U);
    EXPECT_EQ(counts.instances, 51'592U);
}

}  // namespace
}  // namespace belvedere::content
