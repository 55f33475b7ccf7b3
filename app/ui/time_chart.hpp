// SPDX-License-Identifier: Apache-2.0
// A chart of series over time: a picture, a sentence, a table and something to be heard.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"
#include "app/ui/chart.hpp"

namespace belvedere::ui {

struct TimePoint {
    double at_s = 0.0;   // Seconds since 1970, UTC.
    double value = 0.0;  // NaN: from here on nothing is known, until the next point.
};

// One series. Where `categories` is not empty, values are numbers of them, each of which holds
// until the next point.
struct TimeSeries {
    std::string name;
    std::vector<TimePoint> points;  // Oldest first.
    ValueText text;                 // How a number is written, with its unit.
    std::string unit;               // Series of one unit share an axis.
    std::vector<std::string> categories;
};

// Something that happened.
struct TimeMark {
    double at_s = 0.0;
    std::string text;
};

// Series that one chart shows at most: as many as have a sign and a colour of their own.
inline constexpr std::size_t kTimeSeriesMax = 6;

struct TimeChart {
    std::span<const TimeSeries> series;
    std::span<const TimeMark> marks;
    double from_s = 0.0, to_s = 0.0;
    std::size_t chosen = 0;                        // Whose points the keys walk along.
    std::function<std::string(double)> time_text;  // "14:05" of a moment.
    double zone_offset_s = 0.0;                    // Of the wall clock, for round hours.
    float height_px = 0.0F;                        // Physical; of the picture.
};

// Each unit has an axis of its own, from its lowest to its highest value; states are stretches with
// their name. Lines differ by the sign at their points as well as by colour; gaps are hatched and
// never drawn over. It takes the keyboard as ui::chart does: Left and Right, PageUp and PageDown,
// Home and End go along the points of the chosen series, each told with its time and value; Enter
// or Space plays it. The pointer shows the point that is nearest in time. Time runs from left to
// right in every language.
[[nodiscard]] ChartUse time_chart(std::string_view id, const Message& message,
                                  const TimeChart& chart);

// A chart in words: the chosen series at a glance, what else is drawn, what happened.
[[nodiscard]] std::string time_chart_sentence(const TimeChart& chart);
// "14:05, 23.4 °C, 12 of 160".
[[nodiscard]] std::string time_point_sentence(const TimeChart& chart, std::size_t point);

}  // namespace belvedere::ui
