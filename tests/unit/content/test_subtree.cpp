// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/subtree.hpp"
#include "tests/support/memory_files.hpp"

#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belvedere::content::tiles3d {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

ImplicitTiling quadtree_of(std::uint32_t subtree_levels) {
    ImplicitTiling tiling;
    tiling.available_levels = 6;
    tiling.subtree_levels = subtree_levels;
    return tiling;
}

void append_words(Bytes& bytes, std::initializer_list<std::uint64_t> words) {
    for (const std::uint64_t word : words) {
        for (int shift = 0; shift < 64; shift += 8)
            bytes.push_back(std::byte(word >> shift & 255U));
    }
}

Bytes binary_subtree(std::string json, const Bytes& binary) {
    while (json.size() % 8 != 0)
        json += ' ';
    Bytes bytes;
    append_words(bytes, {0x174627573ULL, json.size(), binary.size()});
    for (const char character : json)
        bytes.push_back(static_cast<std::byte>(character));
    bytes.insert(bytes.end(), binary.begin(), binary.end());
    return bytes;
}

Bytes bytes_of_list(std::initializer_list<unsigned> values) {
    Bytes bytes;
    for (const unsigned value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

TEST(Subtree, ReadsBitStreamsOfItsBinaryChunk) {
    // Root, children 0 and 3, and below child 3 its child 1: bits 0, 1, 4 and 5 + 4 * 3 + 1 = 18.
    const auto subtree = parse_subtree(
        binary_subtree(R"({"buffers":[{"byteLength":16}],
            "bufferViews":[{"buffer":0,"byteLength":3},{"buffer":0,"byteOffset":8,"byteLength":8}],
            "tileAvailability":{"bitstream":0,"availableCount":4},
            "contentAvailability":[{"bitstream":0}],
            "childSubtreeAvailability":{"bitstream":1}})",
                       bytes_of_list({0x13, 0, 0x04, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0x80})),
        quadtree_of(3), nullptr);
    ASSERT_TRUE(subtree) << subtree.error().message;
    EXPECT_TRUE(subtree->has_tile(0, 0));
    EXPECT_TRUE(subtree->has_tile(1, 0));
    EXPECT_FALSE(subtree->has_tile(1, 1));
    EXPECT_TRUE(subtree->has_tile(2, 13));
    EXPECT_FALSE(subtree->has_tile(2, 16));
    EXPECT_FALSE(subtree->has_tile(3, 0));
    EXPECT_EQ(subtree->available_tiles(), 4U);
    EXPECT_TRUE(subtree->has_content(0, 2, 13));
    EXPECT_FALSE(subtree->has_content(1, 2, 13));
    EXPECT_TRUE(subtree->has_child_subtree(1));
    EXPECT_TRUE(subtree->has_child_subtree(63));
    EXPECT_FALSE(subtree->has_child_subtree(64));
    EXPECT_TRUE(subtree->warnings().empty());
}

TEST(Subtree, ReadsExternalBuffersAndTileMetadata) {
    test::MemoryFiles reader;
    reader.files["b.bin"] = bytes_of_list({0x03, 0, 0, 0, 0, 0, 0, 0, 7, 9});
    const std::string json = R"({"buffers":[{"uri":"b.bin","byteLength":10}],
        "bufferViews":[{"buffer":0,"byteLength":1},{"buffer":0,"byteOffset":8,"byteLength":2}],
        "tileAvailability":{"bitstream":0},"contentAvailability":[{"constant":1}],
        "childSubtreeAvailability":{"constant":0},"tileMetadata":0,
        "propertyTables":[{"class":"c","count":2,"properties":{"n":{"values":1}}}]})";
    const std::string schema =
        R"({"classes":{"c":{"properties":{"n":{"type":"SCALAR","componentType":"UINT8"}}}}})";
    const auto subtree = parse_subtree(as_bytes(json), quadtree_of(2), &reader, schema);
    ASSERT_TRUE(subtree) << subtree.error().message;
    EXPECT_EQ(subtree->tile_metadata_json(1, 0), R"({"class":"c","properties":{"n":9}})");
    EXPECT_EQ(subtree->tile_metadata_json(1, 1), "");
    EXPECT_FALSE(subtree->has_content(0, 1, 1));
    EXPECT_TRUE(subtree->has_content(0, 1, 0));
    EXPECT_FALSE(parse_subtree(as_bytes(json), quadtree_of(2), nullptr, schema));
}

TEST(Subtree, LeavesOutContentsOfTilesThatAreNotThere) {
    test::MemoryFiles reader;
    reader.files["b.bin"] = bytes_of_list({0x01, 0x05});
    const auto subtree = parse_subtree(as_bytes(R"({"buffers":[{"uri":"b.bin","byteLength":2}],
        "bufferViews":[{"buffer":0,"byteLength":1},{"buffer":0,"byteOffset":1,"byteLength":1}],
        "tileAvailability":{"bitstream":0},"contentAvailability":{"bufferView":1},
        "childSubtreeAvailability":{"constant":0}})"),
                                       quadtree_of(2), &reader);
    ASSERT_TRUE(subtree);
    EXPECT_TRUE(subtree->has_content(0, 0, 0));
    EXPECT_FALSE(subtree->has_content(0, 1, 1));
    EXPECT_THAT(subtree->warnings(), Contains(HasSubstr("left out")));
}

