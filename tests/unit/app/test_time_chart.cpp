// SPDX-License-Identifier: Apache-2.0
// Charts over time: a part of the time marked by pointer and keys, what it comes to, bands.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "app/panels/chart_picture.hpp"
#include "app/panels/shown_chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/ui/time_chart.hpp"
#include "app/ui/time_summary.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;
using input::Key;
using testing::HasSubstr;
using testing::Not;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TEST(TimeSummary, CountsWhatLiesInsideAndWeighsWhatStandsForMany) {
    const std::vector<ui::TimePoint> points = {
        {0.0, 10.0}, {10.0, 20.0}, {20.0, kUnknown}, {30.0, 2.0, 98, 50.0}, {31.0, 90.0, 0, 90.0}};
    const ui::TimeSummary part = ui::summary_of(points, {0.0, 10.0});
    EXPECT_EQ(part.count, 2U);
    EXPECT_DOUBLE_EQ(part.mean, 15.0);
    const ui::TimeSummary all = ui::summary_of(points, {0.0, 40.0});
    EXPECT_EQ(all.count, 100U);
    EXPECT_EQ(all.low, 2.0);
    EXPECT_EQ(all.high, 90.0);
    EXPECT_NEAR(all.mean, (10.0 + 20.0 + 98.0 * 50.0) / 100.0, 1e-9);
    EXPECT_EQ(ui::summary_of(points, {11.0, 25.0}).count, 0U);
}

TEST(TimeSummary, ABandHasTheLowestAndHighestOfEachPlaceAndItsGaps) {
    std::vector<ui::TimePoint> points;
    for (int i = 0; i < 1000; ++i) {
        if (i == 500) points.push_back({500.0, kUnknown});
        points.push_back({static_cast<double>(i), i == 300 ? 99.0 : static_cast<double>(i % 7)});
    }
    const ui::BandRuns runs = ui::band_of(points, {0.0, 999.0}, 100);
    ASSERT_EQ(runs.size(), 2U) << "not over the gap";
    double highest = 0.0;
    for (const ui::BandPlace& place : runs.front()) {
        EXPECT_LE(place.low, place.mean);
        EXPECT_LE(place.mean, place.high);
        highest = std::max(highest, place.high);
    }
    EXPECT_EQ(highest, 99.0) << "no peak is lost";
}

TEST(TimeSummary, ABandOfManyIsBetweenTheirLinesWhereTheyAre) {
    ui::TimeSeries low, high;
    low.points = {{0.0, 0.0}, {10.0, 10.0}, {10.0, kUnknown}};
    high.points = {{0.0, 20.0}, {20.0, 20.0}};
    const ui::TimeSeries* both[] = {&low, &high};
    const ui::BandRuns runs = ui::band_of(std::span(both), {0.0, 20.0}, 21);
    ASSERT_EQ(runs.size(), 1U);
    const ui::BandPlace& fifth = runs.front()[5];
    EXPECT_EQ(fifth.place, 5U);
    EXPECT_DOUBLE_EQ(fifth.low, 5.0);
    EXPECT_DOUBLE_EQ(fifth.high, 20.0);
    EXPECT_DOUBLE_EQ(fifth.mean, 12.5);
    EXPECT_DOUBLE_EQ(runs.front()[15].low, 20.0) << "the other has its gap";
}

class TimeChartWidget : public testing::Test {
  protected:
    TimeChartWidget() {
        series.name = "pm25, station-7";
        series.unit = "µg/m³";
        series.text = [](double value) { return std::to_string(std::lround(value)) + " µg/m³"; };
        for (int i = 0; i <= 10; ++i)
            series.points.push_back({100.0 + i, static_cast<double>(i * i)});
    }
    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin({600, 500}, 0.016);
            ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 500.0F, 500.0F},
                       ui::RegionLook::kPanel, [&] {
                           ui::TimeChart chart;
                           chart.series = std::span(&series, 1);
                           chart.from_s = 100.0;
                           chart.to_s = 110.0;
                           chart.height_px = 200.0F;
                           chart.can_step_back = can_step_back;
                           chart.time_text = [](double at_s) {
                               return "t" + std::to_string(std::lround(at_s));
                           };
                           note(ui::time_chart("chart", {"test.chart", "Values"}, chart));
                       });
            frame.end();
        }
    }
    void note(const ui::TimeChartUse& use) {
        if (use.span) span = use.span;
        if (use.plays) ++plays;
        if (use.steps_back) ++steps_back;
        if (use.shows_table) shows_table = use.shows_table;
    }
    void tap(Key key, std::uint8_t modifiers = 0) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {modifiers}});
        frame.push(input::KeyEvent{key, input::Press::kUp, {modifiers}});
        draw();
    }
    const ui::Node& node(std::string_view id) {
        for (const ui::Node& each : frame.nodes()) {
            if (each.id == id) return each;
        }
        throw std::runtime_error("no widget " + std::string(id));
    }
    bool has(std::string_view id) {
        return std::ranges::any_of(frame.nodes(), [&](const auto& each) { return each.id == id; });
    }
    ui::TimeSeries series;
    bool can_step_back = false;
    std::optional<ui::TimeSpan> span;
    std::optional<bool> shows_table;
    int plays = 0, steps_back = 0;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
};

constexpr std::uint8_t kShift = input::Modifiers::kShift;
constexpr std::uint8_t kBoth = input::Modifiers::kShift | input::Modifiers::kControl;

