// SPDX-License-Identifier: Apache-2.0
// A chart of one series: a picture, a sentence, a table and something to be heard.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"
#include "app/ui/chart_sentence.hpp"

namespace belvedere::ui {

struct Series {
    std::span<const float> values;  // Oldest first; what is not a number is a gap.
    ValueText text;                 // How a value is written, with its unit.
    std::string caption;            // In the corner of the picture: "max 48.9 ms".
};

// What a person asks to hear; the caller turns it into a command.
struct ChartUse {
    bool plays = false;                // All of it.
    std::optional<std::size_t> point;  // The point that the keys have come to.
};

// The picture goes from 0 to a little above the largest value. It takes the keyboard: Left and
// Right go from point to point, PageUp and PageDown ten at once, Home and End to the first and the
// last, each told with its value; Enter or Space plays it, and Escape leaves the points. Time runs
// from left to right in every language. Below stand buttons to play it and to show its values as a
// table. Until keys have come to a point the sentence is what is told.
[[nodiscard]] ChartUse chart(std::string_view id, const Message& message, const Series& series);

}  // namespace belvedere::ui
