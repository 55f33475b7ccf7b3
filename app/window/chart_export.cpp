// SPDX-License-Identifier: Apache-2.0
// What leaves the program of the chart over time: values, a picture, sound.
#include "app/window/chart_export.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

#include "app/devices/series_csv.hpp"
#include "app/panels/chart_picture.hpp"
#include "app/ui/theme.hpp"
#include "app/window/chart_history.hpp"
#include "app/window/chart_png.hpp"
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

constexpr std::size_t kMarksMost = 100;

std::string path_for(const std::string& typed, const char* ending) {
    std::error_code ignored;  // A folder that cannot be made is told by the writing.
    if (!typed.empty()) {
        std::filesystem::create_directories(std::filesystem::path(typed).parent_path(), ignored);
        return typed;
    }
    std::filesystem::create_directories(folders::pictures(), ignored);
    std::string stamp =
        format_time({system_clock().utc_now().microseconds / 1'000'000 * 1'000'000}, TimeZone());
    std::ranges::replace(stamp, ':', '-');
    return (folders::pictures() / ("belvedere-values-" + stamp + ending)).string();
}

// Of those, what is there now.
std::vector<twin::SeriesId> there(const Session& session) {
    std::vector<twin::SeriesId> all;
    std::ranges::copy_if(session.desk.charted, std::back_inserter(all),
                         [](twin::SeriesId series) { return series.valid(); });
    return all;
}

void tell_saved(Session& session, const std::string& path,
                const std::vector<std::string>& refusals) {
    session.desk.last_export = path;
    session.changed = true;
    notify(session, panels::NoticeKind::kInfo,
           words::text({"chart.exported", "Saved to {path}"}, {{"path", path}}));
    for (const std::string& refusal : refusals) {
        notify(session, panels::NoticeKind::kWarning,
               words::text({"chart.left_out_of_file", "Left out of the file: {cause}"},
                           {{"cause", words::engine_text(refusal)}}));
    }
}

// "1280x720".
bool read_size(const std::string& text, panels::ChartPictureWish& wish) {
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, wish.width_px);
    if (width.ec != std::errc{} || width.ptr == end || (*width.ptr != 'x' && *width.ptr != 'X'))
        return false;
    const auto height = std::from_chars(width.ptr + 1, end, wish.height_px);
    const auto is_side = [](std::uint32_t side) {
        return side >= panels::kChartSideMin_px && side <= panels::kChartSideMax_px;
    };
    return height.ec == std::errc{} && height.ptr == end && is_side(wish.width_px) &&
           is_side(wish.height_px);
}

// As a person has the window, unless the call says otherwise.
Result<panels::ChartPictureWish> wish_of(const Session& session, const Call& call) {
    panels::ChartPictureWish wish;
    wish.title = call.text("title");
    wish.theme = call.text("theme");
    if (wish.theme.empty()) wish.theme = session.person.preferences.theme;
    wish.text = static_cast<float>(call.number("text", 1.0));
    const bool is_theme = std::ranges::any_of(
        ui::themes(), [&](const ui::Theme* theme) { return theme->name == wish.theme; });
    if (!is_theme) {
        return fail(ErrorKind::kUsage, words::text({"problem.theme", "there is no theme “{name}”"},
                                                   {{"name", wish.theme}}));
    }
    if (!call.has("size") || read_size(call.text("size"), wish)) return wish;
    return fail(ErrorKind::kUsage,
                words::text({"problem.chart_size",
                             "a chart has {least} to {most} pixels a side, such as 1280x720"},
                            {{"least", std::to_string(panels::kChartSideMin_px)},
                             {"most", std::to_string(panels::kChartSideMax_px)}}));
}

Result<void> export_values(Session& session, const Call& call) {
    const twin::TwinStore& store = session.live.store();
    const twin::AllowedSeries allowed =
        twin::allowed_series(store, there(session), twin::DataUse::kExport);
    if (allowed.series.empty() && !allowed.refusals.empty())
        return fail(ErrorKind::kDenied, words::engine_text(allowed.refusals.front()));
    const std::string csv =
        devices::csv_of(store, allowed.series, chart_times(session, system_clock().utc_now()),
                        [&session](twin::SeriesId id) { return past_of(session, id); });
    const std::string path = path_for(call.text("path"), ".csv");
    if (auto written = write_file_atomic(path, std::as_bytes(std::span(csv))); !written)
        return written;
    tell_saved(session, path, allowed.refusals);
    return {};
}

