// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include <glm/ext/matrix_transform.hpp>

#include "engine/stream/limits.hpp"
#include "engine/stream/source_mapping.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

constexpr const char* kDocument = R"({"asset":{"version":"1.1"},"geometricError":500,"root":{
  "transform":[2,0,0,0,0,2,0,0,0,0,2,0,100,0,0,1],
  "boundingVolume":{"box":[0,0,0,10,0,0,0,10,0,0,0,10]},"geometricError":50,"refine":"ADD",
  "content":{"uri":"root.glb"},"children":[
   {"boundingVolume":{"sphere":[5,0,0,5]},"geometricError":10,"content":{"uri":"a.glb"},
    "children":[{"boundingVolume":{"sphere":[5,0,0,2]},"geometricError":0,
                 "content":{"uri":"b.glb"}}]},
   {"boundingVolume":{"box":[-5,0,0,5,0,0,0,5,0,0,0,5]},"geometricError":10,
    "viewerRequestVolume":{"sphere":[0,0,0,100]},"content":{"uri":"more/tileset.json"}},
   {"boundingVolume":{"box":[-5,0,0,5,0,0,0,5,0,0,0,5]},"geometricError":10}]}})";

tiles3d::TilesetDocument parsed(const std::string& text) {
    auto document = tiles3d::parse_tileset(as_bytes(text), "tileset.json");
    EXPECT_TRUE(document) << document.error().message;
    return std::move(*document);
}

TileGraft graft_of(const std::string& uri, const GraftPlace& place = {}) {
    auto graft = build_graft(parsed(kDocument), uri, place, geo::earth_centred_mapping());
    EXPECT_TRUE(graft);
    return std::move(*graft);
}

TEST(TileTree, LaysOutADocument) {
    TileTree tree;
    ASSERT_TRUE(tree.attach(TileId{}, graft_of("tileset.json")));
    ASSERT_EQ(tree.size(), 5U);
    const TileNode& root = tree.nodes()[tree.root().value];
    EXPECT_EQ(root.child_count, 3U);
    EXPECT_EQ(root.box.center, glm::dvec3(100, 0, 0));
    EXPECT_DOUBLE_EQ(root.geometric_error_m, 100.0);
    EXPECT_EQ(root.flags, tile_flags::kHasContent | tile_flags::kAdditive);
    const TileId first = root.first_child;
    const TileNode& a = tree.nodes()[first.value];
    EXPECT_NE(a.flags & tile_flags::kSphere, 0);
    EXPECT_DOUBLE_EQ(a.radius_m, 10.0);
    EXPECT_EQ(a.box.center, glm::dvec3(110, 0, 0));
    EXPECT_EQ(tree.name(a.first_child), "b.glb");
    const TileId external{first.value + 1};
    EXPECT_NE(tree.nodes()[external.value].flags & tile_flags::kExpandable, 0);
    EXPECT_NE(tree.nodes()[external.value].request_volume, kNone);
    EXPECT_EQ(tree.nodes()[first.value + 2].flags & tile_flags::kHasContent, 0);
    EXPECT_EQ(tree.request(external).transform[3], glm::dvec4(100, 0, 0, 1));
}

TEST(TileTree, GraftsAndPrunesWithoutMovingOtherTiles) {
    TileTree tree;
    ASSERT_TRUE(tree.attach(TileId{}, graft_of("tileset.json")));
    const TileId external{tree.nodes()[tree.root().value].first_child.value + 1};
    const std::uint64_t bytes = tree.bytes();
    const std::size_t slots = tree.nodes().size();
    for (int round = 0; round < 3; ++round) {
        const TileRequest request = tree.request(external);
        const auto below = tree.attach(external, graft_of("more/tileset.json", request.place));
        ASSERT_TRUE(below);
        EXPECT_EQ(tree.size(), 10U);
        EXPECT_EQ(tree.nodes()[below->value].box.center, glm::dvec3(300, 0, 0));
        EXPECT_EQ(tree.nodes()[below->value].parent, external);
        EXPECT_EQ(tree.request(*below).base_uri, "more/tileset.json");
        EXPECT_EQ(tree.name(TileId{tree.nodes()[below->value].first_child.value}), "a.glb");
        std::size_t removed = 0;
        tree.prune(external, [&](TileId) { ++removed; });
        EXPECT_EQ(removed, 5U);
        EXPECT_EQ(tree.size(), 5U);
        EXPECT_EQ(tree.bytes(), bytes);
    }
    EXPECT_LE(tree.nodes().size(), slots + 5);
}

TEST(TileTree, RefusesCyclesAndDeepNesting) {
    GraftPlace place;
    place.documents = {"tileset.json", "a.json"};
    const auto document = parsed(kDocument);
    const auto cycle = build_graft(document, "tileset.json", place, geo::earth_centred_mapping());
    ASSERT_FALSE(cycle);
    EXPECT_EQ(cycle.error().kind, ErrorKind::kBadData);
    place.documents.assign(limits::kExternalDepth + 1, "x");
    const auto deep = build_graft(document, "y", place, geo::earth_centred_mapping());
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error().kind, ErrorKind::kLimit);
}

TEST(TileTree, SeveralDocumentsInOneTileBecomeSisters) {
    TileTree tree;
    ASSERT_TRUE(tree.attach(TileId{}, graft_of("tileset.json")));
    const TileId external{tree.nodes()[tree.root().value].first_child.value + 1};
    std::vector<TileGraft> grafts;
    grafts.push_back(graft_of("x.json"));
    grafts.push_back(graft_of("y.json"));
    ASSERT_TRUE(tree.attach(external, std::move(grafts)));
    EXPECT_EQ(tree.nodes()[external.value].child_count, 2U);
    EXPECT_EQ(tree.size(), 15U);
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
        const TileNode& node = tree.nodes()[i];
        for (std::uint32_t child = 0; child < node.child_count; ++child) {
            EXPECT_EQ(tree.nodes()[node.first_child.value + child].parent, TileId{i});
        }
    }
}

TEST(SourceMapping, RecognisesOnlyWhatItCan) {
    const auto chosen = [](const glm::dvec3& center, const std::string& crs = {}) {
        return choose_mapping(geo::OrientedBox{center, glm::dmat3(1000.0)}, crs,
                              geo::VerticalReference::kEllipsoidal);
    };
    const auto berlin = chosen({3782000.0, 902000.0, 5038000.0});
    ASSERT_TRUE(berlin);
    EXPECT_TRUE(berlin->mapping->is_identity());
    EXPECT_TRUE(berlin->warning.empty());
    const auto delaware = chosen({-8418000.0, 4815000.0, 0.0});
    ASSERT_TRUE(delaware);
    EXPECT_FALSE(delaware->mapping->is_identity());
    EXPECT_NE(delaware->warning.find("EPSG:3857"), std::string::npos);
    const auto model = chosen({10.0, 20.0, 5.0});
    ASSERT_TRUE(model);
    EXPECT_FALSE(model->mapping->is_georeferenced());
    const auto nowhere = chosen({30e6, 30e6, 0.0});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, ErrorKind::kUsage);
    const auto said = chosen({155000.0, 463000.0, 0.0}, "EPSG:28992");
    ASSERT_TRUE(said);
    EXPECT_TRUE(said->warning.empty());
    EXPECT_FALSE(chosen({0, 0, 0}, "EPSG:nonsense"));
}

}  // namespace
}  // namespace belvedere::stream
