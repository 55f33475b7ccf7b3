// SPDX-License-Identifier: Apache-2.0
// A chart over time out of the store, as panels show it and as a PNG file.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "app/devices/series_csv.hpp"
#include "app/panels/chart_picture.hpp"
#include "app/panels/live_state.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::window {

struct ChartSubject {
    const twin::TwinStore& store;
    std::span<const twin::SeriesId> series;  // One that is none is a line without points.
    twin::TimeRange times;
    const TimeZone& zone;
    devices::PastOf past_of = {};
};
// Lines and time; nothing of alarms, of how a person shows it.
[[nodiscard]] panels::ChartState chart_state_of(const ChartSubject& subject);

// How commands call a series: its property, and of several instances which ("pm25|instance").
[[nodiscard]] std::string series_word(const twin::TwinStore& store, twin::SeriesId series);

// Where the series come from, a line for each source with its licence.
[[nodiscard]] std::vector<std::string> chart_sources(const twin::TwinStore& store,
                                                     std::span<const twin::SeriesId> series);

// What the file says of itself: Title, Description (the chart in words: its text alternative),
// Creation Time, Source and Software.
struct ChartFileFacts {
    std::string times;  // panels::chart_times_text().
    std::vector<std::string> sources;
    UtcTime created;
};
// Paints it strip by strip. Errors are those of content::encode::PngWriter. Any thread.
[[nodiscard]] Result<void> write_chart_png(const panels::DrawnChart& chart,
                                           const ChartFileFacts& facts,
                                           const std::filesystem::path& path);

}  // namespace belvedere::window
