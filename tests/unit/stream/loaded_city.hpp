// SPDX-License-Identifier: Apache-2.0
// A city opened and every tile of it loaded, for tests.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/content/feature_table.hpp"
#include "engine/core/bounded_queue.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/tile_loader.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {

struct Loaded {
    std::map<std::string, int> features_at_leaves;
    std::uint64_t leaf_triangles = 0, coarse_triangles = 0;
    int tiles = 0, from_cache = 0, failed = 0;
    std::string kind;
    std::vector<std::string> warnings;
    std::vector<std::string> themes;
    std::set<float> reds;  // Of the materials at leaves.
    std::set<std::string> tile_warnings;
    std::set<std::string> values;  // "name=value" of the rows of leaves.
};

template <class Value>
Value wait_for(BoundedQueue<Value>& queue) {
    for (;;) {
        if (auto value = queue.try_pop()) return std::move(*value);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

inline void note_texts(const content::TileContent& content, Loaded& all) {
    for (const content::StringRef warning : content.warnings())
        all.tile_warnings.emplace(content.text(warning));
    const content::FeatureTable table(content);
    for (std::uint32_t row = 0; row < content.header().feature_count; ++row) {
        const content::FeatureClassRecord* each = table.class_of(row);
        for (std::uint32_t i = 0; each != nullptr && i < each->columns.count; ++i) {
            const content::ColumnRecord& column = content.columns()[each->columns.first + i];
            const std::string value = content::to_text(table.value(*each, column, row));
            if (!value.empty())
                all.values.insert(std::string(content.text(column.name)) + '=' + value);
        }
    }
}

// Opens a source and loads every tile that its tree grows.
inline Loaded load_all(const std::filesystem::path& path, std::shared_ptr<TileCache> cache,
                       const std::string& theme = {}) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    constexpr std::uint64_t kAny = ~std::uint64_t{0};
    auto opened = std::make_shared<BoundedQueue<Result<OpenedPair>>>(kAny);
    SourceOptions options;
    options.uri = path.string();
    options.cache = cache;
    options.theme = theme;
    open_source(jobs, options, {}, {}, [opened](Result<OpenedPair> pair) {
        static_cast<void>(opened->try_push(std::move(pair), 0));
    });
    auto pair = wait_for(*opened);
    Loaded all;
    EXPECT_TRUE(pair) << pair.error().message;
    if (!pair) return all;
    all.kind = pair->opened.kind;
    all.warnings = pair->opened.warnings;
    all.themes = pair->opened.root.themes;
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
                for (const content::MaterialRecord& material : content.materials())
                    all.reds.insert(material.base_color[0]);
                (is_leaf ? all.leaf_triangles : all.coarse_triangles) +=
                    content.header().triangle_count;
                for (std::uint32_t row = 0; is_leaf && row < content.header().feature_count; ++row)
                    ++all.features_at_leaves[content::FeatureTable(content).id_text(row)];
                if (is_leaf) note_texts(content, all);
            }
        }
        const TileNode& node = tree.nodes()[tile.value];
        for (std::uint32_t i = 0; i < node.child_count; ++i)
            open.push_back(TileId{node.first_child.value + i});
    }
    return all;
}

inline std::shared_ptr<TileCache> cache_in(const test::TemporaryFolder& folder) {
    auto cache = TileCache::open(folder.path() / "cache", 256 << 20);
    return cache ? *cache : nullptr;
}

}  // namespace belvedere::stream