TEST(Subtree, RefusesBrokenOnes) {
    const auto refused = [](const std::string& json) {
        return !parse_subtree(as_bytes(json), quadtree_of(3), nullptr).has_value();
    };
    EXPECT_TRUE(refused("{}"));
    EXPECT_TRUE(refused(
        R"({"tileAvailability":{"constant":2},"childSubtreeAvailability":{"constant":0}})"));
    EXPECT_TRUE(refused(
        R"({"tileAvailability":{"bitstream":0},"childSubtreeAvailability":{"constant":0}})"));
    EXPECT_TRUE(refused(R"({"tileAvailability":{"constant":1}})"));
    Bytes cut = binary_subtree("{}", {});
    cut.resize(cut.size() - 1);
    EXPECT_FALSE(parse_subtree(cut, quadtree_of(3), nullptr));
    EXPECT_EQ(parse_subtree(as_bytes("{}"), quadtree_of(40), nullptr).error().kind,
              ErrorKind::kLimit);
}

TEST(ImplicitTiling, MortonIndicesAndCoordinatesAgree) {
    for (const auto scheme : {SubdivisionScheme::kQuadtree, SubdivisionScheme::kOctree}) {
        const ImplicitCoordinates root{2, 3, 1, scheme == SubdivisionScheme::kOctree ? 2U : 0U};
        for (std::uint64_t morton = 0; morton < 64; ++morton) {
            const std::uint32_t levels = scheme == SubdivisionScheme::kOctree ? 2 : 3;
            const auto tile = descendant_of(scheme, root, levels, morton);
            EXPECT_EQ(morton_index(scheme, relative_to(root, tile)), morton);
            EXPECT_EQ(tile.level, root.level + levels);
        }
    }
}

TEST(ImplicitTiling, ExpandsTemplates) {
    const ImplicitCoordinates tile{4, 15, 0, 7};
    EXPECT_EQ(expand_template("a/{level}/{x}/{y}/{z}.glb", tile), "a/4/15/0/7.glb");
    EXPECT_EQ(expand_template("{q}{x", tile), "{q}{x");
}

TEST(ImplicitTiling, SubdividesBoxesAndRegions) {
    ImplicitTiling tiling = quadtree_of(2);
    geo::OrientedBox box;
    box.half_axes = glm::dmat3(8.0);
    const auto part =
        std::get<geo::OrientedBox>(subdivided_volume(box, tiling, ImplicitCoordinates{2, 3, 0, 0}));
    EXPECT_EQ(part.center, glm::dvec3(6.0, -6.0, 0.0));
    EXPECT_EQ(part.half_axes[0].x, 2.0);
    EXPECT_EQ(part.half_axes[2].z, 8.0);
    const geo::BoundingRegion dateline{3.0, 0.0, -3.0, 0.1, 0.0, 1.0};
    const auto east = std::get<geo::BoundingRegion>(
        subdivided_volume(dateline, tiling, ImplicitCoordinates{1, 1, 1, 0}));
    EXPECT_NEAR(east.west_rad, -std::numbers::pi, 1e-12);
    EXPECT_NEAR(east.east_rad, -3.0, 1e-12);
    EXPECT_EQ(subdivided_error(64.0, 3), 8.0);
}

TEST(S2Cell, ReadsTokens) {
    const auto face = s2_cell_from_token("3");
    ASSERT_TRUE(face);
    EXPECT_EQ(face->face, 1U);
    EXPECT_EQ(face->level, 0U);
    // Published example of the S2 library: 89c259c4 holds a point of Manhattan.
    const auto cell = s2_cell_from_token("89c259c4");
    ASSERT_TRUE(cell);
    const geo::BoundingRegion region = region_of(*cell, 0.0, 1.0);
    const double degree = std::numbers::pi / 180.0;
    EXPECT_LT(region.west_rad, -73.98 * degree);
    EXPECT_GT(region.east_rad, -74.01 * degree);
    EXPECT_NEAR(region.south_rad, 40.73 * degree, 0.03 * degree);
    EXPECT_FALSE(s2_cell_from_token("0"));
    EXPECT_FALSE(s2_cell_from_token("X"));
    EXPECT_FALSE(s2_cell_from_token("f000000000000000"));
    EXPECT_FALSE(s2_cell_from_token("12345678901234567"));
}

TEST(S2Cell, DescendantsLieInsideAndPolesAreWhole) {
    for (const char* token : {"1", "3", "5", "7", "9", "b", "54", "89c4"}) {
        const auto cell = s2_cell_from_token(token);
        ASSERT_TRUE(cell) << token;
        const auto whole = region_of(*cell, 0.0, 0.0);
        for (std::uint32_t child = 0; child < 4; ++child) {
            const auto part = s2_descendant(*cell, 1, child & 1U, child >> 1);
            const auto region = region_of(*part, 0.0, 0.0);
            EXPECT_GE(region.south_rad, whole.south_rad - 0.02) << token;
            EXPECT_LE(region.north_rad, whole.north_rad + 0.02) << token;
        }
    }
    EXPECT_NEAR(region_of(*s2_cell_from_token("5"), 0.0, 0.0).north_rad, std::numbers::pi / 2,
                1e-9);
    EXPECT_FALSE(s2_descendant(*s2_cell_from_token("5"), 31, 0, 0));
}

}  // namespace
}  // namespace belvedere::content::tiles3d
