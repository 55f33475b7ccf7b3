// SPDX-License-Identifier: Apache-2.0
// The legacy tile formats on small tiles made here.
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/gzip.hpp"
#include "engine/content/decode/tiles3d/batch_table.hpp"
#include "engine/content/decode/tiles3d/packed_vectors.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/content/id_column.hpp"
#include "engine/content/limits.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/content/summary.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

template <class... Numbers>
Bytes packed(Numbers... numbers) {
    Bytes bytes;
    const auto add = [&](auto number) {
        const std::size_t end = bytes.size();
        bytes.resize(end + sizeof(number));
        std::memcpy(bytes.data() + end, &number, sizeof(number));
    };
    (add(numbers), ...);
    return bytes;
}

Bytes text_bytes(std::string_view text) {
    const ByteView view = as_bytes(text);
    return {view.begin(), view.end()};
}

void add(Bytes& to, const Bytes& from) {
    to.insert(to.end(), from.begin(), from.end());
}

// Any of b3dm, i3dm (with its extra field) and pnts.
struct LegacyTile {
    std::string magic;
    std::string feature_json;
    Bytes feature_binary;
    std::string batch_json;
    Bytes batch_binary;
    Bytes body;

    [[nodiscard]] Bytes bytes() const {
        const auto u32 = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
        const std::size_t header = magic == "i3dm" ? 32 : 28;
        const std::size_t total = header + feature_json.size() + feature_binary.size() +
                                  batch_json.size() + batch_binary.size() + body.size();
        Bytes tile = text_bytes(magic);
        add(tile, packed(1U, u32(total), u32(feature_json.size()), u32(feature_binary.size()),
                         u32(batch_json.size()), u32(batch_binary.size())));
        if (magic == "i3dm") add(tile, packed(1U));
        add(tile, text_bytes(feature_json));
        add(tile, feature_binary);
        add(tile, text_bytes(batch_json));
        add(tile, batch_binary);
        add(tile, body);
        return tile;
    }
};

// One triangle; `_BATCHID` 1 on each vertex when asked for.
Bytes triangle_glb() {
    Bytes binary = packed(0.0F, 0.0F, 0.0F, 1.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F);
    add(binary, packed(1.0F, 1.0F, 1.0F));
    std::string json =
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0,"_BATCHID":1}}]}],
        "buffers":[{"byteLength":48}],"bufferViews":[{"buffer":0,"byteLength":36},
        {"buffer":0,"byteOffset":36,"byteLength":12}],
        "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3",
        "min":[0,0,0],"max":[1,1,0]},
        {"bufferView":1,"componentType":5126,"count":3,"type":"SCALAR"}]})";
    while (json.size() % 4 != 0)
        json += ' ';
    const auto u32 = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
    Bytes glb = text_bytes("glTF");
    add(glb, packed(2U, u32(28 + json.size() + binary.size()), u32(json.size()), 0x4E4F534AU));
    add(glb, text_bytes(json));
    add(glb, packed(u32(binary.size()), 0x004E4942U));
    add(glb, binary);
    return glb;
}

Result<TileContent> decode(const Bytes& bytes, ResourceReader* resources = nullptr) {
    DecodeContext context;
    context.name = "t";
    context.mapping = geo::local_mapping();
    context.resources = resources;
    return decode_content(bytes, context);
}

std::vector<std::string> warnings_of(const TileContent& content) {
    return summarize(content).warnings;
}

std::string cell_text(const TileContent& content, std::string_view column, std::uint32_t row) {
    const FeatureTable table(content);
    const FeatureClassRecord* row_class = table.class_of(row);
    const ColumnRecord* found = row_class == nullptr ? nullptr : table.column(*row_class, column);
    return found == nullptr ? "no column" : to_text(table.value(*row_class, *found, row));
}

// A builder's only class as a content without geometry.
TileContent table_of(std::string_view json, const Bytes& binary, std::uint64_t length) {
    TileContentBuilder builder;
    (void)tiles3d::add_batch_table(builder, {as_bytes(json), binary, length, length});
    return builder.finish();
}

