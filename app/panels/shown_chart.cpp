// SPDX-License-Identifier: Apache-2.0
#include "app/panels/shown_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

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

std::string chart_sentence(const ChartState& chart) {
    return ui::time_chart_sentence(ShownChart(chart, 0.0F).chart());
}

ShownChart::ShownChart(const ChartState& state, float height_px) {
    for (const ChartSeries& series : state.series) {
        ui::TimeSeries& shown = series_.emplace_back();
        shown.name = series.name;
        shown.unit = series.unit;
        shown.categories = series.categories;
        shown.text = [unit = series.unit](double value) { return measured_text(value, unit); };
        for (const ChartPoint& point : series.points)
            shown.points.push_back({point.at_s, point.value, point.readings, point.mean});
    }
    for (const ChartMark& mark : state.marks)
        marks_.push_back({mark.at_s, mark.text});
    chart_.series = series_;
    chart_.marks = marks_;
    chart_.from_s = state.from_s;
    chart_.to_s = state.to_s;
    chart_.chosen = state.chosen;
    chart_.zone_offset_s = state.zone_offset_s;
    chart_.height_px = height_px;
    chart_.form = state.is_band ? ui::TimeForm::kBand : ui::TimeForm::kLines;
    chart_.shows_table = state.shows_table;
    chart_.can_step_back = state.is_span;
    chart_.time_text = [&state](double at_s) { return moment_text(state, at_s); };
}

}  // namespace belvedere::panels
