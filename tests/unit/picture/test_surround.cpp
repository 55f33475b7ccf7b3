// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "app/picture/surround_layout.hpp"
#include "engine/text/font_faces.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::picture;

Surround whole_surround() {
    Surround surround;
    surround.title = {{"La gare et ses abords", "fr"}, {"المحطة ومحيطها", "ar"}};
    surround.caption = {{"Trois variantes", "fr"}, {"ثلاثة خيارات", "ar"}};
    Legend& legend = surround.legends.emplace_back();
    legend.title = {{"Hauteur", "fr"}, {"الارتفاع", "ar"}};
    for (int i = 0; i < 5; ++i)
        legend.lines.push_back({0xFF2040FF, {{"moins de 10", "fr"}, {"أقل من 10", "ar"}}, {}});
    Legend& devices = surround.legends.emplace_back();
    devices.title = {{"Capteurs", "fr"}};
    const Outline diamond{{{0.0F, -1.0F}, {1.0F, 0.0F}, {0.0F, 1.0F}, {-1.0F, 0.0F}}};
    devices.lines.push_back({0xFF20FF40, {{"air", "fr"}}, diamond});
    surround.not_current = {{{"Pas à jour : ville", "fr"}, {"غير محدَّث", "ar"}}};
    surround.credits = "© Ville de Nîmes · © IGN";
    surround.scale = ScaleMark{180.0F, "200 m"};
    surround.pointer = PointerMark{300.0F, 200.0F};
    return surround;
}

class SurroundTest : public testing::Test {
  protected:
    text::FontFaces faces;
    text::Typesetter setter{faces};
};

TEST_F(SurroundTest, EverythingLiesOnTheSheet) {
    for (const auto& [width, height] : {std::pair{1280U, 720U}, {1920U, 1080U}, {1024U, 768U}}) {
        const Sheet sheet = sheet_for_audience(width, height);
        const PlacedSurround placed = lay_out(whole_surround(), sheet, setter);
        for (const PlacedBox& box : placed.boxes) {
            EXPECT_GE(box.box.x0, 0.0F);
            EXPECT_GE(box.box.y0, 0.0F);
            EXPECT_LE(box.box.x1, sheet.width_px);
            EXPECT_LE(box.box.y1, sheet.height_px);
        }
        for (const PlacedText& text : placed.texts) {
            EXPECT_GE(text.x, 0.0F);
            EXPECT_LE(text.x + text.text->width_px, sheet.width_px + 1.0F);
            EXPECT_LE(text.y + text.text->height_px, sheet.height_px + 1.0F);
        }
    }
}

// Capital letters of the smallest text: a fortieth of the picture's height.
TEST_F(SurroundTest, AudienceReadsTheSmallestText) {
    for (const std::uint32_t height : {480U, 720U, 1080U, 2160U}) {
        const Sheet sheet = sheet_for_audience(height * 16 / 9, height);
        const PlacedSurround placed = lay_out(whole_surround(), sheet, setter);
        ASSERT_FALSE(placed.texts.empty());
        for (const PlacedText& text : placed.texts) {
            constexpr float kCapitals = 0.714F;  // Of Noto Sans, in parts of the em.
            EXPECT_GE(text.text->size_px * kCapitals, static_cast<float>(height) / 40.0F);
        }
    }
}

TEST_F(SurroundTest, EachLanguageReadsItsOwnWay) {
    const Sheet sheet = sheet_for_audience(1280, 720);
    Surround surround;
    surround.title = whole_surround().title;
    const PlacedSurround placed = lay_out(surround, sheet, setter);
    ASSERT_EQ(placed.texts.size(), 2U);
    EXPECT_FALSE(placed.texts[0].text->lines[0].is_right_to_left);
    EXPECT_TRUE(placed.texts[1].text->lines[0].is_right_to_left);
    EXPECT_GT(placed.texts[1].y, placed.texts[0].y);
    // French begins at the left edge of the block, Arabic at its right edge.
    const float right = placed.boxes[0].box.x1;
    const float left = placed.boxes[0].box.x0;
    const float pad = placed.texts[0].x - left;
    EXPECT_NEAR(placed.texts[1].x + placed.texts[1].text->width_px, right - pad, 1.0F);
}

