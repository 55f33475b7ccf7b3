// SPDX-License-Identifier: Apache-2.0
// A chart of series over time: a picture, a sentence, a table and something to be heard.
#pragma once

#include <cstddef>
#include <cstdint>
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
    // Of values that are too many to be points of their own the lowest and the highest are points:
    // the first of the two stands for all of them, the other for none.
    std::uint32_t readings = 1;
    double mean = value;
};

// Seconds since 1970, UTC.
struct TimeSpan {
    double from_s = 0.0, to_s = 0.0;
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
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

enum class TimeForm {
    kLines,
    kBand,  // Of series in one unit, what lies between the lowest and the highest, and their mean.
};

struct TimeChart {
    std::span<const TimeSeries> series;
    std::span<const TimeMark> marks;
    double from_s = 0.0, to_s = 0.0;
    std::size_t chosen = 0;                        // Whose points the keys walk along.
    std::function<std::string(double)> time_text;  // "14:05" of a moment.
    double zone_offset_s = 0.0;                    // Of the wall clock, for round hours.
    float height_px = 0.0F;                        // Physical; of the picture.
    TimeForm form = TimeForm::kLines;
    bool shows_table = false;    // The chosen series stands below, point by point.
    bool can_step_back = false;  // A part of the time is shown, and more was before.
};

// What a person asks for.
struct TimeChartUse {
    bool plays = false;                // To hear all of it,
    std::optional<std::size_t> point;  // or the point that the keys have come to;
    std::optional<TimeSpan> span;      // to see this part of the time alone,
    bool steps_back = false;           // or what was shown before;
    std::optional<bool> shows_table;   // the table, or none.
};

// Each unit has an axis of its own, from its lowest to its highest value; states are stretches with
// their name. Lines differ by the sign at their points as well as by colour; gaps are hatched and
// never drawn over. It takes the keyboard as ui::chart does: Left and Right, PageUp and PageDown,
// Home and End go along the points of the chosen series, each told with its time and value; Enter
// or Space plays it. The pointer shows the point that is nearest in time. Time runs from left to
// right in every language. A line of more points than pixels is a band from the lowest to the
// highest of each pixel with its mean.
//
// A part of the time is marked by dragging, which shows it alone once the pointer is let go, or by
// keys: with Shift they move one of its ends, with Ctrl and Shift the other, Enter shows it alone,
// Escape takes the marks away, Backspace goes back to what was shown before. While a part is marked
// the sentence tells what it comes to: how many values, the lowest, the highest, the mean.
[[nodiscard]] TimeChartUse time_chart(std::string_view id, const Message& message,
                                      const TimeChart& chart);
// The same as a picture alone: to be seen, not worked with.
void time_chart_picture(std::string_view id, const Message& message, const TimeChart& chart);
// Series by their signs, one a line, as a picture of the chart needs them. Physical pixels high.
void time_chart_legend(std::string_view id, const TimeChart& chart);

// Every series at a glance and what happened, a line each: what the picture shows, in words.
[[nodiscard]] std::string whole_chart_sentence(const TimeChart& chart);
// A chart in words: the chosen series at a glance, what else is drawn, what happened.
[[nodiscard]] std::string time_chart_sentence(const TimeChart& chart);
// What a part of the time comes to: "14:05 to 14:20: 12 values, lowest 21 °C, highest 25 °C, mean
// 23 °C".
[[nodiscard]] std::string time_span_sentence(const TimeChart& chart, const TimeSpan& span);
// "14:05, 23.4 °C, 12 of 160".
[[nodiscard]] std::string time_point_sentence(const TimeChart& chart, std::size_t point);

}  // namespace belvedere::ui
