// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "engine/generator/quad_set.hpp"
#include "engine/stream/source_walk.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

struct WalkCounts {
    std::uint64_t triangles = 0;
    std::uint64_t instances = 0;
    std::uint64_t failed = 0;
};

Result<WalkSummary> walk(const std::filesystem::path& path, WalkCounts& counts) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    WalkOptions options;
    options.source.uri = path.string();
    options.offline = true;
    return walk_source(jobs, options, [&](const WalkedTile& tile) {
        if (tile.content == nullptr) {
            ++counts.failed;
            return;
        }
        counts.triangles += tile.content->header().triangle_count;
        counts.instances += tile.content->header().instance_count;
    });
}

TEST(SourceWalk, VisitsEveryTileOfEveryLevel) {
    const TemporaryFolder folder;
    JobPool jobs({2, WorkerScheduling::kNormal});
    generator::QuadSetOptions options;
    options.depth = 2;
    ASSERT_TRUE(generator::generate_quad_set(options, folder.path(), jobs));
    std::filesystem::remove(folder.path() / "2" / "1_1.glb");
    WalkCounts counts;
    const auto summary = walk(folder.path(), counts);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->tiles, 21U);
    EXPECT_EQ(summary->contents, 20U);
    EXPECT_EQ(summary->errors_total, 1U);
    EXPECT_EQ(counts.failed, 1U);
    EXPECT_EQ(counts.triangles, 20U * 64 * 114);
    EXPECT_TRUE(summary->document.has_value());
}

TEST(SourceWalk, StopsAtEndlessAndCircularTilesets) {
    const TemporaryFolder folder;
    const auto document = [](const std::string& uri) {
        return R"({"asset":{"version":"1.1"},"geometricError":9,"root":{"boundingVolume":)"
               R"({"sphere":[0,0,0,9]},"geometricError":5,"refine":"ADD","content":{"uri":")" +
               uri + "\"}}}";
    };
    folder.write("tileset.json", document("a/b.json"));
    folder.write("a/b.json", document("../tileset.json?again=1"));
    for (int i = 0; i < 20; ++i) {
        folder.write("deep/" + std::to_string(i) + ".json",
                     document(std::to_string(i + 1) + ".json"));
    }
    WalkCounts counts;
    const auto circular = walk(folder.path(), counts);
    ASSERT_TRUE(circular) << circular.error().message;
    EXPECT_EQ(circular->errors_total, 1U);
    const auto deep = walk(folder.path() / "deep" / "0.json", counts);
    ASSERT_TRUE(deep);
    EXPECT_EQ(deep->errors_total, 1U);
    EXPECT_EQ(deep->errors[0].kind, ErrorKind::kLimit);
}

