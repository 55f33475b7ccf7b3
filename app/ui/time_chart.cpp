// SPDX-License-Identifier: Apache-2.0
#include "app/ui/time_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "app/ui/chart_keys.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/ui/time_plot.hpp"
#include "app/ui/time_summary.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

constexpr float kTimeTableRows = 6.0F;
constexpr double kEver_s = std::numeric_limits<double>::infinity();
// Less is a press with a trembling hand. Logical pixels.
constexpr float kDragLeast_px = 8.0F;

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
        const TimeSummary all = summary_of(series.points, {-kEver_s, kEver_s});
        std::string sentence = chart_sentence(values, series.text, all.count);
        if (all.count == 0) return sentence;
        return words::text({"chart.with_mean", "{sentence} Mean {mean}."},
                           {{"sentence", sentence}, {"mean", series.text(all.mean)}});
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

namespace {

std::string named_sentence(const TimeSeries& series) {
    return words::text({"chart.of_series", "{name}: {sentence}"},
                       {{"name", series.name}, {"sentence", series_sentence(series)}});
}

// What happened in the time shown; empty when nothing did.
std::string marks_sentence(const TimeChart& chart) {
    const auto seen = std::ranges::count_if(chart.marks, [&](const TimeMark& mark) {
        return mark.at_s >= chart.from_s && mark.at_s <= chart.to_s;
    });
    if (seen == 0) return {};
    constexpr words::PluralMessage kMarks{"chart.marks", "{n} alarm in this time.",
                                          "{n} alarms in this time."};
    return words::plural(kMarks, static_cast<std::uint64_t>(seen));
}

}  // namespace

std::string whole_chart_sentence(const TimeChart& chart) {
    std::string all;
    for (const TimeSeries& series : chart.series)
        all += (all.empty() ? "" : "\n") + named_sentence(series);
    if (all.empty()) return words::text({"chart.empty", "Nothing is drawn yet."});
    const std::string marks = marks_sentence(chart);
    return marks.empty() ? all : all + "\n" + marks;
}