TEST(B3dm, TurnsBatchIdsIntoRows) {
    LegacyTile tile{"b3dm", R"({"BATCH_LENGTH":2})", {}, R"({"id":["a","b"],"h":[1,2.5]})",
                    {},     triangle_glb()};
    const auto content = decode(tile.bytes());
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().triangle_count, 1U);
    EXPECT_EQ(content->geometry()[0].feature, 1U);
    EXPECT_EQ(FeatureTable(*content).id_text(1), "b");
    EXPECT_EQ(cell_text(*content, "h", 0), "1");
}

TEST(B3dm, ReadsTheTwoOlderHeaders) {
    const std::string table = R"({"id":["a","b"]})";
    const auto u32 = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
    const Bytes glb = triangle_glb();
    Bytes first = text_bytes("b3dm");
    add(first, packed(1U, u32(20 + table.size() + glb.size()), 2U, u32(table.size())));
    add(first, text_bytes(table));
    add(first, glb);
    Bytes second = text_bytes("b3dm");
    add(second, packed(1U, u32(24 + table.size() + glb.size()), u32(table.size()), 0U, 2U));
    add(second, text_bytes(table));
    add(second, glb);
    for (const Bytes& bytes : {first, second}) {
        const auto content = decode(bytes);
        ASSERT_TRUE(content) << content.error().message;
        EXPECT_EQ(content->header().feature_count, 2U);
        EXPECT_EQ(FeatureTable(*content).id_text(1), "b");
        EXPECT_THAT(warnings_of(*content), Contains(HasSubstr("no standard knows")));
    }
}

TEST(B3dm, RefusesPartsBeyondTheirBytes) {
    const LegacyTile tile{"b3dm", R"({"BATCH_LENGTH":0})", {}, "", {}, triangle_glb()};
    Bytes bytes = tile.bytes();
    for (const std::size_t cut :
         {bytes.size() - 1, std::size_t{40}, std::size_t{27}, std::size_t{4}}) {
        EXPECT_FALSE(
            decode(Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut))));
    }
    const std::uint32_t huge = 0x21FFFFFF;
    std::memcpy(bytes.data() + 12, &huge, sizeof(huge));
    EXPECT_EQ(decode(bytes).error().kind, ErrorKind::kBadData);
    EXPECT_THAT(decode({}).error().message, HasSubstr("empty"));
}

TEST(BatchTable, KeepsTypes) {
    const auto content = table_of(
        R"({"text":["a","b",null],"int":[1,-2,3],"real":[1,2.5,null],"flag":[true,false,true],
        "mixed":[1,"x",{"a":[1, 2]}],"none":[null,null,null],"big":[18446744073709551615,1,2]})",
        {}, 3);
    const auto types = summarize(content).classes.at(0).attributes;
    ASSERT_EQ(types.size(), 7U);
    EXPECT_EQ(types[0].type, "text");
    EXPECT_EQ(types[0].values, 2U);
    EXPECT_EQ(types[1].type, "integer");
    EXPECT_EQ(types[2].type, "number");
    EXPECT_EQ(types[3].type, "boolean");
    EXPECT_EQ(types[4].type, "JSON");
    EXPECT_EQ(types[5].values, 0U);
    EXPECT_EQ(cell_text(content, "mixed", 1), "\"x\"");
    EXPECT_EQ(cell_text(content, "mixed", 2), R"({"a":[1, 2]})");
    EXPECT_EQ(cell_text(content, "big", 0), "18446744073709551615");
}

TEST(BatchTable, ReadsBinaryProperties) {
    const auto content = table_of(
        R"({"n":{"byteOffset":0,"componentType":"UNSIGNED_SHORT","type":"SCALAR"},
        "v":{"byteOffset":4,"componentType":"FLOAT","type":"VEC2"},
        "bad":{"byteOffset":14,"componentType":"FLOAT","type":"VEC4"}})",
        packed(std::uint16_t{7}, std::uint16_t{9}, 1.0F, 2.0F, 3.0F, 4.5F), 2);
    EXPECT_EQ(cell_text(content, "n", 1), "9");
    EXPECT_EQ(cell_text(content, "v", 1), "[3,4.5]");
    EXPECT_EQ(cell_text(content, "bad", 0), "no column");
    EXPECT_THAT(warnings_of(content), Contains(HasSubstr("bad is left out")));
}