std::string content_tile(const std::string& uri) {
    return R"({"boundingVolume":{"sphere":[0,0,0,9]},"geometricError":1,"refine":"ADD","content":
        {"uri":")" +
           uri + "\"}}";
}

TEST(SourceWalk, ReadsATilesetBesideChildren) {
    const TemporaryFolder folder;
    JobPool jobs({2, WorkerScheduling::kNormal});
    generator::QuadSetOptions options;
    options.depth = 0;
    ASSERT_TRUE(generator::generate_quad_set(options, folder.path() / "set", jobs));
    std::filesystem::copy(folder.path() / "set" / "0" / "0_0.glb", folder.path() / "a.glb");
    folder.write("more.json", R"({"asset":{"version":"1.1"},"geometricError":9,"root":)" +
                                  content_tile("a.glb") + "}");
    folder.write("tileset.json", R"({"asset":{"version":"1.1"},"geometricError":9,
        "root":{"boundingVolume":{"sphere":[0,0,0,9]},"geometricError":5,"refine":"ADD","contents":[
        {"uri":"more.json"},{"uri":"a.glb"}],"children":[)" +
                                     content_tile("a.glb") + "]}}");
    WalkCounts counts;
    const auto summary = walk(folder.path(), counts);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->errors_total, 0U)
        << (summary->errors.empty() ? "" : summary->errors[0].message);
    EXPECT_EQ(summary->contents, 3U) << "the root's own, its child's and the other tileset's";
    EXPECT_EQ(summary->tiles, 4U);
}

TEST(SourceWalk, CountsMetadataOfEveryKind) {
    const TemporaryFolder folder;
    folder.write("schema.json", R"({"id":"s","classes":{"t":{"properties":{"name":{"type":"STRING",
        "semantic":"NAME"},"error":{"type":"SCALAR","componentType":"FLOAT64",
        "semantic":"TILE_GEOMETRIC_ERROR"}}},"g":{"properties":{"kind":{"type":"STRING"}}}}})");
    folder.write("tileset.json", R"({"asset":{"version":"1.1"},"geometricError":9,
        "schemaUri":"schema.json","metadata":{"class":"t","properties":{"name":"City"}},
        "groups":[{"class":"g","properties":{"kind":"trees"}}],
        "root":{"boundingVolume":{"sphere":[0,0,0,9]},"geometricError":5,"refine":"ADD",
        "metadata":{"class":"t","properties":{"name":"Top","error":7}},
        "content":{"uri":"gone.glb","group":0,"metadata":{"class":"g","properties":{}}}}})");
    WalkCounts counts;
    const auto summary = walk(folder.path(), counts);
    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_EQ(summary->metadata.size(), 4U);
    EXPECT_EQ(summary->metadata[0].scope, EntityScope::kTileset);
    EXPECT_EQ(summary->metadata[0].properties[0].first_value, "City");
    EXPECT_EQ(summary->metadata[0].properties[0].semantic, "NAME");
    EXPECT_EQ(summary->metadata[1].scope, EntityScope::kTile);
    EXPECT_EQ(summary->metadata[1].properties[1].first_value, "7");
    EXPECT_EQ(summary->metadata[2].scope, EntityScope::kGroup);
    EXPECT_EQ(summary->metadata[2].properties[0].first_value, "trees");
    EXPECT_EQ(summary->metadata[3].scope, EntityScope::kContent);
    EXPECT_EQ(summary->metadata[3].properties[0].values, 0U);
}

TEST(SourceWalk, ReadsPackagesOfEveryKind) {
    const std::filesystem::path corpus =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "3dtiles" / "validator-corpus" / "tilesets";
    if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "no sample data at " << corpus;
    for (const char* name :
         {"packages/validTilesetPackage.3tz", "packages/validTilesetPackageZipped.3tz",
          "packages/tilesetPackageWithWarnings.3tz", "packages/validTilesetPackage.3dtiles",
          "packages/validTilesetPackageZipped.3dtiles",
          "packages/tilesetPackageWithWarnings.3dtiles"}) {
        WalkCounts counts;
        const auto summary = walk(corpus / name, counts);
        ASSERT_TRUE(summary) << name << ": " << summary.error().message;
        EXPECT_EQ(summary->errors_total, 0U) << name;
        EXPECT_EQ(counts.triangles, 1U) << name;
    }
    WalkCounts counts;
    EXPECT_FALSE(walk(corpus / "tiles/3tz/invalid.3tz", counts));
    const auto empty = walk(corpus / "tiles/3tz/simple.3tz", counts);
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->errors_total, 0U);
}

TEST(SourceWalk, ReadsImplicitTilingsOfRealCities) {
    const std::filesystem::path set =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "3dtiles" / "wageningen-implicit-7";
    if (!std::filesystem::exists(set)) GTEST_SKIP() << "no sample data at " << set;
    WalkCounts counts;
    const auto summary = walk(set, counts);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(summary->contents, 13U);
    EXPECT_EQ(summary->errors_total, 0U);
    EXPECT_EQ(counts.triangles, 146'666U);
}

TEST(SourceWalk, ReadsExternalTilesetsInAProjectedSystem) {
    const std::filesystem::path set = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "3dtiles" /
                                      "i3dm-external-tilesets" / "super_tileset.json";
    if (!std::filesystem::exists(set)) GTEST_SKIP() << "no sample data at " << set;
    WalkCounts counts;
    const auto summary = walk(set, counts);
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(counts.instances, 51'592U);
    ASSERT_FALSE(summary->warnings.empty());
    bool is_said = false;
    for (const std::string& warning : summary->warnings) {
        is_said = is_said || warning.find("EPSG:3857") != std::string::npos;
    }
    EXPECT_TRUE(is_said);
}

}  // namespace
}  // namespace belvedere::stream
