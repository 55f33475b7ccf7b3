// SPDX-License-Identifier: Apache-2.0
// City files as trees of tiles: opened, indexed, made, kept and counted.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <zip.h>

#include "engine/content/feature_table.hpp"
#include "engine/core/bounded_queue.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/city_tree.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/source_walk.hpp"
#include "engine/stream/tile_loader.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

// Boxes of 8 x 8 x 6 m in a square of streets, as CityJSON in EPSG:28992 (Amersfoort, RD New).
std::string block_city(int side, int first_id) {
    std::string objects, vertices;
    int vertex = 0;
    for (int i = 0; i < side * side; ++i) {
        const int x = i % side * 20, y = i / side * 20;
        const auto v = [&](int k) { return std::to_string(vertex + k); };
        const auto face = [&](int a, int b, int c, int d) {
            return "[[" + v(a) + "," + v(b) + "," + v(c) + "," + v(d) + "]]";
        };
        objects += (i > 0 ? ",\"b" : "\"b") + std::to_string(first_id + i) +
                   R"(":{"type":"Building","attributes":{"n":)" + std::to_string(i) +
                   R"(},"geometry":[{"type":"Solid","lod":"2","boundaries":[[)" + face(0, 3, 2, 1) +
                   "," + face(4, 5, 6, 7) + "," + face(0, 1, 5, 4) + "," + face(1, 2, 6, 5) + "," +
                   face(2, 3, 7, 6) + "," + face(3, 0, 4, 7) + "]]}]}";
        for (int k = 0; k < 8; ++k) {
            const int east = x + (k % 4 == 1 || k % 4 == 2 ? 8 : 0);
            const int north = y + (k % 4 >= 2 ? 8 : 0);
            vertices += (vertex + k > 0 ? ",[" : "[") + std::to_string(east) + "," +
                        std::to_string(north) + "," + std::to_string(k / 4 * 6) + "]";
        }
        vertex += 8;
    }
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
           R"("translate":[84000,447000,0]},)"
           R"("metadata":{"referenceSystem":"urn:ogc:def:crs:EPSG::28992"},)"
           R"("CityObjects":{)" +
           objects + R"(},"vertices":[)" + vertices + "]}";
}

struct Loaded {
    std::map<std::string, int> features_at_leaves;
    std::uint64_t leaf_triangles = 0, coarse_triangles = 0;
    int tiles = 0, from_cache = 0, failed = 0;
    std::string kind;
    std::vector<std::string> warnings;
};

template <class Value>
Value wait_for(BoundedQueue<Value>& queue) {
    for (;;) {
        if (auto value = queue.try_pop()) return std::move(*value);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

// Opens a source and loads every tile that its tree grows.
Loaded load_all(const std::filesystem::path& path, std::shared_ptr<TileCache> cache) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    constexpr std::uint64_t kAny = ~std::uint64_t{0};
    auto opened = std::make_shared<BoundedQueue<Result<OpenedPair>>>(kAny);
    SourceOptions options;
    options.uri = path.string();
    options.cache = cache;
    open_source(jobs, options, {}, {}, [opened](Result<OpenedPair> pair) {
        static_cast<void>(opened->try_push(std::move(pair), 0));
    });
    auto pair = wait_for(*opened);
    Loaded all;
    EXPECT_TRUE(pair) << pair.error().message;
    if (!pair) return all;
    all.kind = pair->opened.kind;
    all.warnings = pair->opened.warnings;
    TileTree tree;
    auto root = tree.attach(TileId{}, std::move(pair->opened.root));
    std::vector<TileId> open{*root};
    auto results = std::make_shared<BoundedQueue<Result<LoadedTile>>>(kAny);
    while (!open.empty()) {
        const TileId tile = open.back();
        open.pop_back();
        const std::uint8_t flags = tree.nodes()[tile.value].flags;
        if ((flags & (tile_flags::kHasContent | tile_flags::kExpandable)) != 0 &&
            !tree.request(tile).uris.empty()) {
            TileLoadRequest request;
            request.tile = tree.request(tile);
            request.source = pair->source.bytes;
            request.cache = cache;
            load_tile(jobs, std::move(request), [results](Result<LoadedTile> loaded) {
                static_cast<void>(results->try_push(std::move(loaded), 0));
            });
            auto loaded = wait_for(*results);
            if (!loaded) {
                ++all.failed;
                continue;
            }
            if (!loaded->grafts.empty()) (void)tree.attach(tile, std::move(loaded->grafts));
            if (loaded->content) {
                ++all.tiles;
                all.from_cache += loaded->is_from_cache ? 1 : 0;
                const bool is_leaf = tree.nodes()[tile.value].child_count == 0;
                const content::TileContent& content = *loaded->content;
                (is_leaf ? all.leaf_triangles : all.coarse_triangles) +=
                    content.header().triangle_count;
                for (std::uint32_t row = 0; is_leaf && row < content.header().feature_count; ++row)
                    ++all.features_at_leaves[content::FeatureTable(content).id_text(row)];
            }
        }
        const TileNode& node = tree.nodes()[tile.value];
        for (std::uint32_t i = 0; i < node.child_count; ++i)
            open.push_back(TileId{node.first_child.value + i});
    }
    return all;
}

std::shared_ptr<TileCache> cache_in(const TemporaryFolder& folder) {
    auto cache = TileCache::open(folder.path() / "cache", 256 << 20);
    return cache ? *cache : nullptr;
}

TEST(CitySource, EveryObjectIsInOneLeaf) {
    const TemporaryFolder folder;
    folder.write("city.json", block_city(60, 0));
    const auto cache = cache_in(folder);
    const Loaded first = load_all(folder.path() / "city.json", cache);
    EXPECT_EQ(first.kind, "CityJSON");
    EXPECT_EQ(first.failed, 0);
    EXPECT_GT(first.tiles, 4);
    EXPECT_EQ(first.features_at_leaves.size(), 3600U);
    for (const auto& [id, count] : first.features_at_leaves)
        ASSERT_EQ(count, 1) << id;
    EXPECT_EQ(first.leaf_triangles, 3600U * 12);
    EXPECT_GT(first.coarse_triangles, 0U);
    EXPECT_EQ(first.from_cache, 0);
    // The second visit makes nothing.
    const Loaded second = load_all(folder.path() / "city.json", cache_in(folder));
    EXPECT_EQ(second.from_cache, second.tiles);
    EXPECT_EQ(second.leaf_triangles, first.leaf_triangles);
    // Another file of the same name is another city.
    folder.write("city.json", block_city(61, 5));
    const Loaded changed = load_all(folder.path() / "city.json", cache_in(folder));
    EXPECT_EQ(changed.from_cache, 0);
    EXPECT_EQ(changed.features_at_leaves.size(), 3721U);
}

// A city of several stretches, so that the first visit has to look for its extent as well.
TEST(CitySource, TheSecondVisitReadsNothingOfTheFiles) {
    const TemporaryFolder folder;
    const std::filesystem::path city = folder.path() / "city";
    for (const int first_id : {0, 10'000})
        folder.write("city/" + std::to_string(first_id) + ".city.json", block_city(40, first_id));
    const Loaded first = load_all(city, cache_in(folder));
    EXPECT_EQ(first.features_at_leaves.size(), 2U * 40 * 40);
    EXPECT_EQ(first.from_cache, 0);
    // The same places, sizes and times, but nothing in them.
    for (const int first_id : {0, 10'000}) {
        const std::string name = std::to_string(first_id) + ".city.json";
        const auto written = std::filesystem::last_write_time(city / name);
        const std::string text = block_city(40, first_id);
        std::string blank(text.size(), ' ');
        blank.replace(0, 200, text, 0, 200);
        folder.write("city/" + name, blank);
        std::filesystem::last_write_time(city / name, written);
    }
    const Loaded second = load_all(city, cache_in(folder));
    EXPECT_EQ(second.failed, 0);
    EXPECT_EQ(second.kind, "CityJSON");
    EXPECT_EQ(second.tiles, first.tiles);
    EXPECT_EQ(second.from_cache, second.tiles);
    EXPECT_EQ(second.leaf_triangles, first.leaf_triangles);
    EXPECT_EQ(second.features_at_leaves, first.features_at_leaves);
}

TEST(CitySource, AFolderIsOneCity) {
    const TemporaryFolder folder;
    folder.write("west.city.json", block_city(5, 0));
    folder.write("deep/east.city.json", block_city(6, 1000));
    folder.write("notes.json", "{\"a\":1}");
    folder.write("broken.city.json", "{\"type\":\"CityJSON\",\"CityObjects\":{\"a\":");
    const Loaded all = load_all(folder.path(), nullptr);
    EXPECT_EQ(all.failed, 0);
    EXPECT_EQ(all.features_at_leaves.size(), 25U + 36U);
    bool is_named = false;
    for (const std::string& warning : all.warnings)
        is_named = is_named || warning.find("broken.city.json") != std::string::npos;
    EXPECT_TRUE(is_named);
}

TEST(CitySource, AnArchiveIsOneCity) {
    const TemporaryFolder folder;
    const std::map<std::string, std::string> entries = {{"udx/west.city.json", block_city(5, 0)},
                                                        {"udx/east.city.json", block_city(6, 1000)},
                                                        {"package.json", "{\"a\":1}"}};
    int code = 0;
    zip_t* archive = zip_open((folder.path() / "city.zip").c_str(), ZIP_CREATE, &code);
    for (const auto& [name, text] : entries) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        ASSERT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
    }
    ASSERT_EQ(zip_close(archive), 0);
    for (const bool is_second : {false, true}) {
        const Loaded all = load_all(folder.path() / "city.zip", cache_in(folder));
        EXPECT_EQ(all.kind, "CityJSON");
        EXPECT_EQ(all.failed, 0);
        EXPECT_EQ(all.features_at_leaves.size(), 25U + 36U);
        EXPECT_EQ(all.from_cache, is_second ? all.tiles : 0);
        EXPECT_TRUE(all.warnings.empty());
    }
}

TEST(CitySource, IsCountedFromItsFiles) {
    const TemporaryFolder folder;
    folder.write("city.json", block_city(12, 0));
    JobPool jobs({2, WorkerScheduling::kNormal});
    WalkOptions options;
    options.source.uri = (folder.path() / "city.json").string();
    options.offline = true;
    std::uint64_t triangles = 0;
    const auto summary = walk_source(jobs, options, [&](const WalkedTile& tile) {
        if (tile.content != nullptr) triangles += tile.content->header().triangle_count;
    });
    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_TRUE(summary->city);
    EXPECT_EQ(summary->city->objects.at("Building"), 144U);
    EXPECT_EQ(summary->city->polygons, 144U * 6);
    EXPECT_EQ(summary->city->lods, std::set<std::uint8_t>{20});
    EXPECT_EQ(triangles, 144U * 12);
    EXPECT_EQ(summary->mapping->crs_name(), "EPSG:28992");
}

TEST(CityTree, IsTheSameAfterPackingAndRefusesOthers) {
    std::vector<content::citymodel::CityMember> members(5000);
    for (std::size_t i = 0; i < members.size(); ++i) {
        members[i].range = {i * 10, 10};
        members[i].polygons = 20;
        // A third of them in one place.
        const double x = i % 3 == 0 ? 0.0 : static_cast<double>(i % 97);
        members[i].bounds.add(glm::dvec3(x, static_cast<double>(i % 89), 0.0));
    }
    const CityTree tree = build_city_tree(members, glm::dvec2(1.0));
    std::uint32_t ranges = 0;
    for (const CityTreeNode& node : tree.nodes)
        ranges += node.child_count == 0 ? node.range_count : 0;
    EXPECT_EQ(ranges, 5000U);
    EXPECT_EQ(tree.nodes.front().range_count, 5000U);
    const Bytes packed = pack_city_tree(tree);
    const auto again = unpack_city_tree(packed);
    ASSERT_TRUE(again);
    EXPECT_EQ(pack_city_tree(*again), packed);
    for (std::size_t cut = 0; cut < packed.size(); cut += 997)
        EXPECT_FALSE(unpack_city_tree(ByteView(packed).first(cut)));
}

}  // namespace
}  // namespace belvedere::stream
