// SPDX-License-Identifier: Apache-2.0
// --chart FILE.png and what goes with it: the values of a run over time as a picture.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/twin/twin_query.hpp"

namespace CLI {
class App;
}

namespace belvedere::cli {

// As typed; check_chart() says what is wrong.
struct ChartOptions {
    std::string out;                  // Empty: no chart is drawn.
    std::string project;              // Whose chart it is; empty: `series`.
    std::vector<std::string> series;  // PROPERTY@DEVICE.
    std::string size = "1280x720", theme = "light", title, language, time_zone, form = "lines";
    double text = 1.0;
    double span_s = 0.0;  // Up to the end of the run; 0: all of it.
};

enum class ChartSeriesBy { kOptions, kQuestion };  // The question names the only one there is.
void add_chart_options(CLI::App& command, ChartOptions& options, ChartSeriesBy by);
// Before the run begins: what a person typed wrong costs no wait. Without --chart success.
[[nodiscard]] Result<void> check_chart(const ChartOptions& options);

// The chart's series among those that came, and which time it shows.
struct ChartPlan {
    std::vector<twin::SeriesId> series;
    twin::TimeRange times;
};
// Of --project the project's chart, else those of --series. kNotFound where none of them came; what
// did not come beside others is told on standard error.
[[nodiscard]] Result<ChartPlan> chart_plan(const ChartOptions& options,
                                           const twin::TwinStore& store, UtcTime now);

// Draws and writes it. What a source forbids to export is left out and told; kDenied where nothing
// is left.
[[nodiscard]] Result<void> write_chart(const ChartOptions& options, const twin::TwinStore& store,
                                       const ChartPlan& plan);

}  // namespace belvedere::cli
