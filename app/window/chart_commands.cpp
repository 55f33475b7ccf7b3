// SPDX-License-Identifier: Apache-2.0
// Commands on the chart over time.
#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/devices/series_csv.hpp"
#include "app/devices/twin_text.hpp"
#include "app/ui/time_chart.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/time_text.hpp"
#include "engine/twin/allowed_series.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> add_series(Session& session, const Call& call) {
    const auto series = series_named(session, call);
    if (!series) return fail(series.error());
    std::vector<twin::SeriesId>& charted = session.desk.charted;
    const auto found = std::ranges::find(charted, *series);
    if (found == charted.end() && charted.size() >= ui::kTimeSeriesMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.chart_full", "a chart shows {n} values at most"},
                                {{"n", std::to_string(ui::kTimeSeriesMax)}}));
    }
    if (found == charted.end()) charted.push_back(*series);
    session.desk.chosen_series =
        static_cast<std::size_t>(std::ranges::find(charted, *series) - charted.begin());
    show_tab(session, LiveTab::kChart);
    return {};
}

Result<void> remove_series(Session& session, const Call& call) {
    const auto series = series_named(session, call);
    if (!series) return fail(series.error());
    LiveDesk& desk = session.desk;
    if (std::erase(desk.charted, *series) == 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.not_charted", "the chart does not show that"}));
    }
    desk.chosen_series = std::min(desk.chosen_series, desk.charted.size());
    if (desk.chosen_series == desk.charted.size() && desk.chosen_series > 0) --desk.chosen_series;
    session.changed = true;
    return {};
}

Result<void> set_time_shown(Session& session, const Call& call) {
    const double seconds = call.number("seconds");
    if (!std::isfinite(seconds) || seconds < 1.0 || seconds > kChartWindowMax_s)
        return fail(ErrorKind::kUsage, "a chart shows from 1 second to 31 days");
    session.desk.chart_window_s = seconds;
    session.changed = true;
    return {};
}

std::string path_for(const std::string& typed) {
    if (!typed.empty()) return typed;
    std::string stamp =
        format_time({system_clock().utc_now().microseconds / 1'000'000 * 1'000'000}, TimeZone());
    std::ranges::replace(stamp, ':', '-');
    return (folders::pictures() / ("belvedere-values-" + stamp + ".csv")).string();
}

Result<void> export_values(Session& session, const Call& call) {
    const twin::TwinStore& store = session.live.store();
    const twin::AllowedSeries allowed =
        twin::allowed_series(store, session.desk.charted, twin::DataUse::kExport);
    if (allowed.series.empty() && !allowed.refusals.empty())
        return fail(ErrorKind::kDenied, words::engine_text(allowed.refusals.front()));
    const std::string csv =
        devices::csv_of(store, allowed.series, chart_times(session, system_clock().utc_now()));
    const std::string path = path_for(call.text("path"));
    std::error_code ignored;  // A folder that cannot be made is told by the writing.
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    if (auto written = write_file_atomic(path, std::as_bytes(std::span(csv))); !written)
        return written;
    session.desk.last_export = path;
    notify(session, panels::NoticeKind::kInfo,
           words::text({"chart.exported", "Saved to {path}"}, {{"path", path}}));
    for (const std::string& refusal : allowed.refusals) {
        notify(session, panels::NoticeKind::kWarning,
               words::text({"chart.left_out", "Left out of the file: {cause}"},
                           {{"cause", words::engine_text(refusal)}}));
    }
    return {};
}

void add_ways_out(command::CommandRegistry& registry, Session& session) {
    const auto has_series = [&session] { return !session.desk.charted.empty(); };
    add(registry,
        {"chart.play",
         "Hear the chart",
         "Plays the chosen value over time: high is much, from left to right in time.",
         "",
         {may_have("point", ValueType::kInteger)},
         has_series},
        [&](const Call& call) -> Result<void> {
            const std::int64_t point = call.integer("point", -1);
            if (session.services.play_values) {
                session.services.play_values(
                    point >= 0 ? std::optional(static_cast<std::size_t>(point)) : std::nullopt);
            }
            session.changed = true;
            return {};
        });
    add(registry,
        {"chart.export_csv",
         "Save the chart's values",
         "Writes the values of the chart, with their times, units and quality, as CSV.",
         "",
         {may_have("path", ValueType::kText)},
         has_series},
        [&](const Call& call) { return export_values(session, call); });
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
            show_tab(session, LiveTab::kChart);
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
            session.desk.charted.clear();
            session.desk.chosen_series = 0;
            session.changed = true;
            return {};
        });
    add(registry,
        {"chart.set_time",
         "Time that the chart shows",
         "Shows as many seconds up to now.",
         "",
         {needs("seconds", ValueType::kNumber)}},
        [&](const Call& call) { return set_time_shown(session, call); });
    add_ways_out(registry, session);
}

}  // namespace belvedere::window