TEST(BatchTable, SaysWhatDoesNotFit) {
    const auto content = table_of(R"({"a":[1],"b":[1,2,3],"c":5,"d":[1,x]})", {}, 2);
    EXPECT_EQ(cell_text(content, "a", 0), "1");
    EXPECT_EQ(cell_text(content, "a", 1), "");
    EXPECT_EQ(cell_text(content, "b", 1), "2");
    EXPECT_THAT(warnings_of(content), Contains(HasSubstr("a has 1 values for 2")));
    EXPECT_THAT(warnings_of(content), Contains(HasSubstr("not valid JSON")));
}

TEST(BatchTable, PutsHierarchiesIntoRows) {
    const auto content = table_of(
        R"({"extensions":{"3DTILES_batch_table_hierarchy":{"instancesLength":3,
        "classes":[{"name":"Wall","length":2,"instances":{"colour":["red","white"]}},
        {"name":"House","length":1,"instances":{"floors":[3]}}],
        "classIds":[0,0,1],"parentIds":[2,2,2]}}})",
        {}, 2);
    ASSERT_EQ(content.header().feature_count, 3U);
    EXPECT_EQ(cell_text(content, "class", 2), "House");
    EXPECT_EQ(cell_text(content, "colour", 1), "white");
    EXPECT_EQ(cell_text(content, "colour", 2), "");
    EXPECT_EQ(cell_text(content, "floors", 2), "3");
    EXPECT_EQ(cell_text(content, "parent", 1), "2");
    EXPECT_EQ(cell_text(content, "parent", 2), "");
    EXPECT_NE(content.classes()[0].parent_column, kNone);
    EXPECT_TRUE(TileContent::adopt(Bytes(content.bytes().begin(), content.bytes().end())));
}

TEST(BatchTable, BreaksCyclesOfParents) {
    const auto content = table_of(
        R"({"HIERARCHY":{"instancesLength":2,"classes":[{"name":"A","length":2,"instances":{}}],
        "classIds":[0,0],"parentIds":[1,0]}})",
        {}, 2);
    EXPECT_THAT(warnings_of(content), Contains(HasSubstr("lead back")));
}

TEST(BatchTable, ManyFeaturesWithoutValuesCostNothing) {
    std::string json = "{";
    for (int i = 0; i < 200; ++i)
        json += (i > 0 ? ",\"c" : "\"c") + std::to_string(i) + "\":[]";
    const auto content = table_of(json + "}", {}, 10'000'000);
    EXPECT_LE(content.bytes().size(), limits::kDecodedBytes + (1U << 20));
    EXPECT_THAT(warnings_of(content), Contains(HasSubstr("limit on decoded bytes")));
}

TEST(BatchTable, RefusesMoreFeaturesThanATileCouldCarry) {
    const LegacyTile tile{"b3dm", R"({"BATCH_LENGTH":9000000})", {}, "", {}, triangle_glb()};
    const auto content = decode(tile.bytes());
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().feature_count, 0U);
    EXPECT_THAT(warnings_of(*content), Contains(HasSubstr("more features than the tile")));
}

TEST(IdColumn, PrefersWhatIsUnique) {
    EXPECT_LT(*id_rank("gml_id", {}), *id_rank("id", {}));
    EXPECT_LT(*id_rank("anything", "ID"), *id_rank("gml_id", {}));
    EXPECT_TRUE(id_rank("UUID", {}));
    EXPECT_FALSE(id_rank("height", {}));
}