TEST_F(TimeChartWidget, KeysMarkAPartOfTheTimeAndTellWhatItComesTo) {
    draw();
    tap(Key::kTab);
    tap(Key::kRight);
    tap(Key::kRight);
    tap(Key::kRight, kShift);
    tap(Key::kRight, kShift);
    EXPECT_EQ(node("panel.chart").value,
              "t101 to t103: 3 values, lowest 1 µg/m³, highest 9 µg/m³, mean 5 µg/m³");
    tap(Key::kLeft, kBoth);
    EXPECT_THAT(node("panel.chart").value, HasSubstr("t100 to t103: 4 values"));
    EXPECT_FALSE(span) << "nothing is chosen before Enter";
    tap(Key::kEnter);
    ASSERT_TRUE(span);
    EXPECT_EQ(*span, (ui::TimeSpan{100.0, 103.0}));
    EXPECT_EQ(plays, 0);
    tap(Key::kEnter);
    EXPECT_EQ(plays, 1) << "nothing is marked any more";
}

TEST_F(TimeChartWidget, MarksAreTakenAwayByEscapeAndByWalkingOn) {
    draw();
    tap(Key::kTab);
    tap(Key::kRight, kShift);
    tap(Key::kEnd, kShift);
    EXPECT_THAT(node("panel.chart").value, HasSubstr("11 values"));
    EXPECT_TRUE(has("panel.chart.zoom"));
    tap(Key::kEscape);
    EXPECT_THAT(node("panel.chart").value, Not(HasSubstr("mean")));
    EXPECT_TRUE(node("panel.chart").focused) << "Escape took the marks alone";
    tap(Key::kLeft, kShift);
    tap(Key::kLeft);
    EXPECT_FALSE(has("panel.chart.zoom"));
    EXPECT_FALSE(span);
}

TEST_F(TimeChartWidget, ThePointerShowsWhatItDragsOverOnceItIsLetGo) {
    draw();
    const ui::Rect box = node("panel.chart").rect;
    const auto at = [&](float share) {
        return input::PointerMoveEvent{box.x0 + box.width() * share, box.center_y()};
    };
    const auto button = [&](input::Press press, float share) {
        const input::PointerMoveEvent place = at(share);
        return input::MouseButtonEvent{input::MouseButton::kLeft, press, {}, place.x, place.y};
    };
    frame.push(at(0.5F));
    frame.push(button(input::Press::kDown, 0.5F));
    draw();
    frame.push(at(0.9F));
    draw();
    EXPECT_THAT(node("panel.chart").value, HasSubstr("mean"));
    EXPECT_FALSE(span);
    frame.push(button(input::Press::kUp, 0.9F));
    draw();
    ASSERT_TRUE(span);
    EXPECT_GT(span->from_s, 103.0);
    EXPECT_LT(span->from_s, 106.0);
    EXPECT_GT(span->to_s, 108.0);
    EXPECT_EQ(plays, 0) << "a drag is no press";
    // A press that trembles is a press.
    span.reset();
    frame.push(button(input::Press::kDown, 0.9F));
    draw();
    frame.push(at(0.902F));
    frame.push(button(input::Press::kUp, 0.902F));
    draw();
    EXPECT_FALSE(span);
    EXPECT_EQ(plays, 1);
}

TEST_F(TimeChartWidget, GoesBackByKeyAndByButton) {
    can_step_back = true;
    draw();
    tap(Key::kTab);
    tap(Key::kBackspace);
    EXPECT_EQ(steps_back, 1);
    ASSERT_TRUE(has("panel.chart.back"));
    tap(Key::kTab);
    tap(Key::kEnter);
    EXPECT_EQ(steps_back, 2);
}

TEST_F(TimeChartWidget, TellsTheMeanOfAllAndAsksForTheTable) {
    draw();
    EXPECT_THAT(node("panel.chart").value, HasSubstr("11 values. Mean 35 µg/m³."));
    for (int i = 0; i < 3; ++i)
        tap(Key::kTab);
    tap(Key::kSpace);
    EXPECT_EQ(shows_table, true);
}

TEST(ChartPicture, SaysEverySeriesAndFillsItsSheet) {
    const panels::PanelState state = test::sample_panel_state();
    panels::ChartPictureWish wish;
    wish.sources = {"Source: test (CC-BY-4.0)"};
    const panels::DrawnChart drawn = panels::draw_chart_picture(state.chart, wish);
    EXPECT_EQ(drawn.title, "Values over time");
    for (const panels::ChartSeries& series : state.chart.series)
        EXPECT_THAT(drawn.told, HasSubstr(series.name));
    const auto whole = drawn.rows(0, drawn.height_px);
    ASSERT_EQ(whole.size(), std::size_t{1280} * 720 * 3);
    const auto strip = drawn.rows(360, 2);
    EXPECT_TRUE(std::equal(strip.begin(), strip.end(), whole.begin() + 360 * 1280 * 3))
        << "strips are parts of the whole";
}

TEST(ChartPicture, IsDrawnInAnySizeWhileAWindowGoesOn) {
    const panels::PanelState state = test::sample_panel_state();
    ui::Frame window{ui::FrameSettings{}, ui::Clipboard{}};
    const auto draw_window = [&] {
        window.begin({300, 200}, 0.016);
        ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 200.0F},
                   ui::RegionLook::kPanel,
                   [] { ui::plain_text("text", "Here", ui::Tone::kNormal); });
        window.end();
        return window.nodes().size();
    };
    const std::size_t before = draw_window();
    for (const auto& [width, height] :
         {std::pair{160U, 160U}, std::pair{160U, 2000U}, std::pair{3000U, 200U}}) {
        panels::ChartPictureWish wish;
        wish.width_px = width;
        wish.height_px = height;
        wish.text = 4.0F;
        const panels::DrawnChart drawn = panels::draw_chart_picture(state.chart, wish);
        EXPECT_EQ(drawn.rows(0, height).size(), std::size_t{width} * height * 3);
    }
    EXPECT_EQ(draw_window(), before);
}

}  // namespace
