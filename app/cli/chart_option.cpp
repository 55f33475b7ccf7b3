// SPDX-License-Identifier: Apache-2.0
#include "app/cli/chart_option.hpp"

#include <algorithm>
#include <optional>

#include <CLI/CLI.hpp>

#include "app/cli/common_options.hpp"
#include "app/cli/run_languages.hpp"
#include "app/cli/scene_options.hpp"
#include "app/panels/chart_picture.hpp"
#include "app/project/project_json.hpp"
#include "app/ui/theme.hpp"
#include "app/window/chart_png.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/twin/allowed_series.hpp"
#include "engine/twin/source_name.hpp"

namespace belvedere::cli {
namespace {

Result<panels::ChartPictureWish> wish_of(const ChartOptions& options) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    const auto is_side = [](std::uint32_t side) {
        return side >= panels::kChartSideMin_px && side <= panels::kChartSideMax_px;
    };
    if (!is_side(size->width_px) || !is_side(size->height_px)) {
        return fail(ErrorKind::kUsage, "a chart has " + std::to_string(panels::kChartSideMin_px) +
                                           " to " + std::to_string(panels::kChartSideMax_px) +
                                           " pixels a side: " + options.size);
    }
    const bool is_theme = std::ranges::any_of(
        ui::themes(), [&](const ui::Theme* theme) { return theme->name == options.theme; });
    if (!is_theme) return fail(ErrorKind::kUsage, "there is no theme " + options.theme);
    panels::ChartPictureWish wish;
    wish.width_px = size->width_px;
    wish.height_px = size->height_px;
    wish.theme = options.theme;
    wish.text = static_cast<float>(options.text);
    wish.title = options.title;
    return wish;
}

Result<TimeZone> zone_of(const ChartOptions& options) {
    if (options.time_zone.empty()) return TimeZone();
    auto zone = TimeZone::load(options.time_zone);
    if (!zone) return fail_in("--time-zone", zone.error());
    return *std::move(zone);
}

Result<project::TwinChart> chart_in(const std::string& path) {
    const auto bytes = read_file(path, project::kProjectBytesMax);
    if (!bytes) return fail_in(path, bytes.error());
    auto project = project::from_json(as_text(*bytes));
    if (!project) return fail_in(path, project.error());
    if (project->twins.chart.series.empty())
        return fail(ErrorKind::kNotFound, path + " has no chart");
    return std::move(project->twins.chart);
}

// PROPERTY@DEVICE, "pm25|instance@DEVICE"; of any feed.
std::optional<project::ChartedSeries> named_series(const std::string& text) {
    const std::size_t at = text.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == text.size()) return std::nullopt;
    project::ChartedSeries series;
    series.device.id = text.substr(at + 1);
    series.property = text.substr(0, at);
    if (const std::size_t bar = series.property.find('|'); bar != std::string::npos) {
        series.dataset = series.property.substr(bar + 1);
        series.property.resize(bar);
    }
    return series;
}

std::optional<twin::SeriesId> found(const twin::TwinStore& store,
                                    const project::ChartedSeries& wanted) {
    for (std::uint32_t i = 0; i < store.entities().size(); ++i) {
        const twin::EntityId device{i};
        const twin::EntityRecord& entity = store.entities()[device];
        if (entity.id() != wanted.device.id) continue;
        const bool is_source =
            wanted.device.source.empty() ||
            twin::means_source(wanted.device.source, store.source(SourceId{entity.source}).name);
        if (!is_source) continue;
        if (const auto id = twin::find_series(store, device, wanted.property, wanted.dataset))
            return id;
    }
    return std::nullopt;
}

// From the first to the last value of all of them.
twin::TimeRange whole_time(const twin::TwinStore& store, std::span<const twin::SeriesId> series) {
    twin::TimeRange all{twin::AsOf::kEver, {}};
    for (const twin::SeriesId id : series) {
        const auto past = twin::range(store, id, {{}, twin::AsOf::kEver});
        if (past.empty()) continue;
        all.from = std::min(all.from, past.front().observed_at);
        all.to = std::max(all.to, past.back().observed_at);
    }
    if (all.from == twin::AsOf::kEver) all.from = all.to;
    // Of one value a second round it.
    constexpr std::int64_t kLeast_us = 1'000'000;
    if (all.to.microseconds - all.from.microseconds < kLeast_us)
        all.to = {all.from.microseconds + kLeast_us};
    return all;
}

}  // namespace

