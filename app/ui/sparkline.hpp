// SPDX-License-Identifier: Apache-2.0
// The course of a value in one row, beside the value.
#pragma once

#include <span>
#include <string_view>

#include "app/command/message.hpp"
#include "app/ui/chart_sentence.hpp"

namespace belvedere::ui {

// From the lowest to the highest value, oldest first; what is not a number is a gap. As wide as the
// container, one row high. It is told as a chart is, by its sentence, and takes no keyboard: the
// chart over time does.
void sparkline(std::string_view id, const Message& message, std::span<const float> values,
               const ValueText& text);

}  // namespace belvedere::ui
