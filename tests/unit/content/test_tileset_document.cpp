// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tileset_document.hpp"

#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kBox = R"("boundingVolume":{"box":[0,0,0,8,0,0,0,8,0,0,0,8]})";

Result<TilesetDocument> parse_text(const std::string& text) {
    return parse_tileset(as_bytes(text), "t.json");
}

std::string with_root(const std::string& members) {
    return std::string(R"({"asset":{"version":"1.1"},"geometricError":100,"root":{)") + members +
           "}}";
}

std::string root_with(const std::string& members) {
    return with_root(std::string(kBox) + R"(,"geometricError":10,"refine":"ADD",)" + members);
}

TEST(TilesetDocument, ReadsTilesDepthFirst) {
    const std::string leaf = std::string("{") + kBox + R"(,"geometricError":0)";
    const auto document = parse_text(root_with(R"("children":[)" + leaf + R"(,"children":[)" +
                                               leaf + R"(,"refine":"REPLACE"}]},)" + leaf +
                                               R"(,"content":{"url":"b.b3dm"}}])"));
    ASSERT_TRUE(document) << document.error().message;
    ASSERT_EQ(document->tiles.size(), 4U);
    EXPECT_EQ(document->tiles[0].subtree_end, 4U);
    EXPECT_EQ(document->tiles[1].subtree_end, 3U);
    EXPECT_EQ(document->tiles[2].parent, 1U);
    EXPECT_EQ(document->tiles[2].refine, Refine::kReplace);
    EXPECT_EQ(document->tiles[3].refine, Refine::kAdd);
    EXPECT_EQ(document->contents.at(document->tiles[3].contents.first).uri, "b.b3dm");
    EXPECT_THAT(document->warnings, IsEmpty());
}

TEST(TilesetDocument, KeepsTransformsColumnMajor) {
    const auto document = parse_text(root_with(R"("transform":[1,0,0,0,0,1,0,0,0,0,1,0,5,6,7,1])"));
    ASSERT_TRUE(document);
    ASSERT_EQ(document->tiles[0].transform, 0U);
    EXPECT_EQ(document->transforms[0][3], glm::dvec4(5.0, 6.0, 7.0, 1.0));
}

TEST(TilesetDocument, MendsWhatOneTileLacks) {
    const auto document =
        parse_text(root_with(R"("children":[{"transform":[1,0,0,0,0,1,0,0,0,0,1,0,2,0,0,1]}])"));
    ASSERT_TRUE(document);
    ASSERT_EQ(document->tiles.size(), 2U);
    EXPECT_EQ(document->tiles[1].geometric_error, 5.0);
    const auto& box = std::get<geo::OrientedBox>(document->tiles[1].volume);
    EXPECT_EQ(box.center.x, -2.0);
    EXPECT_THAT(document->warnings,
                Contains(HasSubstr("root.children[0]: bounding volume is missing")));
    EXPECT_THAT(document->warnings, Contains(HasSubstr("geometricError is missing")));
}

TEST(TilesetDocument, NeedsARootWithAVolume) {
    EXPECT_EQ(parse_text(with_root(R"("geometricError":1)")).error().kind, ErrorKind::kBadData);
    EXPECT_EQ(parse_text(R"({"asset":{"version":"1.0"}})").error().kind, ErrorKind::kBadData);
    EXPECT_EQ(parse_text("[1").error().kind, ErrorKind::kBadData);
    EXPECT_EQ(parse_text("").error().kind, ErrorKind::kBadData);
}

TEST(TilesetDocument, NamesRequiredExtensionsItDoesNotKnow) {
    const auto document = parse_text(
        R"({"asset":{"version":"1.1"},"extensionsUsed":["X_y"],"extensionsRequired":["X_y"],
           "root":{}})");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().kind, ErrorKind::kUnsupported);
    EXPECT_THAT(document.error().message, HasSubstr("X_y"));
}

TEST(TilesetDocument, ReadsImplicitTilingOfBothVersions) {
    const auto one = parse_text(root_with(
        R"("content":{"uri":"{level}/{x}/{y}.glb"},"implicitTiling":{
           "subdivisionScheme":"QUADTREE",
           "availableLevels":6,"subtreeLevels":3,
           "subtrees":{"uri":"s/{level}.{x}.{y}.subtree"}})"));
    ASSERT_TRUE(one);
    ASSERT_EQ(one->implicit_tilings.size(), 1U);
    EXPECT_EQ(one->implicit_tilings[0].available_levels, 6U);
    EXPECT_EQ(one->implicit_tilings[0].subtree_uri, "s/{level}.{x}.{y}.subtree");
    const auto old = parse_text(root_with(
        R"("extensions":{"3DTILES_implicit_tiling":{
           "subdivisionScheme":"OCTREE",
           "maximumLevel":5,"subtreeLevels":2,
           "subtrees":{"uri":"s/{level}.{x}.{y}.{z}.subtree"}}})"));
    ASSERT_TRUE(old);
    ASSERT_EQ(old->implicit_tilings.size(), 1U);
    EXPECT_EQ(old->implicit_tilings[0].available_levels, 6U);
    EXPECT_EQ(old->implicit_tilings[0].scheme, SubdivisionScheme::kOctree);
}

TEST(TilesetDocument, ReadsS2CellsAsRegions) {
    const auto document = parse_text(with_root(
        R"("geometricError":1,"refine":"ADD","boundingVolume":{"extensions":{
           "3DTILES_bounding_volume_S2":{"token":"3","minimumHeight":0,"maximumHeight":9}}})"));
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_EQ(std::get<geo::BoundingRegion>(document->tiles[0].volume).height_max_m, 9.0);
}

TEST(TilesetDocument, ReadsGroupsByIndexAndByName) {
    const auto named = parse_text(
        std::string(
            R"({"asset":{"version":"1.0"},"geometricError":1,"extensions":{"3DTILES_metadata":{
        "schema":{},"groups":{"a":{"class":"x"},"b":{"class":"y"}}}},"root":{)") +
        kBox + R"(,"geometricError":1,"refine":"ADD","content":{"uri":"c.glb",
        "extensions":{"3DTILES_metadata":{"group":"b"}}}}})");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->contents.at(0).group, 1U);
    EXPECT_EQ(named->groups.at(1), R"({"class":"y"})");
}

TEST(TilesetDocument, StopsAtItsLimits) {
    std::string deep;
    for (int i = 0; i <= limits::kTileDepth; ++i) {
        deep += std::string("{") + kBox + R"(,"geometricError":1,"refine":"ADD","children":[)";
    }
    for (int i = 0; i <= limits::kTileDepth; ++i)
        deep += "]}";
    const auto tiles =
        parse_text(R"({"asset":{"version":"1.1"},"geometricError":1,"root":)" + deep + "}");
    ASSERT_FALSE(tiles);
    EXPECT_EQ(tiles.error().kind, ErrorKind::kLimit);
    const auto brackets = parse_text(std::string(500'000, '[') + std::string(500'000, ']'));
    ASSERT_FALSE(brackets);
    EXPECT_EQ(brackets.error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::content::tiles3d