std::string time_chart_sentence(const TimeChart& chart) {
    const TimeSeries* chosen = chosen_of(chart);
    if (chosen == nullptr) return words::text({"chart.empty", "Nothing is drawn yet."});
    std::string sentence = named_sentence(*chosen);
    std::vector<std::string> others;
    for (const TimeSeries& series : chart.series) {
        if (&series != chosen) others.push_back(series.name);
    }
    if (!others.empty()) {
        sentence += " " + words::text({"chart.also", "Also drawn: {names}."},
                                      {{"names", words::locale().list(others)}});
    }
    const std::string marks = marks_sentence(chart);
    return marks.empty() ? sentence : sentence + " " + marks;
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

std::string time_span_sentence(const TimeChart& chart, const TimeSpan& span) {
    const TimeSeries* chosen = chosen_of(chart);
    if (chosen == nullptr) return {};
    const std::string from = chart.time_text(span.from_s), to = chart.time_text(span.to_s);
    if (!chosen->categories.empty()) {
        std::vector<std::string> states;
        for (const TimePoint& point : chosen->points) {
            if (point.at_s < span.from_s || point.at_s > span.to_s) continue;
            std::string state = point_value(*chosen, point.value);
            if (std::ranges::find(states, state) == states.end()) states.push_back(state);
        }
        return words::text({"chart.span_states", "{from} to {to}: {states}"},
                           {{"from", from}, {"to", to}, {"states", words::locale().list(states)}});
    }
    const TimeSummary part = summary_of(chosen->points, span);
    if (part.count == 0) {
        return words::text({"chart.span_empty", "{from} to {to}: nothing in this time"},
                           {{"from", from}, {"to", to}});
    }
    return words::text(
        {"chart.span", "{from} to {to}: {values}, lowest {low}, highest {high}, mean {mean}"},
        {{"from", from},
         {"to", to},
         {"values", counted_values(part.count, 0)},
         {"low", chosen->text(part.low)},
         {"high", chosen->text(part.high)},
         {"mean", chosen->text(part.mean)}});
}

namespace {

// What the pointer drags over; nothing while it does not, or not far enough.
std::optional<TimeSpan> dragged(const Item& chart, const TimePlot& plot, ChartState& state) {
    if (!chart.is_held && !chart.is_pressed) state.drag_from_x.reset();
    const float x = ImGui::GetIO().MousePos.x;
    if (chart.is_held && !state.drag_from_x) state.drag_from_x = x;
    if (!state.drag_from_x || std::abs(x - *state.drag_from_x) < px(kDragLeast_px))
        return std::nullopt;
    const double a_s = plot.time_at(*state.drag_from_x), b_s = plot.time_at(x);
    return TimeSpan{std::min(a_s, b_s), std::max(a_s, b_s)};
}

// What lies between the marks that keys have set.
std::optional<TimeSpan> marked(const TimeSeries* series, const ChartState& state) {
    if (series == nullptr || !state.point || !state.mark || *state.point == *state.mark)
        return std::nullopt;
    const double a_s = series->points[*state.point].at_s;
    const double b_s = series->points[*state.mark].at_s;
    return TimeSpan{std::min(a_s, b_s), std::max(a_s, b_s)};
}

// Of the keys that act on what is marked; Enter is a press like any other.
void act_on_marks(const Item& chart, ChartState& state, TimeChartUse& use, bool can_step_back) {
    if (!chart.is_focused || !has_keyboard()) return;
    if (state.mark && take_press(input::Key::kEscape)) state.mark.reset();
    if (can_step_back && take_press(input::Key::kBackspace)) use.steps_back = true;
}

// The keys walk along, or mark; the point that they have come to.
void walk(const Item& chart, ChartState& state, TimeChartUse& use, std::size_t count) {
    if (state.point && *state.point >= count) state.point.reset();
    if (state.mark && *state.mark >= count) state.mark.reset();
    if (mark_by_keys(chart, state.point, state.mark, count)) return;
    if (const auto to = point_by_keys(chart, state.point, count)) {
        use.point = state.point = to;
        state.mark.reset();
    }
}

void draw_ways_back(const std::string& base, const TimeChart& chart, ChartState& state,
                    const std::optional<TimeSpan>& by_keys, TimeChartUse& use) {
    if (by_keys && button(base + ".zoom", {"chart.show_span", "Show the marked time alone"},
                          {.emphasis = Emphasis::kPrimary})) {
        use.span = by_keys;
    }
    if (by_keys && chart.can_step_back) same_line();
    if (chart.can_step_back && button(base + ".back", {"chart.step_back", "Back to more time"}))
        use.steps_back = true;
    if (use.span || use.steps_back) state.mark.reset();
}

}  // namespace

TimeChartUse time_chart(std::string_view id, const Message& message, const TimeChart& chart) {
    Context& ui = context();
    TimeChartUse use;
    const TimeSeries* chosen = chosen_of(chart);
    const std::size_t count = chosen == nullptr ? 0 : chosen->points.size();
    ItemSpec spec{.id = id, .role = Role::kChart, .name = translated(message)};
    spec.size = {ImGui::GetContentRegionAvail().x, chart.height_px};
    const Item result = item(std::move(spec));
    ChartState& state = ui.charts[result.key];
    act_on_marks(result, state, use, chart.can_step_back);
    walk(result, state, use, count);
    if (!result.is_focused && !state.mark) state.point.reset();
    const TimePlot plot(result.rect, chart);
    const auto by_pointer = dragged(result, plot, state);
    const auto by_keys = marked(chosen, state);
    const auto span = by_pointer ? by_pointer : by_keys;
    auto shown = result.is_focused ? state.point : std::nullopt;
    if (!shown && result.is_hovered && !span) shown = plot.nearest(ImGui::GetIO().MousePos.x);
    if (result.is_visible) plot.paint(shown, span);
    const std::string told = span    ? time_span_sentence(chart, *span)
                             : shown ? time_point_sentence(chart, *shown)
                                     : time_chart_sentence(chart);
    Node& node = ui.nodes[result.node];
    node.value = span          ? told
                 : state.point ? time_point_sentence(chart, *state.point)
                               : time_chart_sentence(chart);
    // Values come in meanwhile: told is where a person goes.
    node.told_by = told_by_point(id, state.point, state.mark);
    node.description = words::text(
        {"chart.how_to_mark",
         "Arrows go from value to value. With Shift they mark a part of the time, Enter shows it "
         "alone, Backspace goes back."});
    if (result.is_pressed && span) {
        use.span = span;
        state.mark.reset();
        state.drag_from_x.reset();
    } else {
        use.plays = result.is_pressed;
    }
    const std::string base(id);
    plain_text(base + ".told", told, Tone::kMuted);
    if (chosen == nullptr) return use;
    draw_ways_back(base, chart, state, by_keys, use);
    bool is_table = chart.shows_table;
    use.plays =
        other_ways(base, is_table, {"chart.time", "Time"}, PointTable(chart), kTimeTableRows) ||
        use.plays;
    if (is_table != chart.shows_table) use.shows_table = is_table;
    return use;
}

void time_chart_picture(std::string_view id, const Message& message, const TimeChart& chart) {
    ItemSpec spec{.id = id, .role = Role::kChart, .name = translated(message)};
    spec.size = {ImGui::GetContentRegionAvail().x, chart.height_px};
    spec.activation = Activation::kNone;
    spec.takes_focus = false;
    const Item result = item(std::move(spec));
    TimePlot(result.rect, chart).paint(std::nullopt, std::nullopt);
}

void time_chart_legend(std::string_view id, const TimeChart& chart) {
    const Context& ui = context();
    const float line = ui.type.line_height(TextSize::kBody);
    for (std::size_t i = 0; i < std::min(chart.series.size(), kTimeSeriesMax); ++i) {
        ImGui::Dummy({line, line});
        const ImVec2 low = ImGui::GetItemRectMin();
        paint_series_sign(i, {low.x + line * 0.5F, low.y + line * 0.5F});
        same_line();
        plain_text(std::string(id) + "." + std::to_string(i), chart.series[i].name);
    }
}

}  // namespace belvedere::ui