TEST(I3dm, PlacesInstances) {
    LegacyTile tile{
        "i3dm",
        R"({"INSTANCES_LENGTH":2,"POSITION":{"byteOffset":0},"SCALE":{"byteOffset":24},
                    "BATCH_ID":{"byteOffset":32,"componentType":"UNSIGNED_BYTE"}})",
        packed(0.0F, 0.0F, 0.0F, 10.0F, 0.0F, 5.0F, 1.0F, 2.0F, std::uint8_t{1}, std::uint8_t{0}),
        R"({"id":["a","b"]})",
        {},
        triangle_glb()};
    const auto content = decode(tile.bytes());
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().instance_count, 2U);
    EXPECT_EQ(content->header().triangle_count, 2U);
    ASSERT_EQ(content->instances().size(), 2U);
    EXPECT_EQ(content->instances()[0].feature, 1U);
    EXPECT_NEAR(content->header().bounds_max_m[0] - content->header().bounds_min_m[0], 12.0F,
                1e-4F);
}

TEST(I3dm, NeedsPositionsInsideItsTable) {
    LegacyTile tile{"i3dm",       R"({"INSTANCES_LENGTH":4,"POSITION":{"byteOffset":0}})",
                    packed(0.0F), "",
                    {},           triangle_glb()};
    EXPECT_EQ(decode(tile.bytes()).error().kind, ErrorKind::kBadData);
    tile.feature_json = R"({"INSTANCES_LENGTH":4294967295,"POSITION":{"byteOffset":0}})";
    EXPECT_EQ(decode(tile.bytes()).error().kind, ErrorKind::kLimit);
    tile.feature_json = R"({"INSTANCES_LENGTH":1})";
    EXPECT_EQ(decode(tile.bytes()).error().kind, ErrorKind::kBadData);
}

TEST(Pnts, ReadsPositionsColoursAndProperties) {
    const LegacyTile tile{
        "pnts",
        R"({"POINTS_LENGTH":2,"POSITION":{"byteOffset":0},"RGB":{"byteOffset":24},
                          "RTC_CENTER":[100,0,0]})",
        packed(0.0F, 0.0F, 0.0F, 2.0F, 0.0F, 0.0F, std::uint8_t{255}, std::uint8_t{0},
               std::uint8_t{128}, std::uint8_t{0}, std::uint8_t{255}, std::uint8_t{0}),
        R"({"height":[1.5,2.5]})",
        {},
        {}};
    const auto content = decode(tile.bytes());
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().point_count, 2U);
    EXPECT_EQ(content->header().frame.origin[0], 101.0);
    EXPECT_EQ(content->colors()[0].r, 255);
    EXPECT_EQ(content->colors()[0].b, 55);
    EXPECT_EQ(cell_text(*content, "height", 1), "2.5");
}

TEST(Pnts, ReadsQuantisedPositionsAndPackedColours) {
    const LegacyTile tile{"pnts",
                          R"({"POINTS_LENGTH":1,"POSITION_QUANTIZED":{"byteOffset":0},
        "QUANTIZED_VOLUME_OFFSET":[1,2,3],"QUANTIZED_VOLUME_SCALE":[10,10,10],
        "RGB565":{"byteOffset":6},"NORMAL_OCT16P":{"byteOffset":8}})",
                          packed(std::uint16_t{65535}, std::uint16_t{0}, std::uint16_t{0},
                                 std::uint16_t{0xF800}, std::uint8_t{128}, std::uint8_t{128}),
                          "",
                          {},
                          {}};
    const auto content = decode(tile.bytes());
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_NEAR(content->header().frame.origin[0], 11.0, 1e-9);
    EXPECT_EQ(content->colors()[0].r, 255);
    EXPECT_EQ(content->colors()[0].g, 0);
    EXPECT_NE(content->geometry()[0].normal_oct[0], kNoNormal);
}

TEST(Pnts, OctNormalsAreUnit) {
    for (double x = 0; x <= 255; x += 51) {
        const glm::dvec3 normal = tiles3d::decode_oct({x, 255.0 - x}, 255.0);
        EXPECT_NEAR(normal.x * normal.x + normal.y * normal.y + normal.z * normal.z, 1.0, 1e-9);
    }
}

Bytes composite_of(const std::vector<Bytes>& tiles) {
    Bytes body;
    for (const Bytes& tile : tiles)
        add(body, tile);
    Bytes composite = text_bytes("cmpt");
    add(composite, packed(1U, static_cast<std::uint32_t>(16 + body.size()),
                          static_cast<std::uint32_t>(tiles.size())));
    add(composite, body);
    return composite;
}

