// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/content/feature_table.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content {

namespace {

// A triangle with one feature class of two rows, a text column and a number column.
TileContentBuilder small_tile(const SectionCounts& expected = {}) {
    TileContentBuilder builder;
    builder.expect(expected);
    builder.geometry = {{{0, 0, 0}, {0, 0}, 0}, {{1, 0, 0}, {0, 0}, 1}, {{0, 1, 0}, {0, 0}, kNone}};
    builder.indices_16 = {0, 1, 2};
    builder.materials.push_back(default_material());
    PrimitiveRecord primitive{};
    primitive.vertices = {0, 3};
    primitive.surface_first = kNone;
    primitive.color_first = kNone;
    primitive.indices = {0, 3};
    primitive.index_bytes = 2;
    builder.fit_bounds(primitive);
    builder.primitives.push_back(primitive);
    builder.feature_count = 2;

    const StringRef names[2] = {builder.add_text("tower"), builder.add_text("shed")};
    ColumnRecord name{};
    name.name = builder.add_text("name");
    name.type = ColumnType::kText;
    name.values_offset = builder.add_column_data(sizeof(names));
    name.nulls_offset = ~std::uint64_t{0};
    std::memcpy(builder.column_data().data() + name.values_offset, names, sizeof(names));
    const double heights[2] = {12.5, 0.0};
    ColumnRecord height{};
    height.name = builder.add_text("height");
    height.type = ColumnType::kFloat64;
    height.values_offset = builder.add_column_data(sizeof(heights));
    std::memcpy(builder.column_data().data() + height.values_offset, heights, sizeof(heights));
    height.nulls_offset = builder.add_column_data(1);
    builder.column_data()[height.nulls_offset] = std::byte{2};
    builder.columns = {name, height};
    builder.classes.push_back({builder.add_text("building"), {0, 2}, {0, 2}, 0, kNone});
    builder.warn("one");
    builder.warn("one");
    return builder;
}

Bytes small_block(const SectionCounts& expected = {}) {
    const TileContent content = small_tile(expected).finish();
    return {content.bytes().begin(), content.bytes().end()};
}

}  // namespace

TEST(TileContent, KeepsWhatWasBuilt) {
    auto adopted = TileContent::adopt(small_block());
    ASSERT_TRUE(adopted.has_value()) << adopted.error().message;
    const TileContent& content = *adopted;
    EXPECT_EQ(content.header().triangle_count, 1U);
    EXPECT_EQ(content.geometry().size(), 3U);
    EXPECT_FLOAT_EQ(content.header().bounds_max_m[0], 1.0F);
    ASSERT_EQ(content.warnings().size(), 1U);
    EXPECT_EQ(content.text(content.warnings()[0]), "one (2 times)");

    const FeatureTable table(content);
    const FeatureClassRecord* row_class = table.class_of(1);
    ASSERT_NE(row_class, nullptr);
    EXPECT_EQ(table.id_text(1), "shed");
    const ColumnRecord* height = table.column(*row_class, "height");
    ASSERT_NE(height, nullptr);
    EXPECT_EQ(to_text(table.value(*row_class, *height, 0)), "12.5");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.value(*row_class, *height, 1)));
    EXPECT_EQ(table.class_of(2), nullptr);
}

TEST(TileContentBuilder, ExpectedCountsChangeNoByte) {
    const Bytes plain = small_block();
    EXPECT_EQ(small_block({.vertices = 3, .indices_16 = 3}), plain);
    // Too few: the arrays move out of the block. Far too many: the block would be mostly empty.
    EXPECT_EQ(small_block({.vertices = 1, .indices_16 = 2}), plain);
    EXPECT_EQ(small_block({.vertices = 3, .surfaces = 9'000}), plain);
    EXPECT_EQ(small_block({.vertices = 1'000'000'000'000}), plain);
}

TEST(TileContentBuilder, AnUnusedRestOfASectionIsLeftEmpty) {
    auto content = TileContent::adopt(small_block({.vertices = 4, .indices_16 = 4}));
    ASSERT_TRUE(content.has_value()) << content.error().message;
    EXPECT_EQ(content->geometry().size(), 3U);
    ASSERT_EQ(content->indices_16().size(), 3U);
    EXPECT_EQ(content->indices_16()[2], 2);
    const SectionRecord& first =
        content->header().sections[static_cast<std::size_t>(Section::kGeometry)];
    const ByteView rest = content->bytes().subspan(first.offset + first.bytes, 20);
    for (const std::byte byte : rest)
        EXPECT_EQ(byte, std::byte{0});
}

TEST(TileContent, AdoptRefusesEveryTruncation) {
    const Bytes block = small_block();
    for (std::size_t size = 0; size < block.size(); ++size) {
        EXPECT_FALSE(TileContent::adopt({block.begin(), block.begin() + static_cast<long>(size)}));
    }
}

TEST(TileContent, AdoptSurvivesEveryFlippedByte) {
    const Bytes block = small_block();
    for (std::size_t i = 0; i < block.size(); ++i) {
        Bytes broken = block;
        broken[i] ^= std::byte{0xFF};
        if (auto adopted = TileContent::adopt(std::move(broken))) {
            for (const PrimitiveRecord& primitive : adopted->primitives()) {
                EXPECT_LE(primitive.vertices.count, adopted->geometry().size());
            }
        }
    }
}

TEST(TileContent, AdoptRefusesIndexBeyondItsVertices) {
    TileContentBuilder builder = small_tile();
    builder.indices_16[1] = 3;
    const TileContent content = builder.finish();
    EXPECT_FALSE(TileContent::adopt({content.bytes().begin(), content.bytes().end()}));
}

TEST(TileContent, OctahedralNormalsAreWithinAThousandthOfADegree) {
    for (float angle = 0.0F; angle < 6.28F; angle += 0.01F) {
        const float z = std::cos(angle * 3.1F), ring = std::sqrt(1.0F - z * z);
        const float x = ring * std::cos(angle), y = ring * std::sin(angle);
        const OctNormal oct = encode_normal(x, y, z);
        float u = static_cast<float>(oct.x) / 32767.0F, v = static_cast<float>(oct.y) / 32767.0F;
        float w = 1.0F - std::abs(u) - std::abs(v);
        if (w < 0.0F) {
            const float folded = (1.0F - std::abs(v)) * std::copysign(1.0F, u);
            v = (1.0F - std::abs(u)) * std::copysign(1.0F, v);
            u = folded;
        }
        const float length = std::sqrt(u * u + v * v + w * w);
        const float miss = std::hypot(x - u / length, y - v / length, z - w / length);
        EXPECT_LT(miss, 1e-4F);
    }
    EXPECT_EQ(encode_normal(0, 0, 0).x, kNoNormal);
}

}  // namespace belvedere::content
