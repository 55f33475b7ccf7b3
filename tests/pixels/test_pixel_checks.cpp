// SPDX-License-Identifier: Apache-2.0
// The rules themselves: each finds its fault on a picture made for it, and passes what is right.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/pixels/pixel_checks.hpp"

namespace belvedere::test {
namespace {

constexpr access::Color8 kGround{26, 30, 37};
constexpr access::Color8 kBright{232, 236, 241};
constexpr access::Color8 kDim{70, 76, 86};

std::uint32_t packed(access::Color8 color) {
    return 0xFF00'0000U | static_cast<std::uint32_t>(color.b) << 16U |
           static_cast<std::uint32_t>(color.g) << 8U | static_cast<std::uint32_t>(color.r);
}

// A window of 200 x 100 pixels with one region and one widget.
class PixelChecks : public testing::Test {
  protected:
    PixelChecks() {
        look_.size = {200, 100};
        picture_.width = 200;
        picture_.height = 100;
        picture_.rgb.resize(std::size_t{200} * 100 * 3);
        log_.owners.assign(std::size_t{200} * 100, support::PaintLog::kNobody);
        fill({0.0F, 0.0F, 200.0F, 100.0F}, kGround);
        ui::Node region;
        region.id = "left";
        region.role = ui::Role::kRegion;
        region.rect = {0.0F, 0.0F, 200.0F, 100.0F};
        ui::Node button;
        button.id = "left.button";
        button.role = ui::Role::kButton;
        button.name = "Open";
        button.parent = 0;
        button.key = 7;
        button.rect = {40.0F, 30.0F, 140.0F, 60.0F};
        nodes_ = {region, button};
    }

    void fill(const ui::Rect& rect, access::Color8 color) {
        for (int y = static_cast<int>(rect.y0); y < static_cast<int>(rect.y1); ++y) {
            for (int x = static_cast<int>(rect.x0); x < static_cast<int>(rect.x1); ++x) {
                std::uint8_t* pixel = &picture_.rgb[picture_.offset(x, y)];
                pixel[0] = color.r;
                pixel[1] = color.g;
                pixel[2] = color.b;
            }
        }
    }
    void write(const ui::Rect& box, access::Color8 color) {
        support::PaintedGlyph glyph;
        glyph.box = box;
        glyph.rgba = packed(color);
        glyph.first_pixel = log_.pixels.size();
        for (int y = static_cast<int>(box.y0); y < static_cast<int>(box.y1); ++y) {
            for (int x = static_cast<int>(box.x0); x < static_cast<int>(box.x1); ++x)
                log_.pixels.push_back({x, y, 255, picture_.at(x, y), color});
        }
        glyph.pixel_count = log_.pixels.size() - glyph.first_pixel;
        log_.glyphs.push_back(glyph);
        fill(box, color);
    }
    void outline(const ui::Rect& r, float thickness, access::Color8 color) {
        fill({r.x0, r.y0, r.x1, r.y0 + thickness}, color);
        fill({r.x0, r.y1 - thickness, r.x1, r.y1}, color);
        fill({r.x0, r.y0, r.x0 + thickness, r.y1}, color);
        fill({r.x1 - thickness, r.y0, r.x1, r.y1}, color);
    }
    std::vector<std::string> rules() {
        log_.without_ring = picture_;
        std::vector<std::string> found;
        for (const Fault& fault : faults_of(shown()))
            found.push_back(fault.rule);
        return found;
    }
    Shown shown() {
        return {look_, ui::theme_named(look_.theme), nodes_, picture_, log_, missing_, {}};
    }