void add_chart_options(CLI::App& command, ChartOptions& options, ChartSeriesBy by) {
    auto* out = command.add_option("--chart", options.out,
                                   "draw the values over time to this PNG file, which also says "
                                   "in words what it shows");
    if (by == ChartSeriesBy::kOptions) {
        auto* series = command.add_option("--series", options.series,
                                          "PROPERTY@DEVICE: what the chart draws; several at once");
        series->needs(out);
        command
            .add_option("--project", options.project,
                        "a project whose chart is drawn: its values, its time, its form")
            ->needs(out)
            ->excludes(series);
        command.add_option("--chart-span", options.span_s, "seconds that it shows, up to the end")
            ->check(CLI::Range(project::kChartWindowMin_s, project::kChartWindowMax_s))
            ->needs(out);
        command
            .add_option("--chart-form", options.form,
                        "lines, or band: from the lowest to the highest of values in one unit")
            ->check(CLI::IsMember({"lines", "band"}))
            ->needs(out);
    }
    command.add_option("--chart-size", options.size, "of the picture, as 1280x720")->needs(out);
    command
        .add_option("--chart-theme", options.theme, "light, dark, contrast-light or contrast-dark")
        ->needs(out);
    command.add_option("--chart-title", options.title, "instead of what is drawn")->needs(out);
    command.add_option("--chart-text", options.text, "how much larger its text is than usual")
        ->check(CLI::Range(static_cast<double>(panels::kChartTextMin),
                           static_cast<double>(panels::kChartTextMax)))
        ->needs(out);
    command.add_option("--language", options.language, "of the chart's words, as fr or ar")
        ->needs(out);
    command.add_option("--time-zone", options.time_zone, "IANA zone of the chart's times; UTC")
        ->needs(out);
}

Result<void> check_chart(const ChartOptions& options) {
    if (options.out.empty()) return {};
    if (const auto wish = wish_of(options); !wish) return fail(wish.error());
    if (const auto zone = zone_of(options); !zone) return fail(zone.error());
    CommonOptions common;
    common.language = options.language;
    if (auto language = check_language(common); !language) return language;
    for (const std::string& text : options.series) {
        if (!named_series(text))
            return fail(ErrorKind::kUsage, "--series is PROPERTY@DEVICE, not " + text);
    }
    if (options.series.size() > project::kChartedSeriesMax) {
        return fail(
            ErrorKind::kUsage,
            "a chart shows " + std::to_string(project::kChartedSeriesMax) + " values at most");
    }
    if (options.project.empty()) return {};
    const auto chart = chart_in(options.project);
    return chart ? Result<void>() : fail(chart.error());
}

Result<ChartPlan> chart_plan(const ChartOptions& options, const twin::TwinStore& store,
                             UtcTime now) {
    project::TwinChart chart;
    ChartPlan plan{{}, {now, now}};
    double span_s = options.span_s;
    if (!options.project.empty()) {
        auto read = chart_in(options.project);
        if (!read) return fail(read.error());
        chart = *std::move(read);
        if (span_s == 0.0) span_s = chart.window_s;
    }
    for (const std::string& text : options.series) {
        if (auto series = named_series(text)) chart.series.push_back(*std::move(series));
    }
    if (chart.series.empty()) return fail(ErrorKind::kUsage, "--chart needs --series or --project");
    for (const project::ChartedSeries& wanted : chart.series) {
        const auto series = found(store, wanted);
        if (series) plan.series.push_back(*series);
        if (!series) log::warning("no " + wanted.property + " of " + wanted.device.id + " came");
    }
    if (plan.series.empty())
        return fail(ErrorKind::kNotFound, "nothing came of what the chart is to show");
    if (span_s > 0.0) {
        plan.times.from = {now.microseconds - static_cast<std::int64_t>(span_s * 1e6)};
    } else {
        plan.times = whole_time(store, plan.series);
    }
    if (!chart.spans.empty() && options.span_s == 0.0)
        plan.times = {{chart.spans.back().from_us}, {chart.spans.back().to_us}};
    return plan;
}

Result<void> write_chart(const ChartOptions& options, const twin::TwinStore& store,
                         const ChartPlan& plan) {
    const twin::AllowedSeries allowed =
        twin::allowed_series(store, plan.series, twin::DataUse::kExport);
    for (const std::string& refusal : allowed.refusals)
        log::warning(refusal);
    if (allowed.series.empty())
        return fail(ErrorKind::kDenied, "nothing of the chart may be exported");
    auto wish = wish_of(options);
    if (!wish) return fail(wish.error());
    const auto zone = zone_of(options);
    if (!zone) return fail(zone.error());
    CommonOptions common;
    common.language = options.language;
    const auto languages = RunLanguages::open(common);
    if (!languages) return fail(languages.error());
    wish->sources = window::chart_sources(store, allowed.series);
    panels::ChartState chart = window::chart_state_of({store, allowed.series, plan.times, *zone});
    chart.is_band = options.form == "band";
    if (!options.project.empty()) {
        const auto kept = chart_in(options.project);
        chart.is_band = chart.is_band || (kept && kept->form == project::ChartForm::kBand);
    }
    return window::write_chart_png(
        panels::draw_chart_picture(chart, *wish),
        {panels::chart_times_text(chart), wish->sources, system_clock().utc_now()}, options.out);
}

}  // namespace belvedere::cli
