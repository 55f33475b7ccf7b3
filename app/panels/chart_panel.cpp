// SPDX-License-Identifier: Apache-2.0
#include "app/panels/chart_panel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/shown_chart.hpp"
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
    // Of a part that was marked none of them is the time shown.
    const std::size_t now = chart.is_span ? std::size(kSpans) : chosen;
    if (const auto wanted = ui::choice("window", {"chart.window", "Time shown"}, names, now))
        commands.emit("chart.set_time", {{"seconds", kSpans[*wanted].seconds}});
}

void draw_form(const ChartState& chart, command::CommandQueue& commands) {
    const std::vector<std::string> names = {
        words::text({"chart.form_lines", "A line for each value"}),
        words::text({"chart.form_band", "From the lowest to the highest"})};
    const auto wanted =
        ui::choice("form", {"chart.form", "Drawn as"}, names, chart.is_band ? 1 : 0);
    if (wanted) commands.emit("chart.set_form", {{"form", *wanted == 1 ? "band" : "lines"}});
}

void draw_loading(const ChartSeries& series) {
    constexpr Message kLoading{"chart.loading", "Older values are asked for…"};
    if (!series.is_loading) return;
    if (!series.loading_fraction)
        return ui::status("loading", words::text(kLoading), ui::Tone::kMuted);
    ui::progress("loading", kLoading, *series.loading_fraction,
                 percent_text(*series.loading_fraction));
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
            if (series.is_missing) {
                ui::status("missing",
                           words::text({"chart.missing", "Not there now; its feed may bring it"}),
                           ui::Tone::kMuted);
            }
            if (series.loaded > 0) {
                constexpr words::PluralMessage kLoaded{"chart.loaded",
                                                       "{n} value of them from the history",
                                                       "{n} values of them from the history"};
                ui::status("loaded", counted_text(kLoaded, series.loaded), ui::Tone::kMuted);
            }
            draw_loading(series);
            if (series.left_out > 0) {
                constexpr words::PluralMessage kLeftOut{
                    "chart.left_out", "{n} value measures something else and is not drawn",
                    "{n} values measure something else and are not drawn"};
                ui::status("left_out", counted_text(kLeftOut, series.left_out), ui::Tone::kWarning);
            }
        });
    }
}

// One place for both, so that the focus stays where it was.
void draw_history(const ChartState& chart, command::CommandQueue& commands) {
    const bool is_loading = std::ranges::any_of(chart.series, &ChartSeries::is_loading);
    const Message label = is_loading ? Message{"chart.stop_loading", "Stop loading"}
                                     : Message{"chart.load_older", "Load older values"};
    if (ui::button("history", label))
        commands.emit(is_loading ? "chart.cancel_history" : "chart.load_history");
}

void draw_ways_out(const ChartState& chart, command::CommandQueue& commands) {
    if (ui::button("csv", {"chart.csv", "Save as CSV"})) commands.emit("chart.export_csv");
    ui::same_line();
    if (ui::button("picture", {"chart.picture", "Save as a picture"}))
        commands.emit("chart.export_png");
    ui::same_line();
    if (ui::button("clear", {"chart.clear", "Clear"})) commands.emit("chart.clear");
    if (!chart.last_export.empty())
        ui::value_row("saved", Message{"chart.saved", "Saved"}, chart.last_export);
}

}  // namespace

void draw_time_chart(const ChartState& chart, float height_px, command::CommandQueue& commands) {
    const ShownChart shown(chart, height_px);
    const ui::TimeChartUse use =
        ui::time_chart("chart", {"chart.title", "Values over time"}, shown.chart());
    if (use.plays) commands.emit("chart.play");
    if (use.point) commands.emit("chart.play", {{"point", static_cast<std::int64_t>(*use.point)}});
    if (use.span) commands.emit("chart.zoom", {{"from", use.span->from_s}, {"to", use.span->to_s}});
    if (use.steps_back) commands.emit("chart.zoom_out");
    if (use.shows_table) commands.emit("chart.show_table", {{"on", *use.shows_table}});
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
            draw_history(chart, commands);
            draw_form(chart, commands);
            ui::value_row("zone", Message{"chart.zone", "Times in"}, chart.zone);
            draw_ways_out(chart, commands);
        }
        if (column == 1) draw_series(chart, commands);
    });
}

}  // namespace belvedere::panels
