// SPDX-License-Identifier: Apache-2.0
// Commands on the chart over time.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/chart_picture.hpp"
#include "app/panels/shown_chart.hpp"
#include "app/window/chart_export.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// A step of the project that changes the chart.
void apply_chart(Session& session, project::TwinChart chart, const Message& title,
                 const std::string& merge_key = {}) {
    project::Project next = session.history.now();
    next.twins.chart = std::move(chart);
    apply_project(session, std::move(next), words::text(title), merge_key);
    sync_chart(session);
    session.changed = true;
}

Result<void> add_series(Session& session, const Call& call) {
    const auto series = series_named(session, call);
    if (!series) return fail(series.error());
    LiveDesk& desk = session.desk;
    const auto found = std::ranges::find(desk.charted, *series);
    if (found != desk.charted.end()) {
        desk.chosen_series = static_cast<std::size_t>(found - desk.charted.begin());
        show_tab(session, LiveTab::kChart);
        return {};
    }
    project::TwinChart chart = session.history.now().twins.chart;
    if (!chart_also(chart, charted_name_of(session, *series))) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.chart_full", "a chart shows {n} values at most"},
                                {{"n", std::to_string(project::kChartedSeriesMax)}}));
    }
    apply_chart(session, std::move(chart), {"step.chart_add", "Draw a value over time"});
    desk.chosen_series = desk.charted.size() - 1;
    desk.charted.back() = *series;
    show_tab(session, LiveTab::kChart);
    return {};
}

// Where in the chart what a call names stands, also of a device that is not there now.
std::size_t charted_place(const Session& session, const Call& call) {
    const LiveDesk& desk = session.desk;
    if (const auto series = series_named(session, call)) {
        const auto found = std::ranges::find(desk.charted, *series);
        if (found != desk.charted.end())
            return static_cast<std::size_t>(found - desk.charted.begin());
    }
    const auto& all = session.history.now().twins.chart.series;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].device.id == call.text("device") &&
            charted_word(all[i]) == call.text("property"))
            return i;
    }
    return kNowhere;
}

Result<void> remove_series(Session& session, const Call& call) {
    const std::size_t place = charted_place(session, call);
    project::TwinChart chart = session.history.now().twins.chart;
    if (place >= chart.series.size()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.not_charted", "the chart does not show that"}));
    }
    chart.series.erase(chart.series.begin() + static_cast<std::ptrdiff_t>(place));
    apply_chart(session, std::move(chart), {"step.chart_remove", "Take a value from the chart"});
    return {};
}

Result<void> set_time_shown(Session& session, const Call& call) {
    const double seconds = call.number("seconds");
    if (!std::isfinite(seconds) || seconds < project::kChartWindowMin_s ||
        seconds > project::kChartWindowMax_s)
        return fail(ErrorKind::kUsage, "a chart shows from 1 second to 31 days");
    project::TwinChart chart = session.history.now().twins.chart;
    chart.window_s = seconds;
    chart.spans.clear();
    apply_chart(session, std::move(chart), {"step.chart_time", "Time that the chart shows"},
                call.id);
    return {};
}

Result<void> zoom(Session& session, const Call& call) {
    const double from_s = call.number("from"), to_s = call.number("to");
    // Years 1970 to 9999.
    constexpr double kMost_s = 253'402'300'799.0;
    const bool is_time = std::isfinite(from_s) && std::isfinite(to_s) && from_s >= 0.0 &&
                         to_s <= kMost_s && to_s > from_s;
    if (!is_time) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.chart_span", "a part of the time ends after it begins"}));
    }
    project::TwinChart chart = session.history.now().twins.chart;
    project::ChartSpan span{std::llround(from_s * 1e6), std::llround(to_s * 1e6)};
    span.to_us = std::max(span.to_us, span.from_us + project::kChartSpanMin_us);
    // Steps back are kept as long as there are not too many of them; the first view always is.
    if (chart.spans.size() >= project::kChartSpansMax) chart.spans.erase(chart.spans.begin() + 1);
    chart.spans.push_back(span);
    apply_chart(session, std::move(chart), {"step.chart_zoom", "Part of the time in the chart"});
    const panels::ChartState shown = whole_chart_state(session, system_clock().utc_now());
    session.announce(panels::chart_sentence(shown), Urgency::kPolite);
    return {};
}

Result<void> zoom_out(Session& session) {
    project::TwinChart chart = session.history.now().twins.chart;
    if (chart.spans.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.chart_whole", "the chart shows no part of the time"}));
    }
    chart.spans.pop_back();
    apply_chart(session, std::move(chart), {"step.chart_zoom_out", "More time in the chart"});
    const panels::ChartState shown = whole_chart_state(session, system_clock().utc_now());
    session.announce(panels::chart_times_text(shown), Urgency::kPolite);
    return {};
}

