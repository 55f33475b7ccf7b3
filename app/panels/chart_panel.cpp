// SPDX-License-Identifier: Apache-2.0
#include "app/panels/chart_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/ui/time_chart.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Logical, of the picture: of values in one unit, and of each further unit or state.
constexpr float kChart_px = 150.0F;
constexpr float kFurther_px = 50.0F;

// Units and states that are drawn under one another.
std::size_t bands_of(const ChartState& chart) {
    std::vector<std::string> units;
    std::size_t states = 0;
    for (const ChartSeries& series : chart.series) {
        if (!series.categories.empty()) {
            ++states;
        } else if (std::ranges::find(units, series.unit) == units.end()) {
            units.push_back(series.unit);
        }
    }
    return std::max<std::size_t>(1, units.size() + states);
}

// "14:05", with seconds where the window is short and the day where it is long.
std::string moment_text(const ChartState& chart, double at_s) {
    constexpr double kShort_s = 600.0;
    constexpr double kLong_s = 36.0 * 3600.0;
    const auto local_us =
        static_cast<std::int64_t>(std::llround((at_s + chart.zone_offset_s) * 1e6));
    const CivilTime civil = civil_of({local_us});
    const double span_s = chart.to_s - chart.from_s;
    if (span_s > kLong_s)
        return words::locale().date_and_time(civil, text::Locale::DateStyle::kDayMonth);
    return words::locale().time_of_day(civil, span_s <= kShort_s
                                                  ? text::Locale::TimeStyle::kSeconds
                                                  : text::Locale::TimeStyle::kMinutes);
}

void draw_window(const ChartState& chart, command::CommandQueue& commands) {
    struct Span {
        double seconds;
        Message message;
    };
    constexpr std::array<Span, 6> kSpans = {{{300.0, {"chart.minutes_5", "5 minutes"}},
                                             {900.0, {"chart.minutes_15", "15 minutes"}},
                                             {3600.0, {"chart.hour", "1 hour"}},
                                             {21600.0, {"chart.hours_6", "6 hours"}},
                                             {86400.0, {"chart.day", "1 day"}},
                                             {604800.0, {"chart.week", "1 week"}}}};
    std::vector<std::string> names;
    names.reserve(std::size(kSpans));
    for (const Span& span : kSpans)
        names.push_back(words::text(span.message));
    const auto chosen = static_cast<std::size_t>(
        std::ranges::find(kSpans, chart.window_s, &Span::seconds) - kSpans.begin());
    if (const auto wanted = ui::choice("window", {"chart.window", "Time shown"}, names, chosen))
        commands.emit("chart.set_time", {{"seconds", kSpans[*wanted].seconds}});
}

void draw_series(const ChartState& chart, command::CommandQueue& commands) {
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const ChartSeries& series = chart.series[i];
        ui::scope(std::to_string(i), [&] {
            if (ui::button("remove", {"chart.remove", "Remove"}))
                commands.emit("chart.remove",
                              {{"device", series.device}, {"property", series.property}});
            ui::same_line();
            if (ui::list_row("series", series.name, count_text(series.readings), i == chart.chosen))
                commands.emit("chart.choose", {{"index", static_cast<std::int64_t>(i)}});
            if (series.left_out > 0) {
                constexpr words::PluralMessage kLeftOut{
                    "chart.left_out", "{n} value measures something else and is not drawn",
                    "{n} values measure something else and are not drawn"};
                ui::status("left_out", counted_text(kLeftOut, series.left_out), ui::Tone::kWarning);
            }
        });
    }
}

void draw_ways_out(const ChartState& chart, command::CommandQueue& commands) {
    if (ui::button("csv", {"chart.csv", "Save as CSV"})) commands.emit("chart.export_csv");
    ui::same_line();
    if (ui::button("clear", {"chart.clear", "Clear"})) commands.emit("chart.clear");
    if (!chart.last_export.empty())
        ui::value_row("saved", Message{"chart.saved", "Saved"}, chart.last_export);
}

std::vector<ui::TimeSeries> chart_series(const ChartState& chart) {
    std::vector<ui::TimeSeries> all;
    for (const ChartSeries& series : chart.series) {
        ui::TimeSeries& shown = all.emplace_back();
        shown.name = series.name;
        shown.unit = series.unit;
        shown.categories = series.categories;
        shown.text = [unit = series.unit](double value) { return measured_text(value, unit); };
        for (const ChartPoint& point : series.points)
            shown.points.push_back({point.at_s, point.value});
    }
    return all;
}

}  // namespace

void draw_time_chart(const ChartState& chart, float height_px, command::CommandQueue& commands) {
    const std::vector<ui::TimeSeries> series = chart_series(chart);
    std::vector<ui::TimeMark> marks;
    marks.reserve(chart.marks.size());
    for (const ChartMark& mark : chart.marks)
        marks.push_back({mark.at_s, mark.text});
    ui::TimeChart shown;
    shown.series = series;
    shown.marks = marks;
    shown.from_s = chart.from_s;
    shown.to_s = chart.to_s;
    shown.chosen = chart.chosen;
    shown.zone_offset_s = chart.zone_offset_s;
    shown.height_px = height_px;
    shown.time_text = [&chart](double at_s) { return moment_text(chart, at_s); };
    const ui::ChartUse use = ui::time_chart("chart", {"chart.title", "Values over time"}, shown);
    if (use.plays) commands.emit("chart.play");
    if (use.point) commands.emit("chart.play", {{"point", static_cast<std::int64_t>(*use.point)}});
}

void ChartPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const ChartState& chart = state.chart;
    if (chart.series.empty()) {
        ui::text("none",
                 {"chart.none", "Nothing is drawn yet. A device's values have a button for it."},
                 ui::Tone::kMuted);
        if (ui::button("devices", {"chart.devices", "Devices"})) commands.emit("devices.show");
        return;
    }
    const float further = kFurther_px * static_cast<float>(bands_of(chart) - 1);
    draw_time_chart(chart, ui::scaled(kChart_px + further), commands);
    ui::columns("columns", 2, [&](std::size_t column) {
        if (column == 0) {
            draw_window(chart, commands);
            ui::value_row("zone", Message{"chart.zone", "Times in"}, chart.zone);
            draw_ways_out(chart, commands);
        }
        if (column == 1) draw_series(chart, commands);
    });
}

}  // namespace belvedere::panels
