// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstring>

#include "engine/content/retained_content.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content {
namespace {

TileContent textured_triangle() {
    TileContentBuilder builder;
    builder.geometry = {
        {{0, 0, 0}, {0, 0}, kNone}, {{1, 0, 0}, {0, 0}, kNone}, {{0, 1, 0}, {0, 0}, kNone}};
    builder.surfaces.resize(3);
    builder.colors.resize(3, Rgba8{1, 2, 3, 4});
    builder.indices_16 = {0, 1, 2};
    ImageRecord image{};
    image.width = image.height = 16;
    image.levels = 1;
    image.pixels_bytes = 16 * 16 * 4;
    image.pixels_offset = builder.add_pixels(image.pixels_bytes);
    builder.images.push_back(image);
    MaterialRecord material = default_material();
    material.base_color_texture.image = 0;
    builder.materials.push_back(material);
    PrimitiveRecord primitive{};
    primitive.vertices = {0, 3};
    primitive.indices = {0, 3};
    primitive.index_bytes = 2;
    builder.fit_bounds(primitive);
    builder.primitives.push_back(primitive);
    builder.warn("kept");
    builder.set_attribution("the city");
    return builder.finish();
}

TEST(RetainedContent, KeepsShapeAndTextAndDropsPixels) {
    const TileContent whole = textured_triangle();
    const TileContent kept = retained_content(whole);
    EXPECT_LT(kept.bytes().size(), whole.bytes().size());
    EXPECT_EQ(
        std::memcmp(kept.geometry().data(), whole.geometry().data(), whole.geometry().size_bytes()),
        0);
    EXPECT_EQ(kept.indices_16().size(), 3U);
    EXPECT_TRUE(kept.images().empty());
    EXPECT_TRUE(kept.colors().empty());
    EXPECT_EQ(kept.primitives()[0].color_first, kNone);
    EXPECT_EQ(kept.text(kept.header().attribution), "the city");
    EXPECT_EQ(kept.warnings().size(), 1U);
    EXPECT_EQ(kept.header().triangle_count, 1U);
}

TEST(RetainedContent, IsAValidBlock) {
    const TileContent kept = retained_content(textured_triangle());
    const auto adopted = TileContent::adopt({kept.bytes().begin(), kept.bytes().end()});
    EXPECT_TRUE(adopted) << adopted.error().message;
}

}  // namespace
}  // namespace belvedere::content
