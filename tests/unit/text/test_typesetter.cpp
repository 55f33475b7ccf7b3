// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/text/limits.hpp"
#include "tests/unit/text/text_fixture.hpp"

namespace belvedere::text {
namespace {

using ::testing::ElementsAre;
using Typesetting = TextTest;
using Bytes = std::vector<std::uint32_t>;

TEST_F(Typesetting, LatinRunsLeftToRight) {
    const auto text = typesetter_.set("Tile 1", style_);
    ASSERT_EQ(text->lines.size(), 1U);
    EXPECT_EQ(text->missing, 0U);
    EXPECT_FALSE(text->is_cut);
    EXPECT_EQ(visual_bytes(text->lines[0]), (Bytes{0, 1, 2, 3, 4, 5}));
    EXPECT_GT(text->width_px, 25.0F);
    EXPECT_LT(text->width_px, 60.0F);
    EXPECT_EQ(text->lines[0].byte_end, 6U);
}

// "شارع 12 Main" in a right-to-left paragraph: Latin at the left, the number between, Arabic right.
TEST_F(Typesetting, MixedDirectionsAreOrderedByUax9) {
    const std::string text = "شارع 12 Main";
    const ShapedLine line = this->line(text);
    EXPECT_TRUE(line.is_right_to_left);
    const Bytes bytes = visual_bytes(line);
    const Bytes expected = {12, 13, 14, 15, 11, 9, 10, 8, 6, 4, 2, 0};
    EXPECT_EQ(bytes, expected);
    // The same as a part of a left-to-right line: the number belongs to the Arabic before it.
    const ShapedLine forced = this->line(text, {.direction = BaseDirection::kLeftToRight});
    EXPECT_EQ(visual_bytes(forced), (Bytes{9, 10, 8, 6, 4, 2, 0, 11, 12, 13, 14, 15}));
}

TEST_F(Typesetting, BracketsMirrorInRightToLeft) {
    const ShapedLine plain = line("(a)");
    const ShapedLine mirrored = line("(ب)");
    ASSERT_EQ(mirrored.glyphs.size(), 3U);
    // The bracket that opens the text stands at the right end and looks to the left.
    EXPECT_EQ(mirrored.glyphs.back().byte, 0U);
    EXPECT_EQ(mirrored.glyphs.back().glyph, plain.glyphs.back().glyph);
}

TEST_F(Typesetting, ArabicJoinsAndLamAlefIsOneGlyphOrCluster) {
    const float apart = width("ب") * 3.0F;
    EXPECT_LT(width("ببب"), apart);
    const ShapedLine lam_alef = line("لا");
    ASSERT_EQ(lam_alef.clusters.size(), 1U);
    EXPECT_EQ(lam_alef.clusters[0].stops, 2U);
    EXPECT_EQ(lam_alef.clusters[0].bytes, 4U);
}

TEST_F(Typesetting, MarksStandOnTheirLetter) {
    const ShapedLine marked = line("بَ");
    ASSERT_EQ(marked.clusters.size(), 1U);
    ASSERT_EQ(marked.glyphs.size(), 2U);
    EXPECT_NEAR(marked.width_px, width("ب"), 0.01F);
    EXPECT_EQ(marked.clusters[0].stops, 1U);
    EXPECT_EQ(line("e\u0301").clusters.size(), 1U);
}

TEST_F(Typesetting, EveryLanguageHasItsGlyphs) {
    for (const char* text : {"City", "Forêt", "Año", "Улица", "城市建筑高度", "مَدينة", "①±²³ м² →",
                             "Città Αθήνα Łódź"}) {
        EXPECT_EQ(typesetter_.set(text, style_)->missing, 0U) << text;
    }
    // A character of the private use area has none anywhere.
    EXPECT_EQ(typesetter_.set("a\U0010FFFD", style_)->missing, 1U);
}

TEST_F(Typesetting, HanFollowsTheLanguage) {
    style_.language = "zh";
    const ShapedLine chinese = line("骨直");
    TextStyle japanese = style_;
    japanese.language = "ja";
    const auto other = typesetter_.set("骨直", japanese);
    EXPECT_NE(chinese.glyphs[0].glyph, other->lines[0].glyphs[0].glyph);
    EXPECT_FLOAT_EQ(chinese.glyphs[0].advance, style_.size_px);  // One em.
}

TEST_F(Typesetting, BreaksAtSpacesAndHangsThem) {
    const std::string text = "one two three";
    EXPECT_THAT(lines_of(text, width("one two") + 0.5F), ElementsAre("one two ", "three"));
    EXPECT_THAT(lines_of(text, width("three")), ElementsAre("one ", "two ", "three"));
    EXPECT_THAT(lines_of("a\n\nb", 100.0F), ElementsAre("a", "", "b"));
    EXPECT_THAT(lines_of("", 100.0F), ElementsAre(""));
}

TEST_F(Typesetting, KeepsNumberAndUnitTogether) {
    const float room = width("height 12");
    EXPECT_THAT(lines_of("height 12\u00A0m", room), ElementsAre("height ", "12\u00A0m"));
    EXPECT_THAT(lines_of("height 1\u202F200\u202Fm", room),
                ElementsAre("height ", "1\u202F200\u202Fm"));
}

TEST_F(Typesetting, BreaksChineseAnywhereButBeforeStops) {
    style_.language = "zh";
    EXPECT_THAT(lines_of("城市建筑。", 4.0F * style_.size_px), ElementsAre("城市建", "筑。"));
    EXPECT_THAT(lines_of("城市（建）", 3.5F * style_.size_px), ElementsAre("城市", "（建）"));
}

TEST_F(Typesetting, BreaksWordsThatDoNotFit) {
    const auto lines = lines_of("abcdefghij", width("abcd"));
    ASSERT_GE(lines.size(), 2U);
    EXPECT_EQ(lines[0], "abcd");
    EXPECT_EQ(lines_of("ab", 0.0F).size(), 2U);  // One cluster a line at least.
    EXPECT_THAT(lines_of("north-west", width("north-w")), ElementsAre("north-", "west"));
    EXPECT_EQ(lines_of("-12", width("-")).size(), 3U);
}

TEST_F(Typesetting, CutsWithAnEllipsis) {
    TextLayout layout;
    layout.overflow = Overflow::kEllipsis;
    layout.width_px = width("A long name");
    const auto whole = typesetter_.set("A long name", style_, layout);
    EXPECT_FALSE(whole->is_cut);
    const auto cut = typesetter_.set("A long name of a street", style_, layout);
    EXPECT_TRUE(cut->is_cut);
    ASSERT_EQ(cut->lines.size(), 1U);
    EXPECT_LE(cut->width_px, layout.width_px);
    EXPECT_GT(cut->width_px, layout.width_px * 0.7F);
    EXPECT_EQ(cut->lines[0].glyphs.back().glyph, line("…").glyphs[0].glyph);
    // The end of Arabic is at the left.
    const auto arabic = typesetter_.set("شارع المدينة الكبيرة", style_, layout);
    EXPECT_TRUE(arabic->is_cut);
    EXPECT_GT(arabic->lines[0].glyphs.front().byte, 0U);
    layout.width_px = std::numeric_limits<float>::infinity();
    layout.lines_max = 1;
    EXPECT_TRUE(typesetter_.set("one\ntwo", style_, layout)->is_cut);
}

TEST_F(Typesetting, AlignsByBaseDirection) {
    TextLayout layout;
    layout.width_px = 200.0F;
    EXPECT_FLOAT_EQ(line("abc", layout).x, 0.0F);
    const ShapedLine arabic = line("عربي", layout);
    EXPECT_NEAR(arabic.x + arabic.width_px, 200.0F, 0.01F);
    layout.alignment = Alignment::kEnd;
    EXPECT_FLOAT_EQ(line("عربي", layout).x, 0.0F);
    layout.alignment = Alignment::kCenter;
    const ShapedLine centred = line("abc", layout);
    EXPECT_NEAR(centred.x * 2.0F + centred.width_px, 200.0F, 0.01F);
}

TEST_F(Typesetting, SpacingWidensLettersButNotJoinedOnes) {
    const float plain = width("abc");
    const float arabic = width("عربي");
    style_.letter_spacing_em = 0.12F;
    EXPECT_NEAR(width("abc"), plain + 3.0F * 0.12F * style_.size_px, 0.01F);
    EXPECT_NEAR(width("عربي"), arabic, 0.01F);
    style_.letter_spacing_em = 0.0F;
    const float spaced = width("a b");
    style_.word_spacing_em = 0.16F;
    EXPECT_NEAR(width("a b"), spaced + 0.16F * style_.size_px, 0.01F);
    const float height = typesetter_.set("a\nb", style_)->height_px;
    style_.line_height = 3.0F;
    EXPECT_GT(typesetter_.set("a\nb", style_)->height_px, height * 1.5F);
}

TEST_F(Typesetting, ScalesWithTheEm) {
    const float at_15 = width("Building");
    style_.size_px = 45.0F;
    EXPECT_NEAR(width("Building"), at_15 * 3.0F, 0.05F);
}

TEST_F(Typesetting, SurvivesAnything) {
    EXPECT_EQ(typesetter_.set("\xFF\xFE", style_)->lines[0].clusters.size(), 2U);
    EXPECT_EQ(typesetter_.set("a\tb\x01", style_)->missing, 0U);
    const auto longest = typesetter_.set(std::string(kTextBytesMax + 5, 'a'), style_);
    EXPECT_TRUE(longest->is_cut);
    style_.size_px = NAN;
    EXPECT_FLOAT_EQ(typesetter_.set("a", style_)->size_px, kSizePxMin);
    style_.size_px = 1e9F;
    EXPECT_FLOAT_EQ(typesetter_.set("a", style_)->size_px, kSizePxMax);
    style_.family = "No such family";
    EXPECT_EQ(typesetter_.set("a", style_)->missing, 0U);
}

TEST_F(Typesetting, CacheIsBoundedAndForgetsTheOldest) {
    Typesetter small(faces_, 20'000);
    const auto first = small.set("oldest", style_);
    EXPECT_EQ(small.set("oldest", style_), first);
    EXPECT_EQ(small.cache_use().hits, 1U);
    for (int i = 0; i < 200; ++i) {
        (void)small.set("label " + std::to_string(i), style_);
        EXPECT_LE(small.cache_use().bytes, small.cache_use().bytes_max);
    }
    EXPECT_GT(small.cache_use().texts, 5U);
    EXPECT_NE(small.set("oldest", style_), first);
    EXPECT_EQ(first->lines[0].clusters.size(), 6U);  // What is held stays whole.
    (void)small.set(std::string(30'000, 'a'), style_);
    EXPECT_LE(small.cache_use().bytes, small.cache_use().bytes_max);
}

}  // namespace
}  // namespace belvedere::text