Result<void> set_form(Session& session, const Call& call) {
    const std::string form = call.text("form");
    if (form != "lines" && form != "band") return fail(ErrorKind::kUsage, "form is lines or band");
    project::TwinChart chart = session.history.now().twins.chart;
    chart.form = project::chart_form_named(form);
    apply_chart(session, std::move(chart), {"step.chart_form", "Form of the chart"}, call.id);
    return {};
}

Result<void> show_table(Session& session, const Call& call) {
    project::TwinChart chart = session.history.now().twins.chart;
    chart.shows_table = call.flag("on", !chart.shows_table);
    apply_chart(session, std::move(chart), {"step.chart_table", "The chart as a table"}, call.id);
    return {};
}

void add_time_commands_of_chart(command::CommandRegistry& registry, Session& session) {
    const auto has_series = [&session] { return !session.desk.charted.empty(); };
    add(registry,
        {"chart.set_time",
         "Time that the chart shows",
         "Shows as many seconds up to now.",
         "",
         {needs("seconds", ValueType::kNumber)}},
        [&](const Call& call) { return set_time_shown(session, call); });
    add(registry,
        {"chart.zoom",
         "Show a part of the chart's time",
         "Shows what is between two moments, in seconds since 1970 UTC.",
         "",
         {needs("from", ValueType::kNumber), needs("to", ValueType::kNumber)},
         has_series},
        [&](const Call& call) { return zoom(session, call); });
    add(registry,
        {"chart.zoom_out",
         "Back to more of the chart's time",
         "Shows what the chart showed before a part of its time was chosen.",
         "",
         {},
         [&session] { return !session.history.now().twins.chart.spans.empty(); }},
        [&](const Call&) { return zoom_out(session); });
    add(registry,
        {"chart.set_form",
         "Form of the chart",
         "Draws lines, or of values in one unit the band from the lowest to the highest.",
         "",
         {needs("form", ValueType::kText)}},
        [&](const Call& call) { return set_form(session, call); });
    add(registry,
        {"chart.show_table",
         "The chart as a table",
         "Shows the chosen value point by point, or not.",
         "",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) { return show_table(session, call); });
}

}  // namespace

Result<twin::SeriesId> series_named(const Session& session, const Call& call) {
    const twin::TwinStore& store = session.live.store();
    twin::EntityId device = session.device;
    if (const std::string id = call.text("device"); !id.empty()) {
        device = {};
        for (const live::LiveFeed& feed : session.live.feeds()) {
            if (const auto found = store.entities().find(feed.source, id)) device = *found;
        }
    }
    if (!device.valid()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_device", "there is no such device"}));
    }
    const std::string property = call.text("property");
    const std::size_t bar = property.find('|');
    const auto series =
        bar == std::string::npos
            ? twin::find_series(store, device, property)
            : twin::find_series(store, device, property.substr(0, bar), property.substr(bar + 1));
    if (!series) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_property", "the device has no {property}"},
                                {{"property", property}}));
    }
    return *series;
}

void add_chart_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"chart.show", "Chart", "Opens the chart of values over time.", "Ctrl+Shift+H"},
        [&](const Call&) -> Result<void> {
            open_tab(session, LiveTab::kChart);
            return {};
        });
    const std::vector<command::Parameter> which = {needs("property", ValueType::kText),
                                                   may_have("device", ValueType::kText)};
    add(registry,
        {"chart.add", "Draw a value over time",
         "Adds a property of the chosen device, or of the one with an id, to the chart.", "",
         which},
        [&](const Call& call) { return add_series(session, call); });
    add(registry,
        {"chart.remove", "Take a value from the chart", "Draws a property no more.", "", which},
        [&](const Call& call) { return remove_series(session, call); });
    add(registry,
        {"chart.choose",
         "Choose a value of the chart",
         "Chooses the value that is walked along and heard, from 0.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const std::int64_t index = call.integer("index", -1);
            if (index < 0 || static_cast<std::size_t>(index) >= session.desk.charted.size())
                return fail(ErrorKind::kNotFound, "the chart has no such value");
            session.desk.chosen_series = static_cast<std::size_t>(index);
            session.changed = true;
            return {};
        });
    add(registry, {"chart.clear", "Clear the chart", "Takes every value from the chart."},
        [&](const Call&) -> Result<void> {
            project::TwinChart chart = session.history.now().twins.chart;
            chart.series.clear();
            chart.spans.clear();
            apply_chart(session, std::move(chart), {"step.chart_clear", "Clear the chart"});
            return {};
        });
    add_time_commands_of_chart(registry, session);
    add_chart_exports(registry, session);
    add_chart_history_commands(registry, session);
}

}  // namespace belvedere::window
