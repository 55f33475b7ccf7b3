// SPDX-License-Identifier: Apache-2.0
// A chart as sentence, table and points, and what is asked to be heard of it.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "app/ui/chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/frame.hpp"
#include "app/words/words.hpp"
#include "test_paths.hpp"

namespace {

using namespace belvedere;
using input::Key;
using testing::ElementsAre;

constexpr float kGap = std::numeric_limits<float>::quiet_NaN();

std::string in_ms(double value) {
    return words::locale().number(value, 1) + " ms";
}

class SpokenChart : public testing::Test {
  protected:
    ~SpokenChart() override { words::use(nullptr); }
    // The sentence in a language.
    std::string said(const std::string& language, const std::vector<float>& values) {
        EXPECT_TRUE(translator.choose(language)) << language;
        words::use(&translator);
        return ui::chart_sentence(values, in_ms);
    }
    const std::filesystem::path root = std::filesystem::path(BELVEDERE_TEST_DATA) / ".." / "..";
    text::Translator translator{{root / "assets" / "translations", "none"}};
};

TEST_F(SpokenChart, TellsTheTrendInEnglish) {
    EXPECT_EQ(said("en", {10.0F, 12.0F, 15.0F, 14.0F, 18.0F}),
              "Rising: lowest 10.0 ms, highest 18.0 ms, last 18.0 ms, 5 values.");
    EXPECT_EQ(said("en", {18.0F, 12.0F, kGap, kGap, 10.0F}),
              "Falling: lowest 10.0 ms, highest 18.0 ms, last 10.0 ms, 3 values and 2 gaps.");
    EXPECT_EQ(said("en", {10.0F, 18.0F, 10.0F, 18.0F, 10.0F}),
              "Up and down: lowest 10.0 ms, highest 18.0 ms, last 10.0 ms, 5 values.");
    EXPECT_EQ(said("en", {16.0F, 16.1F, 16.09F}),
              "Steady: lowest 16.0 ms, highest 16.1 ms, last 16.1 ms, 3 values.");
    EXPECT_EQ(said("en", {7.0F}), "Steady: lowest 7.0 ms, highest 7.0 ms, last 7.0 ms, 1 value.");
    EXPECT_EQ(said("en", {}), "No values yet.");
    EXPECT_EQ(said("en", {kGap}), "No values yet.");
}

TEST_F(SpokenChart, TellsItInEveryLanguage) {
    const std::vector<float> rising = {10.0F, 12.0F, kGap, 18.0F};
    EXPECT_EQ(said("fr", rising),
              "En hausse : minimum 10,0 ms, maximum 18,0 ms, dernier 18,0 ms, 3 valeurs et "
              "1 lacune.");
    EXPECT_EQ(said("es", rising),
              "Al alza: mínimo 10,0 ms, máximo 18,0 ms, último 18,0 ms, 3 valores y 1 hueco.");
    EXPECT_EQ(said("ru", rising),
              "Растёт: наименьшее 10,0 ms, наибольшее 18,0 ms, последнее 18,0 ms, 3 значения и "
              "1 пропуск.");
    EXPECT_EQ(said("zh", rising),
              "上升：最低 10.0 ms，最高 18.0 ms，最近 18.0 ms，3 个数值和1 个空缺。");
    EXPECT_THAT(said("ar", rising),
                testing::AllOf(testing::HasSubstr("في ارتفاع"), testing::HasSubstr("3 قيم"),
                               testing::HasSubstr("فجوة واحدة")));
}

TEST_F(SpokenChart, TellsAPointWithItsValueOrThatThereIsNone) {
    const std::vector<float> values = {10.0F, kGap};
    EXPECT_EQ(ui::chart_point_sentence(values, 0, in_ms), "1 of 2: 10.0 ms");
    EXPECT_EQ(ui::chart_point_sentence(values, 1, in_ms), "2 of 2: a gap");
    EXPECT_EQ(ui::chart_point_sentence(values, 2, in_ms), "");
}

class ChartWidget : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin({600, 500}, 0.016);
            ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 500.0F, 500.0F},
                       ui::RegionLook::kPanel, [&] {
                           const ui::Series series{values, in_ms, "max"};
                           const ui::ChartUse use =
                               ui::chart("chart", {"test.chart", "Frame time"}, series);
                           if (use.point) points.push_back(*use.point);
                           if (use.plays) ++plays;
                       });
            frame.end();
        }
    }
    void tap(Key key) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {}});
        frame.push(input::KeyEvent{key, input::Press::kUp, {}});
        draw();
    }
    const ui::Node& node(std::string_view id) {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        if (found == nodes.end()) throw std::runtime_error("no widget " + std::string(id));
        return *found;
    }
    std::vector<float> values = {10.0F, 12.0F, kGap, 18.0F};
    std::vector<std::size_t> points;
    int plays = 0;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
};

TEST_F(ChartWidget, TellsItsSentenceThenEachPointTheKeysComeTo) {
    draw();
    EXPECT_EQ(node("panel.chart").role, ui::Role::kChart);
    EXPECT_EQ(node("panel.chart").value,
              "Rising: lowest 10.0 ms, highest 18.0 ms, last 18.0 ms, 3 values and 1 gap.");
    tap(Key::kTab);
    ASSERT_TRUE(node("panel.chart").focused);
    tap(Key::kRight);
    EXPECT_EQ(node("panel.chart").value, "1 of 4: 10.0 ms");
    tap(Key::kRight);
    tap(Key::kRight);
    EXPECT_EQ(node("panel.chart").value, "3 of 4: a gap");
    tap(Key::kEnd);
    tap(Key::kRight);
    EXPECT_EQ(node("panel.chart").value, "4 of 4: 18.0 ms");
    tap(Key::kLeft);
    tap(Key::kHome);
    tap(Key::kLeft);
    EXPECT_THAT(points, ElementsAre(0, 1, 2, 3, 3, 2, 0, 0));
    tap(Key::kTab);
    EXPECT_THAT(node("panel.chart").value, testing::StartsWith("Rising"));
}

TEST_F(ChartWidget, IsPlayedByKeyAndByButtonAndReadAsATable) {
    draw();
    tap(Key::kTab);
    tap(Key::kEnter);
    EXPECT_EQ(plays, 1);
    tap(Key::kTab);
    ASSERT_TRUE(node("panel.chart.play").focused);
    tap(Key::kSpace);
    EXPECT_EQ(plays, 2);
    tap(Key::kTab);
    ASSERT_TRUE(node("panel.chart.as_table").focused);
    tap(Key::kSpace);
    EXPECT_EQ(node("panel.chart.table").row_count, 4);
    EXPECT_EQ(node("panel.chart.table.0").value, "10.0 ms");
    EXPECT_EQ(node("panel.chart.table.2").value, "gap");
}

TEST_F(ChartWidget, TimeRunsFromLeftToRightInAMirroredWindowToo) {
    const std::filesystem::path root = std::filesystem::path(BELVEDERE_TEST_DATA) / ".." / "..";
    text::Translator translator({root / "assets" / "translations", "none"});
    ASSERT_TRUE(translator.choose("qps-rtl"));
    words::use(&translator);
    draw();
    tap(Key::kTab);
    tap(Key::kHome);
    tap(Key::kRight);
    words::use(nullptr);
    EXPECT_THAT(points, ElementsAre(0, 1));
}

}  // namespace
