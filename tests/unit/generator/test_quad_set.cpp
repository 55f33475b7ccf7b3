// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/quad_set.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/content/decode/decode_content.hpp"
#include "engine/core/file.hpp"
#include "tests/unit/generator/generated_set.hpp"

namespace belvedere::generator {
namespace {

TEST(QuadSet, HasTheCountsItPromises) {
    const TemporaryFolder folder("quad");
    JobPool pool({.threads = 2});
    const auto set = generate_quad_set({.depth = 3}, folder.path(), pool);
    ASSERT_TRUE(set.has_value()) << set.error().message;
    EXPECT_EQ(set->tiles, 85U);
    EXPECT_EQ(set->triangles, 85U * 64U * 114U);
    const auto document = nlohmann::json::parse(std::ifstream(set->tileset));
    EXPECT_EQ(document["geometricError"], 1024.0);
    const auto& root = document["root"];
    EXPECT_EQ(root["geometricError"], 512.0);
    EXPECT_EQ(root["refine"], "REPLACE");
    EXPECT_EQ(root["children"].size(), 4U);
    const auto views = nlohmann::json::parse(std::ifstream(folder.path() / "views.json"));
    EXPECT_EQ(views["fixed"]["eye"][2], 700.0);
    EXPECT_EQ(views["fly"]["eye"].size(), 4U);
}

TEST(QuadSet, TilesDecode) {
    const TemporaryFolder folder("quad-decode");
    JobPool pool({.threads = 1});
    ASSERT_TRUE(generate_quad_set({.depth = 1}, folder.path(), pool).has_value());
    const auto bytes = read_file(folder.path() / "1/1_0.glb", 1U << 24U);
    ASSERT_TRUE(bytes.has_value());
    content::DecodeContext context;
    context.mapping = geo::local_mapping();
    const auto tile = content::decode_content(*bytes, context);
    ASSERT_TRUE(tile.has_value()) << tile.error().message;
    EXPECT_EQ(tile->header().triangle_count, 64U * 114U);
    EXPECT_EQ(tile->header().feature_count, 64U);
    EXPECT_EQ(tile->geometry().size(), 6400U);
    EXPECT_EQ(tile->columns().size(), 2U);
    EXPECT_TRUE(tile->warnings().empty());
}

TEST(QuadSet, RefusesWhatItCannotDo) {
    JobPool pool({.threads = 1});
    const auto deep = generate_quad_set({.depth = kQuadDepthMax + 1}, "unused", pool);
    ASSERT_FALSE(deep.has_value());
    EXPECT_EQ(deep.error().kind, ErrorKind::kUsage);
    EXPECT_FALSE(generate_quad_set({.depth = 1}, "/proc/nowhere", pool).has_value());
}

}  // namespace
}  // namespace belvedere::generator
