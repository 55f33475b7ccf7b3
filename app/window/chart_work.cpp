// SPDX-License-Identifier: Apache-2.0
// The project's chart and the series that it draws.
#include <algorithm>

#include "app/devices/series_curve.hpp"
#include "app/window/chart_history.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/twin_work.hpp"

namespace belvedere::window {
namespace {

// What was found before stays found, wherever it stands now.
void follow_wish(LiveDesk& desk, const std::vector<project::ChartedSeries>& wanted) {
    std::vector<twin::SeriesId> found(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto before = std::ranges::find_if(
            desk.charted_of,
            [&](const project::ChartedSeries& each) { return each.is_same(wanted[i]); });
        const auto place = static_cast<std::size_t>(before - desk.charted_of.begin());
        if (place < desk.charted.size()) found[i] = desk.charted[place];
    }
    desk.charted = std::move(found);
    desk.charted_of = wanted;
}

}  // namespace

void sync_chart(Session& session) {
    const twin::TwinStore& store = session.live.store();
    LiveDesk& desk = session.desk;
    const std::vector<project::ChartedSeries>& wanted = session.history.now().twins.chart.series;
    if (desk.charted_of != wanted) {
        follow_wish(desk, wanted);
        const auto is_left = [&](const ChartedPast& past) {
            return std::ranges::none_of(
                wanted, [&](const project::ChartedSeries& each) { return each.is_same(past.of); });
        };
        for (const ChartedPast& past : desk.pasts) {
            if (is_left(past)) cancel_past(session, past.of);
        }
        std::erase_if(desk.pasts, is_left);
        session.changed = true;
    }
    for (std::size_t i = 0; i < desk.charted.size(); ++i) {
        twin::SeriesId& series = desk.charted[i];
        // Of a feed that is no longer followed.
        if (series.valid() && !store.series(series).entity.valid()) series = {};
        if (series.valid()) continue;
        const auto device = device_named(session, wanted[i].device);
        if (!device) continue;
        const auto found = twin::find_series(store, *device, wanted[i].property, wanted[i].dataset);
        if (!found) continue;
        series = *found;
        session.changed = true;
    }
    if (desk.chosen_series >= desk.charted.size())
        desk.chosen_series = desk.charted.empty() ? 0 : desk.charted.size() - 1;
}

project::ChartedSeries charted_name_of(const Session& session, twin::SeriesId id) {
    const twin::TwinStore& store = session.live.store();
    const twin::SeriesRecord& series = store.series(id);
    project::ChartedSeries name;
    name.device = device_name_of(session, series.entity);
    name.property = std::string(store.names().text(series.property));
    if (series.dataset.valid()) name.dataset = std::string(store.names().text(series.dataset));
    return name;
}

bool chart_also(project::TwinChart& chart, const project::ChartedSeries& series) {
    const auto is_it = [&](const project::ChartedSeries& other) { return other.is_same(series); };
    if (chart.series.size() >= project::kChartedSeriesMax) return false;
    if (std::ranges::any_of(chart.series, is_it)) return false;
    chart.series.push_back(series);
    return true;
}

twin::TimeRange chart_times(const Session& session, UtcTime now) {
    const project::TwinChart& chart = session.history.now().twins.chart;
    if (!chart.spans.empty()) return {{chart.spans.back().from_us}, {chart.spans.back().to_us}};
    const auto span_us = static_cast<std::int64_t>(chart.window_s * 1e6);
    return {{now.microseconds - span_us}, now};
}

const devices::LoadedPast* past_of(const Session& session, twin::SeriesId series) {
    const LiveDesk& desk = session.desk;
    const auto at = std::ranges::find(desk.charted, series);
    const auto place = static_cast<std::size_t>(at - desk.charted.begin());
    if (!series.valid() || place >= desk.charted_of.size()) return nullptr;
    const auto found = std::ranges::find_if(desk.pasts, [&](const ChartedPast& each) {
        return each.of.is_same(desk.charted_of[place]);
    });
    return found == desk.pasts.end() || found->past.pieces().empty() ? nullptr : &found->past;
}

std::vector<float> heard_values(const Session& session) {
    const LiveDesk& desk = session.desk;
    if (desk.chosen_series >= desk.charted.size()) return {};
    const twin::SeriesId chosen = desk.charted[desk.chosen_series];
    if (!chosen.valid()) return {};
    devices::CurveRequest request{chart_times(session, system_clock().utc_now())};
    request.past = past_of(session, chosen);
    const auto curve = devices::curve_of(session.live.store(), chosen, request);
    std::vector<float> values;
    values.reserve(curve.points.size());
    for (const devices::CurvePoint& point : curve.points)
        values.push_back(static_cast<float>(point.value));
    return values;
}

}  // namespace belvedere::window