TEST_F(SurroundTest, BlocksDoNotCoverOneAnother) {
    const Sheet sheet = sheet_for_audience(1920, 1080);
    Surround surround = whole_surround();
    surround.legends.clear();  // Its swatches lie on its own ground.
    surround.scale.reset();
    surround.pointer.reset();
    const PlacedSurround placed = lay_out(surround, sheet, setter);
    for (std::size_t i = 0; i < placed.boxes.size(); ++i) {
        for (std::size_t k = i + 1; k < placed.boxes.size(); ++k)
            EXPECT_FALSE(placed.boxes[i].box.overlaps(placed.boxes[k].box)) << i << " and " << k;
    }
}

TEST_F(SurroundTest, EntriesOfTheLegendDifferWithoutColour) {
    Surround surround = whole_surround();
    const Sheet sheet = sheet_for_audience(1280, 720);
    const std::size_t colored = lay_out(surround, sheet, setter).boxes.size();
    surround.legends[0].lines.resize(1);
    // The first is plain; the other four have lines or dots.
    EXPECT_GE(colored, lay_out(surround, sheet, setter).boxes.size() + 4 * 2);
}

TEST_F(SurroundTest, SymbolsOfALegendStandInIt) {
    const PlacedSurround placed = lay_out(whole_surround(), sheet_for_audience(1280, 720), setter);
    ASSERT_EQ(placed.parts.size(), 1U);
    const std::vector<glm::vec2>& corners = placed.parts[0].corners;
    ASSERT_EQ(corners.size(), 4U);
    // Beside its meaning, in the second block: below the first.
    const auto meaning = std::ranges::find_if(
        placed.texts, [&](const PlacedText& text) { return text.x > corners[1].x; });
    ASSERT_NE(meaning, placed.texts.end());
    EXPECT_LT(corners[3].x, corners[1].x);
    EXPECT_TRUE(std::ranges::any_of(placed.boxes, [&](const PlacedBox& box) {
        return box.box.x0 <= corners[3].x && box.box.x1 >= corners[1].x &&
               box.box.y0 <= corners[0].y && box.box.y1 >= corners[2].y;
    }));
}

TEST_F(SurroundTest, ValuesNeverCoverWhatElseIsSaid) {
    Surround surround = whole_surround();
    const Sheet sheet = sheet_for_audience(1280, 720);
    const std::size_t before = lay_out(surround, sheet, setter).texts.size();
    surround.values = {{640.0F, 360.0F, "21.4 °C"},   // Alone.
                       {644.0F, 362.0F, "22.0 °C"},   // Over the first.
                       {60.0F, 60.0F, "23.0 °C"},     // Over the title.
                       {1279.0F, 360.0F, "24.0 °C"},  // Beyond the edge.
                       {640.0F, 240.0F, "25.0 °C"}};
    const PlacedSurround placed = lay_out(surround, sheet, setter);
    EXPECT_EQ(placed.texts.size(), before + 2);
}

TEST_F(SurroundTest, ABlankPictureShowsNothingElse) {
    Surround surround = whole_surround();
    surround.blank = Blank::kBlack;
    const PlacedSurround placed = lay_out(surround, sheet_for_audience(640, 360), setter);
    EXPECT_TRUE(placed.texts.empty());
    EXPECT_TRUE(placed.discs.empty());
    ASSERT_EQ(placed.boxes.size(), 1U);
    EXPECT_EQ(placed.boxes[0].rgba, 0xFF000000U);
    EXPECT_FLOAT_EQ(placed.boxes[0].box.x1, 640.0F);
}

TEST_F(SurroundTest, LongCreditsAreKeptWhole) {
    Surround surround;
    for (int i = 0; i < 6; ++i)
        surround.credits += "© Agency of surveys number " + std::to_string(i) + " · ";
    const PlacedSurround placed = lay_out(surround, sheet_for_file(1280, 720), setter);
    ASSERT_EQ(placed.texts.size(), 1U);
    EXPECT_FALSE(placed.texts[0].text->is_cut);
}

}  // namespace
