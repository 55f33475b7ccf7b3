// SPDX-License-Identifier: Apache-2.0
#include "app/window/chart_png.hpp"

#include <algorithm>
#include <utility>

#include "app/devices/series_curve.hpp"
#include "app/devices/twin_text.hpp"
#include "app/words/words.hpp"
#include "engine/content/encode/png_writer.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::window {
namespace {

constexpr std::uint32_t kStripRows = 256;  // Of the largest picture 12 MB.

double seconds_of(UtcTime time) {
    return static_cast<double>(time.microseconds) * 1e-6;
}

panels::ChartSeries chart_series_of(const ChartSubject& subject, twin::SeriesId id) {
    const twin::TwinStore& store = subject.store;
    panels::ChartSeries shown;
    shown.is_missing = !id.valid();
    if (shown.is_missing) return shown;
    const twin::EntityId device = store.series(id).entity;
    devices::CurveRequest request{subject.times};
    if (subject.past_of) request.past = subject.past_of(id);
    const devices::SeriesCurve curve = devices::curve_of(store, id, request);
    shown.name = words::text({"chart.value_of", "{property}, {device}"},
                             {{"property", devices::property_text(store, id)},
                              {"device", devices::device_name(store, device)}});
    shown.device = std::string(store.entities()[device].id());
    shown.property = series_word(store, id);
    shown.unit = std::string(store.units().unit(curve.unit).symbol);
    shown.categories = curve.categories;
    shown.readings = curve.readings;
    shown.left_out = curve.left_out;
    shown.loaded = curve.loaded;
    if (curve.loaded > 0) shown.loaded_until_s = seconds_of(curve.loaded_until);
    for (const devices::CurvePoint& point : curve.points)
        shown.points.push_back({seconds_of(point.at), point.value, point.readings, point.mean});
    return shown;
}

}  // namespace

std::string series_word(const twin::TwinStore& store, twin::SeriesId id) {
    const twin::SeriesRecord& series = store.series(id);
    std::string name(twin::short_name(store.names().text(series.property)));
    if (series.dataset.valid()) name += "|" + std::string(store.names().text(series.dataset));
    return name;
}

panels::ChartState chart_state_of(const ChartSubject& subject) {
    panels::ChartState chart;
    chart.from_s = seconds_of(subject.times.from);
    chart.to_s = seconds_of(subject.times.to);
    chart.zone_offset_s = subject.zone.offset_s(subject.times.to);
    chart.zone = subject.zone.name();
    for (const twin::SeriesId id : subject.series)
        chart.series.push_back(chart_series_of(subject, id));
    return chart;
}

std::vector<std::string> chart_sources(const twin::TwinStore& store,
                                       std::span<const twin::SeriesId> series) {
    std::vector<std::string> lines;
    for (const twin::SeriesId id : series) {
        if (!id.valid() || !store.series(id).entity.valid()) continue;
        const twin::EntityRecord& entity = store.entities()[store.series(id).entity];
        const twin::SourceInfo& info = store.source(SourceId{entity.source});
        std::string line =
            info.policy.licence.empty()
                ? words::text({"chart.source", "Source: {name}"}, {{"name", info.name}})
                : words::text({"chart.source_licence", "Source: {name} ({licence})"},
                              {{"name", info.name}, {"licence", info.policy.licence}});
        if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
    }
    return lines;
}

Result<void> write_chart_png(const panels::DrawnChart& chart, const ChartFileFacts& facts,
                             const std::filesystem::path& path) {
    content::encode::PngOptions options{chart.width_px, chart.height_px, {}};
    const auto add = [&options](const char* keyword, std::string text) {
        if (!text.empty()) options.texts.push_back({keyword, std::move(text)});
    };
    add("Title", chart.title);
    add("Description", facts.times + "\n" + chart.told);
    add("Creation Time", format_time(facts.created, TimeZone()));
    std::string sources;
    for (const std::string& source : facts.sources)
        sources += (sources.empty() ? "" : "\n") + source;
    add("Source", sources);
    add("Software", "Belvedere");
    auto file = content::encode::PngWriter::create(path, options);
    if (!file) return fail(file.error());
    for (std::uint32_t row = 0; row < chart.height_px; row += kStripRows) {
        const std::uint32_t count = std::min(kStripRows, chart.height_px - row);
        if (auto added = file->add_rows(chart.rows(row, count)); !added) return added;
    }
    return file->finish();
}

}  // namespace belvedere::window