Result<void> export_picture(Session& session, const Call& call) {
    const twin::TwinStore& store = session.live.store();
    const twin::AllowedSeries allowed =
        twin::allowed_series(store, there(session), twin::DataUse::kExport);
    if (allowed.series.empty() && !allowed.refusals.empty())
        return fail(ErrorKind::kDenied, words::engine_text(allowed.refusals.front()));
    const auto wish = wish_of(session, call);
    if (!wish) return fail(wish.error());
    const UtcTime now = system_clock().utc_now();
    panels::ChartPictureWish whole = *wish;
    whole.sources = chart_sources(store, allowed.series);
    const panels::ChartState chart = chart_state_with(session, allowed.series, now);
    const ChartFileFacts facts{panels::chart_times_text(chart), whole.sources, now};
    const std::string path = path_for(call.text("path"), ".png");
    auto drawn = std::make_shared<panels::DrawnChart>(panels::draw_chart_picture(chart, whole));
    const auto work = [&session, drawn, facts, path,
                       refusals = allowed.refusals](const ModelTools&) -> std::function<void()> {
        auto written = std::make_shared<Result<void>>(write_chart_png(*drawn, facts, path));
        return [&session, written, path, refusals] {
            if (*written) return tell_saved(session, path, refusals);
            notify(session, panels::NoticeKind::kError,
                   words::engine_text(written->error().message));
        };
    };
    if (session.services.work_on_model) {
        session.services.work_on_model(
            {{Message{"activity.chart_picture", "Saving the chart…"}, {}}, work});
    }
    return {};
}

}  // namespace

panels::ChartState chart_state_with(const Session& session, std::span<const twin::SeriesId> series,
                                    UtcTime now) {
    const LiveDesk& desk = session.desk;
    const project::TwinChart& wanted = session.history.now().twins.chart;
    panels::ChartState chart =
        chart_state_of({session.live.store(), series, chart_times(session, now), session.time.zone,
                        [&session](twin::SeriesId id) { return past_of(session, id); }});
    chart.window_s = wanted.window_s;
    chart.is_band = wanted.form == project::ChartForm::kBand;
    chart.shows_table = wanted.shows_table;
    chart.is_span = !wanted.spans.empty();
    for (auto alarm = desk.board.alarms().rbegin(); alarm != desk.board.alarms().rend(); ++alarm) {
        const bool is_drawn = std::ranges::any_of(series, [&](twin::SeriesId id) {
            return id.valid() && session.live.store().series(id).entity == alarm->entity;
        });
        if (is_drawn && chart.marks.size() < kMarksMost)
            chart.marks.push_back(
                {static_cast<double>(alarm->raised_at.microseconds) * 1e-6, alarm->name});
    }
    for (const panels::ChartSeries& drawn : chart.series) {
        if (drawn.loaded == 0 || chart.marks.size() >= kMarksMost) continue;
        chart.marks.push_back({drawn.loaded_until_s,
                               words::text({"chart.loaded_mark", "Up to here from the history"})});
    }
    return chart;
}

panels::ChartState whole_chart_state(const Session& session, UtcTime now) {
    panels::ChartState chart = chart_state_with(session, session.desk.charted, now);
    chart.chosen = session.desk.chosen_series;
    const auto& names = session.desk.charted_of;
    for (std::size_t i = 0; i < std::min(chart.series.size(), names.size()); ++i) {
        panels::ChartSeries& series = chart.series[i];
        if (const auto loading = loading_past(session, names[i])) {
            series.is_loading = true;
            series.loading_fraction = loading->fraction;
        }
        if (!series.is_missing) continue;
        series.device = names[i].device.id;
        series.property = charted_word(names[i]);
        series.name = words::text({"chart.value_of", "{property}, {device}"},
                                  {{"property", std::string(twin::short_name(names[i].property))},
                                   {"device", names[i].device.id}});
    }
    return chart;
}

std::string charted_word(const project::ChartedSeries& series) {
    std::string word(twin::short_name(series.property));
    return series.dataset.empty() ? word : word + "|" + series.dataset;
}

void add_chart_exports(command::CommandRegistry& registry, Session& session) {
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
    add(registry,
        {"chart.export_png",
         "Save the chart as a picture",
         "Draws the chart alone to a PNG file: of a size (1280x720), in a theme, with text larger "
         "than usual, under a title.",
         "Ctrl+Shift+G",
         {may_have("path", ValueType::kText), may_have("size", ValueType::kText),
          may_have("theme", ValueType::kText), may_have("text", ValueType::kNumber),
          may_have("title", ValueType::kText)},
         has_series},
        [&](const Call& call) { return export_picture(session, call); });
}

}  // namespace belvedere::window
