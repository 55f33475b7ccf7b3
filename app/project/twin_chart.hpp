// SPDX-License-Identifier: Apache-2.0
// TwinChart: which values of devices a project draws over time, which time, and in which form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/project/device_name.hpp"

namespace belvedere::project {

// One line of the chart. It stays while its device is not there: its feed may come back.
struct ChartedSeries {
    DeviceName device;
    std::string property;           // Expanded name.
    std::string dataset = {};       // Which of several instances; empty: the only one.
    std::string unknown_json = {};  // As Project::unknown_json.
    [[nodiscard]] bool is_same(const ChartedSeries& other) const {
        return device == other.device && property == other.property && dataset == other.dataset;
    }
    friend bool operator==(const ChartedSeries&, const ChartedSeries&) = default;
};

// A part of time that was chosen to be looked at; microseconds UTC.
struct ChartSpan {
    std::int64_t from_us = 0, to_us = 0;
    friend bool operator==(const ChartSpan&, const ChartSpan&) = default;
};

enum class ChartForm {
    kLines,  // A line for each value.
    kBand,   // Of values in one unit, what lies between the lowest and the highest, and their mean.
};

struct TwinChart {
    std::vector<ChartedSeries> series;  // In the order of their signs.
    double window_s = 3600.0;           // Up to now, while no span is chosen.
    std::vector<ChartSpan> spans;       // Each inside the one before; the last is shown.
    ChartForm form = ChartForm::kLines;
    bool shows_table = false;  // The chosen value's points stand below.
    friend bool operator==(const TwinChart&, const TwinChart&) = default;
};

// As many as have a sign and a colour of their own.
inline constexpr std::size_t kChartedSeriesMax = 6;
inline constexpr std::size_t kChartSpansMax = 16;
// How much time a chart shows at most: what is older is not in memory.
inline constexpr double kChartWindowMin_s = 1.0;
inline constexpr double kChartWindowMax_s = 31.0 * 86'400.0;
// A span is not shorter: nothing is measured more often.
inline constexpr std::int64_t kChartSpanMin_us = 1'000;

// The member "chart" of a project's file, in an object; an empty one for a chart as it begins.
[[nodiscard]] std::string twin_chart_to_json(const TwinChart& chart);
// Takes it out of the text of a project's JSON document. What is wrong with it; empty when nothing
// is. Any input is safe.
[[nodiscard]] std::string read_twin_chart(std::string_view document, TwinChart& chart);

// "lines", "band"; kLines for any other name.
[[nodiscard]] std::string_view chart_form_name(ChartForm form);
[[nodiscard]] ChartForm chart_form_named(std::string_view name);

}  // namespace belvedere::project
