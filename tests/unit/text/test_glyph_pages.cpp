// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "engine/text/glyph_pages.hpp"
#include "engine/text/shelf_packer.hpp"
#include "tests/unit/text/text_fixture.hpp"

namespace belvedere::text {
namespace {

using GlyphPageTest = TextTest;

TEST(ShelfPacker, PlacesWithoutOverlap) {
    ShelfPacker packer(64);
    std::mt19937 random(3);
    std::vector<std::vector<bool>> taken(64, std::vector<bool>(64, false));
    int placed = 0;
    for (int i = 0; i < 400; ++i) {
        const auto width = static_cast<std::uint32_t>(1 + random() % 12);
        const auto height = static_cast<std::uint32_t>(1 + random() % 12);
        const auto place = packer.add(width, height);
        if (!place) continue;
        ++placed;
        ASSERT_LE(place->x + width, 64U);
        ASSERT_LE(place->y + height, 64U);
        for (std::uint32_t y = place->y; y < place->y + height; ++y) {
            for (std::uint32_t x = place->x; x < place->x + width; ++x) {
                ASSERT_FALSE(taken[y][x]);
                taken[y][x] = true;
            }
        }
    }
    EXPECT_GT(placed, 40);
    EXPECT_FALSE(packer.add(65, 1));
    packer.clear();
    EXPECT_TRUE(packer.add(64, 64));
}

TEST_F(GlyphPageTest, DrawsTextAndKeepsIt) {
    GlyphPages pages(faces_);
    std::vector<GlyphQuad> quads;
    const auto text = typesetter_.set("AA b", style_);
    EXPECT_EQ(pages.append_quads(*text, {10.0F, 20.0F}, quads), 0U);
    ASSERT_EQ(quads.size(), 3U);  // A space has no picture.
    ASSERT_EQ(pages.pages().size(), 1U);
    EXPECT_GE(quads[0].x0, 9.0F);
    EXPECT_LT(quads[0].x0, quads[1].x0);
    EXPECT_GT(quads[0].y1, quads[0].y0);
    // The letter's coverage is on the page where its quad says.
    const auto& coverage = pages.pages()[0].coverage;
    std::uint64_t sum = 0;
    const auto texel = [](float part) {
        return static_cast<std::size_t>(part * static_cast<float>(kPageSidePx));
    };
    for (std::size_t y = texel(quads[0].v0); y < texel(quads[0].v1); ++y) {
        for (std::size_t x = texel(quads[0].u0); x < texel(quads[0].u1); ++x)
            sum += coverage[y * kPageSidePx + x];
    }
    EXPECT_GT(sum, 2000U);
    EXPECT_FALSE(pages.take_dirty(0).is_empty());
    EXPECT_TRUE(pages.take_dirty(0).is_empty());
    const std::size_t glyphs = pages.glyphs();
    const std::uint32_t version = pages.pages()[0].version;
    pages.begin_frame();
    (void)pages.append_quads(*text, {10.0F, 20.0F}, quads);
    EXPECT_EQ(pages.glyphs(), glyphs);
    EXPECT_EQ(pages.pages()[0].version, version);
}

TEST_F(GlyphPageTest, EmptiesTheLeastRecentPageAndStaysBounded) {
    GlyphPages pages(faces_, 2);
    std::vector<GlyphQuad> quads;
    style_.size_px = 120.0F;
    for (char32_t c = 0x4E00; c < 0x4E00 + 400; c += 10) {
        std::string text;
        for (char32_t i = c; i < c + 10; ++i) {
            text += static_cast<char>(0xE0 | (i >> 12));
            text += static_cast<char>(0x80 | ((i >> 6) & 0x3F));
            text += static_cast<char>(0x80 | (i & 0x3F));
        }
        pages.begin_frame();
        quads.clear();
        EXPECT_EQ(pages.append_quads(*typesetter_.set(text, style_), {0.0F, 0.0F}, quads), 0U);
        EXPECT_LE(pages.pages().size(), 2U);
    }
    EXPECT_GT(pages.generation(), 0U);
    EXPECT_LT(pages.glyphs(), 200U);
}

TEST_F(GlyphPageTest, NeverTakesAPageOfThisFrame) {
    GlyphPages pages(faces_, 1);
    std::vector<GlyphQuad> quads;
    style_.size_px = 250.0F;
    const auto text = typesetter_.set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm", style_);
    const std::uint32_t left_out = pages.append_quads(*text, {0.0F, 0.0F}, quads);
    EXPECT_GT(left_out, 0U);
    EXPECT_EQ(pages.generation(), 0U);
    EXPECT_EQ(quads.size() + left_out, 39U);
}

TEST_F(GlyphPageTest, GlyphsThatDoNotExistAreLeftOut) {
    GlyphPages pages(faces_);
    std::vector<GlyphQuad> quads;
    ShapedLine line = this->line("a");
    line.glyphs[0].glyph = 0xFFFFFF;
    EXPECT_EQ(pages.append_quads(line, 15.0F, {0.0F, 0.0F}, quads), 1U);
    EXPECT_EQ(pages.append_quads(line, 15.0F, {0.0F, 0.0F}, quads), 1U);
    EXPECT_TRUE(quads.empty());
}

TEST_F(GlyphPageTest, BoldIsDarker) {
    const auto ink = [&](FontWeight weight) {
        style_.weight = weight;
        GlyphPages pages(faces_);
        std::vector<GlyphQuad> quads;
        (void)pages.append_quads(*typesetter_.set("lill", style_), {0.0F, 0.0F}, quads);
        std::uint64_t sum = 0;
        for (const std::uint8_t value : pages.pages()[0].coverage)
            sum += value;
        return sum;
    };
    EXPECT_GT(ink(FontWeight::kBold), ink(FontWeight::kRegular));
}

}  // namespace
}  // namespace belvedere::text
