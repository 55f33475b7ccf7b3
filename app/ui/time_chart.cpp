// SPDX-License-Identifier: Apache-2.0
#include "app/ui/time_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/ui/chart_keys.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/ui/time_plot.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

constexpr float kTimeTableRows = 6.0F;

const TimeSeries* chosen_of(const TimeChart& chart) {
    return chart.chosen < chart.series.size() ? &chart.series[chart.chosen] : nullptr;
}

std::string point_value(const TimeSeries& series, double value) {
    if (!std::isfinite(value)) return words::text({"chart.gap", "gap"});
    if (series.categories.empty()) return series.text(value);
    const auto category = static_cast<std::size_t>(value);
    return category < series.categories.size() ? series.categories[category] : std::string();
}

class PointTable final : public TableSource {
  public:
    explicit PointTable(const TimeChart& chart) : chart_(chart), series_(*chosen_of(chart)) {}
    [[nodiscard]] std::size_t rows() const override { return series_.points.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        // The newest first: that is what is looked for.
        const TimePoint& point = series_.points[series_.points.size() - 1 - row];
        return column == 0 ? chart_.time_text(point.at_s) : point_value(series_, point.value);
    }
    [[nodiscard]] bool is_selected(std::size_t /*row*/) const override { return false; }

  private:
    const TimeChart& chart_;
    const TimeSeries& series_;
};

std::string series_sentence(const TimeSeries& series) {
    if (series.points.empty()) return words::text({"chart.nothing", "nothing in this time"});
    if (series.categories.empty()) {
        std::vector<float> values;
        values.reserve(series.points.size());
        for (const TimePoint& point : series.points)
            values.push_back(static_cast<float>(point.value));
        return chart_sentence(values, series.text);
    }
    std::uint64_t changes = 0;
    std::string last;
    for (const TimePoint& point : series.points) {
        const std::string state = point_value(series, point.value);
        if (!last.empty() && state != last) ++changes;
        last = state;
    }
    constexpr words::PluralMessage kChanges{"chart.state_changes",
                                            "{state} at last; changed {n} time",
                                            "{state} at last; changed {n} times"};
    return words::plural(kChanges, changes, {{"state", last}});
}

}  // namespace

std::string time_chart_sentence(const TimeChart& chart) {
    const TimeSeries* chosen = chosen_of(chart);
    if (chosen == nullptr) return words::text({"chart.empty", "Nothing is drawn yet."});
    std::string sentence =
        words::text({"chart.of_series", "{name}: {sentence}"},
                    {{"name", chosen->name}, {"sentence", series_sentence(*chosen)}});
    std::vector<std::string> others;
    for (const TimeSeries& series : chart.series) {
        if (&series != chosen) others.push_back(series.name);
    }
    if (!others.empty()) {
        sentence += " " + words::text({"chart.also", "Also drawn: {names}."},
                                      {{"names", words::locale().list(others)}});
    }
    const auto seen = std::ranges::count_if(chart.marks, [&](const TimeMark& mark) {
        return mark.at_s >= chart.from_s && mark.at_s <= chart.to_s;
    });
    if (seen > 0) {
        constexpr words::PluralMessage kMarks{"chart.marks", "{n} alarm in this time.",
                                              "{n} alarms in this time."};
        sentence += " " + words::plural(kMarks, static_cast<std::uint64_t>(seen));
    }
    return sentence;
}

std::string time_point_sentence(const TimeChart& chart, std::size_t point) {
    const TimeSeries* chosen = chosen_of(chart);
    if (chosen == nullptr || point >= chosen->points.size()) return {};
    return words::text(
        {"chart.time_point", "{time}, {value}, {number} of {count}"},
        {{"time", chart.time_text(chosen->points[point].at_s)},
         {"value", point_value(*chosen, chosen->points[point].value)},
         {"number", words::locale().integer(static_cast<std::int64_t>(point + 1))},
         {"count", words::locale().integer(static_cast<std::int64_t>(chosen->points.size()))}});
}

ChartUse time_chart(std::string_view id, const Message& message, const TimeChart& chart) {
    Context& ui = context();
    ChartUse use;
    const TimeSeries* chosen = chosen_of(chart);
    const std::size_t count = chosen == nullptr ? 0 : chosen->points.size();
    ItemSpec spec{.id = id, .role = Role::kChart, .name = translated(message)};
    spec.size = {ImGui::GetContentRegionAvail().x, chart.height_px};
    const Item result = item(std::move(spec));
    ChartState& state = ui.charts[result.key];
    if (state.point && *state.point >= count) state.point.reset();
    if (const auto to = point_by_keys(result, state.point, count)) use.point = state.point = to;
    if (!result.is_focused) state.point.reset();
    const TimePlot plot(result.rect, chart);
    auto shown = state.point;
    if (!shown && result.is_hovered) shown = plot.nearest(ImGui::GetIO().MousePos.x);
    if (result.is_visible) plot.paint(shown);
    ui.nodes[result.node].value =
        state.point ? time_point_sentence(chart, *state.point) : time_chart_sentence(chart);
    use.plays = result.is_pressed;
    const std::string base(id);
    plain_text(base + ".told",
               shown ? time_point_sentence(chart, *shown) : time_chart_sentence(chart),
               Tone::kMuted);
    if (chosen == nullptr) return use;
    use.plays = other_ways(base, state.is_table, {"chart.time", "Time"}, PointTable(chart),
                           kTimeTableRows) ||
                use.plays;
    return use;
}

}  // namespace belvedere::ui
