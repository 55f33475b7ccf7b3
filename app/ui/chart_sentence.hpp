// SPDX-License-Identifier: Apache-2.0
// A chart in words. Pure but for the person's language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace belvedere::ui {

// How the values of a chart are read: "48.9 ms".
using ValueText = std::function<std::string(double)>;

// What is seen at a glance: "Rising: lowest 38.0 ms, highest 48.9 ms, last 40.1 ms, 160 values."
// Values oldest first; what is not a number is a gap and is counted. A trend is told where it
// explains half of what the values do (correlation with time of 0.7 and more), else they go up and
// down, or are steady where they differ by less than a hundredth.
// `count`: how many values there are where `values` are fewer.
[[nodiscard]] std::string chart_sentence(std::span<const float> values, const ValueText& text,
                                         std::optional<std::uint64_t> count = {});
// "12 values", "12 values and 2 gaps".
[[nodiscard]] std::string counted_values(std::uint64_t values, std::uint64_t gaps);

// "12 of 160: 40.1 ms", or that nothing is known there. `point` counts from 0.
[[nodiscard]] std::string chart_point_sentence(std::span<const float> values, std::size_t point,
                                               const ValueText& text);

}  // namespace belvedere::ui