    const ui::Rect letter_{60.0F, 38.0F, 66.0F, 52.0F};
    Look look_;
    std::vector<ui::Node> nodes_;
    support::Picture picture_;
    support::PaintLog log_;
    std::uint64_t missing_ = 0;
};

TEST_F(PixelChecks, PassWhatIsRight) {
    write(letter_, kBright);
    EXPECT_THAT(rules(), testing::IsEmpty());
}

TEST_F(PixelChecks, FindFaintText) {
    write(letter_, kDim);
    EXPECT_THAT(rules(), testing::ElementsAre("contrast of text"));
}

TEST_F(PixelChecks, MeasureTextOnWhatReallyLiesBehindIt) {
    fill({60.0F, 30.0F, 140.0F, 60.0F}, {200, 205, 210});
    write(letter_, kBright);
    EXPECT_THAT(rules(), testing::ElementsAre("contrast of text"));
}

TEST_F(PixelChecks, AskMoreOfHighContrast) {
    const access::Color8 middle{140, 145, 152};
    write(letter_, middle);
    EXPECT_THAT(rules(), testing::IsEmpty());
    look_.theme = "contrast-dark";
    EXPECT_THAT(rules(), testing::ElementsAre("contrast of text"));
}

TEST_F(PixelChecks, FindTextThatIsPaintedOver) {
    write(letter_, kBright);
    fill({60.0F, 38.0F, 66.0F, 48.0F}, kGround);
    EXPECT_THAT(rules(), testing::ElementsAre("covered text"));
}

TEST_F(PixelChecks, FindCutLettersButNotThoseThatScroll) {
    write(letter_, kBright);
    log_.glyphs.back().is_cut_above_or_below = true;
    EXPECT_THAT(rules(), testing::IsEmpty()) << "a panel scrolls";
    nodes_[0].role = ui::Role::kToolbar;
    EXPECT_THAT(rules(), testing::ElementsAre("cut letters"));
    nodes_[0].role = ui::Role::kRegion;
    log_.glyphs.back().is_cut_aside = true;
    EXPECT_THAT(rules(), testing::ElementsAre("cut letters"));
}

TEST_F(PixelChecks, FindWordsLeftOutSmallTargetsAndMissingGlyphs) {
    nodes_[1].is_cut = true;
    nodes_[1].rect.y1 = nodes_[1].rect.y0 + 20.0F;
    missing_ = 2;
    EXPECT_THAT(rules(), testing::ElementsAre("small target", "words left out", "missing glyphs"));
    look_.target_min_px = 44.0F;
    nodes_[1].rect.y1 = nodes_[1].rect.y0 + 40.0F;
    EXPECT_THAT(rules(), testing::Contains("small target"));
}

TEST_F(PixelChecks, FindWhatStandsOutsideItsContainer) {
    nodes_[1].rect = {150.0F, 30.0F, 220.0F, 60.0F};
    EXPECT_THAT(rules(), testing::ElementsAre("outside its container"));
}

TEST_F(PixelChecks, FindFieldsWithoutAnOutline) {
    nodes_[1].role = ui::Role::kTextField;
    EXPECT_THAT(rules(), testing::SizeIs(4)) << "one an edge";
    outline(nodes_[1].rect, 2.0F, {124, 135, 150});
    EXPECT_THAT(rules(), testing::IsEmpty());
}

TEST_F(PixelChecks, FindChartsWithoutALine) {
    nodes_[1].role = ui::Role::kChart;
    nodes_[1].key = 0;
    EXPECT_THAT(rules(), testing::ElementsAre("contrast of a chart"));
    fill({40.0F, 44.0F, 140.0F, 46.0F}, kBright);
    EXPECT_THAT(rules(), testing::IsEmpty());
}

TEST_F(PixelChecks, FindWeakFocus) {
    const auto focus_rules = [&] {
        std::vector<std::string> found;
        for (const Fault& fault : faults_of_focus(shown()))
            found.push_back(fault.rule);
        return found;
    };
    log_.without_ring = picture_;
    EXPECT_THAT(focus_rules(), testing::ElementsAre("nothing has the keyboard"));
    nodes_[1].focused = true;
    EXPECT_THAT(focus_rules(), testing::ElementsAre("weak focus ring"));
    const ui::Rect around{38.0F, 28.0F, 142.0F, 62.0F};
    outline(around, 1.0F, kBright);
    EXPECT_THAT(focus_rules(), testing::ElementsAre("weak focus ring")) << "too thin";
    outline(around, 2.0F, {50, 54, 60});
    EXPECT_THAT(focus_rules(), testing::ElementsAre("weak focus ring")) << "too faint";
    outline(around, 2.0F, kBright);
    EXPECT_THAT(focus_rules(), testing::IsEmpty());
    nodes_[1].rect = {40.0F, 85.0F, 140.0F, 115.0F};
    EXPECT_THAT(focus_rules(), testing::Contains("focus out of sight"));
}

}  // namespace
}  // namespace belvedere::test
