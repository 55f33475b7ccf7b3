// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <string>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/file.hpp"
#include "test_paths.hpp"

namespace belvedere::content {

namespace {

// A glTF with one buffer: four corners of a unit square, then 16-bit indices 0 1 2 2 1 3.
std::string square_gltf(const std::string& primitive, const std::string& node,
                        const std::string& more = "") {
    return R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
"buffers":[{"byteLength":60,"uri":"data:;base64,)"
           "AAAAAAAAAAAAAAAAAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAAAACAPwAAgD8AAAAAAAABAAIAAgABAAMA"
           R"("}],
"bufferViews":[{"buffer":0,"byteLength":48},{"buffer":0,"byteOffset":48,"byteLength":12}],
"accessors":[{"bufferView":0,"componentType":5126,"count":4,"type":"VEC3"},
{"bufferView":1,"componentType":5123,"count":6,"type":"SCALAR"},
{"bufferView":1,"componentType":5123,"count":6,"byteOffset":2,"type":"SCALAR"}],
"meshes":[{"primitives":[{"attributes":{"POSITION":0})" +
           primitive + R"(}]}],"nodes":[{"mesh":0)" + node + "}]" + more + "}";
}

Result<TileContent> decode_text(const std::string& json,
                                std::shared_ptr<const geo::WorldMapping> mapping,
                                std::optional<std::span<const ModelPlacement>> placements = {}) {
    DecodeContext content;
    content.name = "square.gltf";
    content.mapping = std::move(mapping);
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = placements, .batch_rows = {}};
    return decode_gltf(as_bytes(json), context);
}

std::string first_warning(const TileContent& tile) {
    return tile.warnings().empty() ? "" : std::string(tile.text(tile.warnings()[0]));
}

}  // namespace

TEST(GltfDecode, ModesBecomeLists) {
    struct Case {
        const char* primitive;
        Topology topology;
        std::uint32_t indices;
    };
    const Case cases[] = {
        {R"(,"indices":1)", Topology::kTriangles, 6}, {R"(,"mode":5)", Topology::kTriangles, 6},
        {R"(,"mode":6)", Topology::kTriangles, 6},    {R"(,"mode":0)", Topology::kPoints, 0},
        {R"(,"mode":1)", Topology::kLines, 0},        {R"(,"mode":2)", Topology::kLines, 8},
        {R"(,"mode":3)", Topology::kLines, 6}};
    for (const Case& each : cases) {
        const auto tile = decode_text(square_gltf(each.primitive, ""), geo::local_mapping());
        ASSERT_TRUE(tile.has_value()) << each.primitive << tile.error().message;
        ASSERT_EQ(tile->primitives().size(), 1U);
        EXPECT_EQ(tile->primitives()[0].topology, each.topology) << each.primitive;
        EXPECT_EQ(tile->primitives()[0].indices.count, each.indices) << each.primitive;
    }
}

TEST(GltfDecode, YUpBecomesZUp) {
    const auto tile = decode_text(square_gltf(R"(,"indices":1)", ""), geo::local_mapping());
    ASSERT_TRUE(tile.has_value());
    // The square stands upright: x and z, no y, about its centre.
    EXPECT_FLOAT_EQ(tile->header().bounds_min_m[2], -0.5F);
    EXPECT_FLOAT_EQ(tile->header().bounds_max_m[2], 0.5F);
    EXPECT_FLOAT_EQ(tile->header().bounds_max_m[1], 0.0F);
    EXPECT_EQ(tile->geometry()[0].normal_oct[0], kNoNormal);
    EXPECT_EQ(tile->geometry()[0].feature, kNone);
}

TEST(GltfDecode, MirroredNodesKeepTheirFrontFaces) {
    const auto tile =
        decode_text(square_gltf(R"(,"indices":1)", R"(,"scale":[-1,1,1])"), geo::local_mapping());
    ASSERT_TRUE(tile.has_value());
    EXPECT_NE(tile->primitives()[0].flags & primitive_flags::kMirrored, 0);
    EXPECT_EQ(tile->indices_16()[1], 2);
    EXPECT_EQ(tile->indices_16()[2], 1);
}

TEST(GltfDecode, EarthSizedTranslationsKeepBetterThanAMillimetre) {
    const auto tile = decode_text(
        square_gltf(R"(,"indices":1)",
                    R"(,"translation":[3967283.123456789,4966902.987654321,-337151.192837465])"),
        geo::earth_centred_mapping());
    ASSERT_TRUE(tile.has_value()) << tile.error().message;
    const FrameRecord& frame = tile->header().frame;
    const float* p = tile->geometry()[3].position_m;  // The corner (1, 1, 0) of the square.
    const double expected[3] = {3967284.123456789, 337151.192837465, 4966903.987654321};
    for (int axis = 0; axis < 3; ++axis) {
        const double world = frame.origin[axis] + frame.axes[axis] * static_cast<double>(p[0]) +
                             frame.axes[3 + axis] * static_cast<double>(p[1]) +
                             frame.axes[6 + axis] * static_cast<double>(p[2]);
        EXPECT_NEAR(world, expected[axis], 1e-6);
    }
}

TEST(GltfDecode, BrokenPartsAreNamed) {
    const auto index = decode_text(square_gltf(R"(,"indices":2)", ""), geo::local_mapping());
    ASSERT_FALSE(index.has_value());
    EXPECT_NE(index.error().message.find("accessors[2]"), std::string::npos);
    const auto version = decode_text(R"({"asset":{"version":"1.0"}})", geo::local_mapping());
    ASSERT_FALSE(version.has_value());
    EXPECT_EQ(version.error().kind, ErrorKind::kUnsupported);
    const auto extension = decode_text(
        square_gltf("", "", R"(,"extensionsRequired":["ACME_shapes"])"), geo::local_mapping());
    ASSERT_FALSE(extension.has_value());
    EXPECT_EQ(extension.error().kind, ErrorKind::kUnsupported);
    EXPECT_NE(extension.error().message.find("ACME_shapes"), std::string::npos);
    const auto material =
        decode_text(square_gltf(R"(,"indices":1,"material":7)", ""), geo::local_mapping());
    ASSERT_TRUE(material.has_value());
    EXPECT_NE(first_warning(*material).find("material"), std::string::npos);
}

TEST(GltfDecode, NodeCyclesAndDepthEnd) {
    const auto cycle =
        decode_text(square_gltf(R"(,"indices":1)", R"(,"children":[0])"), geo::local_mapping());
    ASSERT_TRUE(cycle.has_value());
    EXPECT_NE(first_warning(*cycle).find("contains itself"), std::string::npos);
    std::string deep(200'000, '[');
    EXPECT_FALSE(decode_text(deep, geo::local_mapping()).has_value());
}

TEST(GltfDecode, PlacementsBecomeInstancesWithFeatures) {
    ModelPlacement placements[3];
    for (int i = 0; i < 3; ++i)
        placements[i].transform[3][0] = 10.0 * i;
    placements[2].transform[0][0] = -1.0;  // One of them mirrored.
    const auto tile = decode_text(square_gltf(R"(,"indices":1)", ""), geo::local_mapping(),
                                  std::span<const ModelPlacement>(placements));
    ASSERT_TRUE(tile.has_value()) << tile.error().message;
    EXPECT_EQ(tile->header().instance_count, 3U);
    EXPECT_EQ(tile->instances().size(), 3U);
    EXPECT_EQ(tile->header().triangle_count, 6U);
    EXPECT_EQ(tile->primitives().size(), 2U);
}

TEST(GltfDecode, PropertyTablesBecomeColumns) {
    const auto bytes = read_file(
        std::filesystem::path(BELVEDERE_TEST_DATA) / "../fuzz/corpus/glb/features.glb", 1 << 20);
    ASSERT_TRUE(bytes.has_value());
    DecodeContext content;
    content.mapping = geo::local_mapping();
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    const auto tile = decode_gltf(*bytes, context);
    ASSERT_TRUE(tile.has_value()) << tile.error().message;
    EXPECT_TRUE(tile->warnings().empty()) << first_warning(*tile);
    ASSERT_EQ(tile->classes().size(), 1U);
    ASSERT_EQ(tile->images().size(), 1U);
    const FeatureTable table(*tile);
    const FeatureClassRecord& buildings = tile->classes()[0];
    const ColumnRecord* height = table.column(buildings, "height");
    const ColumnRecord* name = table.column(buildings, "name");
    ASSERT_TRUE(height != nullptr && name != nullptr);
    EXPECT_EQ(to_text(table.value(buildings, *height, 0)), "12.5");
    EXPECT_EQ(to_text(table.value(buildings, *height, 1)), "");  // noData.
    EXPECT_EQ(to_text(table.value(buildings, *name, 1)), "shed");
    EXPECT_EQ(tile->text(height->declared_type), "SCALAR FLOAT32");
    EXPECT_EQ(tile->geometry()[0].feature, 0U);
    EXPECT_EQ(tile->geometry()[3].feature, 1U);
}

TEST(GltfDecode, EveryTruncationIsAnErrorOrSound) {
    const auto bytes = read_file(
        std::filesystem::path(BELVEDERE_TEST_DATA) / "../fuzz/corpus/glb/features.glb", 1 << 20);
    ASSERT_TRUE(bytes.has_value());
    DecodeContext content;
    content.mapping = geo::local_mapping();
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    for (std::size_t size = 0; size < bytes->size(); size += 7) {
        EXPECT_FALSE(decode_gltf(ByteView(*bytes).first(size), context).has_value());
    }
}

}  // namespace belvedere::content
