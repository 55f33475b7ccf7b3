// SPDX-License-Identifier: Apache-2.0
// Symbols of devices: shapes, fills, what the city hides, and that only changes are written.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "engine/render/limits.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

using render::Symbol;
using render::SymbolFill;
using render::SymbolShape;

class SymbolPicture : public SketchTest {
  protected:
    void SetUp() override {
        SketchTest::SetUp();
        symbols_ = renderer().create_symbols();
    }
    void TearDown() override {
        symbols_.reset();
        SketchTest::TearDown();
    }
    void show(const std::vector<Symbol>& symbols, float size_px = 18.0f) {
        ASSERT_TRUE(symbols_->resize(symbols.size()));
        symbols_->set(0, symbols);
        list_.symbols = {{.symbols = symbols_.get(), .size_px = size_px}};
    }

    std::unique_ptr<render::SymbolBuffer> symbols_;
};

// All shapes from left to right, all fills from front to back, high over the roofs.
std::vector<Symbol> chart_of_looks() {
    constexpr std::array<render::Color, 4> kColors = {render::Color{245, 146, 20, 255},
                                                      {68, 196, 255, 255},
                                                      {22, 153, 114, 255},
                                                      {207, 69, 0, 255}};
    std::vector<Symbol> symbols;
    for (std::size_t shape = 0; shape < render::kSymbolShapes; ++shape) {
        for (std::size_t fill = 0; fill < 6; ++fill) {
            Symbol symbol;
            symbol.x_m = -150.0f + 26.0f * static_cast<float>(shape);
            symbol.y_m = -60.0f + 34.0f * static_cast<float>(fill);
            symbol.z_m = 70.0f;
            symbol.color = kColors[(shape + fill) % kColors.size()];
            symbol.shape = static_cast<SymbolShape>(shape);
            symbol.fill = static_cast<SymbolFill>(fill);
            symbols.push_back(symbol);
        }
    }
    return symbols;
}

TEST_F(SymbolPicture, ShapesAndFills) {
    std::vector<Symbol> symbols = chart_of_looks();
    symbols[20].flags = render::kSymbolChosen;
    symbols[21].size_sixteenths = 8;
    symbols[22].color.a = 0;
    show(symbols);
    expect_golden("symbols", picture(list_, city_view(), settings_of("software")));
}

// On the ground among the houses: what they hide shines through, and not at all when it must not.
TEST_F(SymbolPicture, TheCityHidesThem) {
    lay_ground();
    std::vector<Symbol> symbols;
    for (int x = 0; x < 9; ++x) {
        for (int y = 0; y < 9; ++y) {
            Symbol symbol;
            symbol.x_m = -140.0f + 35.0f * static_cast<float>(x);
            symbol.y_m = -120.0f + 35.0f * static_cast<float>(y);
            symbol.color = {68, 196, 255, 255};
            symbol.shape = SymbolShape::kHexagon;
            symbols.push_back(symbol);
        }
    }
    show(symbols, 14.0f);
    const render::FrameSettings settings = settings_of("software");
    const gpu::Pixels through = picture(list_, city_view(), settings);
    expect_golden("symbols_hidden", through);
    list_.symbols[0].hidden_alpha = 0.0f;
    const gpu::Pixels covered = picture(list_, city_view(), settings);
    list_.symbols.clear();
    const gpu::Pixels without = picture(list_, city_view(), settings);
    EXPECT_GT(compare(through, covered).share_off, 0.0005);
    EXPECT_LT(compare(covered, without).share_off, compare(through, without).share_off);
}

// At rest the city is kept and symbols go on changing over it.
TEST_F(SymbolPicture, ChangesShowOverAKeptCity) {
    std::vector<Symbol> symbols = chart_of_looks();
    show(symbols);
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    const gpu::Pixels before = picture(list_, city_view(), settings);
    for (std::size_t i = 0; i < symbols.size(); i += 2) {
        symbols[i].color = {10, 10, 200, 255};
        symbols_->set(i, {&symbols[i], 1});
    }
    settings.scene = render::SceneUse::kKeep;
    const gpu::Pixels kept = picture(list_, city_view(), settings);
    EXPECT_GT(compare(before, kept).share_off, 0.003);
    settings.scene = render::SceneUse::kDraw;
    EXPECT_EQ(compare(picture(list_, city_view(), settings), kept).share_off, 0.0);
}

// Written piece by piece, in any order, and grown meanwhile: the same as at once.
TEST_F(SymbolPicture, PiecesComeToTheSamePicture) {
    const std::vector<Symbol> symbols = chart_of_looks();
    show(symbols);
    const gpu::Pixels at_once = picture(list_, city_view(), settings_of("bench"));
    auto pieces = renderer().create_symbols();
    ASSERT_TRUE(pieces->resize(30));
    list_.symbols[0].symbols = pieces.get();
    for (const std::size_t first : {20U, 10U, 15U, 0U})
        pieces->set(first, std::span(symbols).subspan(first, 10));
    EXPECT_GT(compare(picture(list_, city_view(), settings_of("bench")), at_once).share_off, 0.0);
    ASSERT_TRUE(pieces->resize(symbols.size()));
    pieces->set(30, std::span(symbols).subspan(30));
    EXPECT_EQ(compare(picture(list_, city_view(), settings_of("bench")), at_once).share_off, 0.0);
    pieces->set(symbols.size() + 5, symbols);
    EXPECT_FALSE(pieces->resize(render::limits::kSymbols + 1));
    EXPECT_EQ(pieces->size(), symbols.size());
}

}  // namespace
}  // namespace belvedere::test