TEST(Cmpt, MergesItsParts) {
    LegacyTile a{"b3dm", R"({"BATCH_LENGTH":2})", {}, R"({"id":["a","b"]})", {}, triangle_glb()};
    LegacyTile b{"b3dm", R"({"BATCH_LENGTH":2,"RTC_CENTER":[50,0,0]})",
                 {},     R"({"id":["c","d"]})",
                 {},     triangle_glb()};
    const auto content = decode(composite_of({a.bytes(), composite_of({b.bytes()})}));
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().triangle_count, 2U);
    EXPECT_EQ(content->header().feature_count, 4U);
    EXPECT_EQ(content->classes().size(), 2U);
    EXPECT_EQ(content->geometry()[3].feature, 3U);
    EXPECT_EQ(FeatureTable(*content).id_text(3), "d");
    const float width = content->header().bounds_max_m[0] - content->header().bounds_min_m[0];
    EXPECT_NEAR(width, 51.0F, 1e-3F);
    EXPECT_TRUE(TileContent::adopt(Bytes(content->bytes().begin(), content->bytes().end())));
}

TEST(Cmpt, ABrokenPartCostsThatPart) {
    const LegacyTile good{"b3dm", R"({"BATCH_LENGTH":0})", {}, "", {}, triangle_glb()};
    LegacyTile bad = good;
    bad.body = text_bytes("nonsense");
    const auto content = decode(composite_of({bad.bytes(), good.bytes()}));
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->header().triangle_count, 1U);
    EXPECT_THAT(warnings_of(*content), Contains(HasSubstr("this part is left out")));
    EXPECT_FALSE(decode(composite_of({bad.bytes()})));
}

TEST(Cmpt, NestsOnlySoDeep) {
    Bytes inner = LegacyTile{"b3dm", R"({"BATCH_LENGTH":0})", {}, "", {}, triangle_glb()}.bytes();
    for (int i = 0; i < limits::kCompositeDepth; ++i)
        inner = composite_of({inner});
    EXPECT_TRUE(decode(inner));
    EXPECT_FALSE(decode(composite_of({inner})));
}

Bytes gzipped(const Bytes& bytes) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    Bytes out(bytes.size() + 1024);
    Bytes copy = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST(Gzip, IsUnwrappedAndBounded) {
    const Bytes tile =
        LegacyTile{"b3dm", R"({"BATCH_LENGTH":0})", {}, "", {}, triangle_glb()}.bytes();
    const Bytes wrapped = gzipped(tile);
    EXPECT_TRUE(decode(wrapped));
    EXPECT_FALSE(decode(gzipped(wrapped)));
    EXPECT_FALSE(decode(Bytes(wrapped.begin(), wrapped.end() - 12)));
    const Bytes bomb = gzipped(Bytes(40U << 20));
    EXPECT_EQ(inflate_gzip(bomb, limits::kContentFileBytes).error().kind, ErrorKind::kLimit);
}

TEST(ContentKinds, AreToldByTheirFirstBytes) {
    const auto kind = [](std::string_view text) { return content_kind(as_bytes(text)); };
    EXPECT_EQ(kind("b3dm"), ContentKind::kB3dm);
    EXPECT_EQ(kind(R"( {"asset":{"nodes":1},"geometricError":1})"), ContentKind::kTilesetJson);
    EXPECT_EQ(kind(R"({"asset":{"version":"2.0"},"buffers":[],"meshes":[]})"), ContentKind::kGltf);
    EXPECT_EQ(kind(R"({"type":"FeatureCollection","features":[]})"), ContentKind::kGeoJson);
    EXPECT_EQ(kind(R"({"buffers":[],"tileAvailability":{}})"), ContentKind::kSubtree);
    EXPECT_EQ(kind("<html>"), ContentKind::kUnknown);
    EXPECT_EQ(kind(R"({"a\")"), ContentKind::kUnknown);
    EXPECT_EQ(kind(""), ContentKind::kUnknown);
}

}  // namespace
}  // namespace belvedere::content
