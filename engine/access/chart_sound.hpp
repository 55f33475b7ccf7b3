// SPDX-License-Identifier: Apache-2.0
// A chart as tones: what is high sounds high, and time goes from the left ear to the right.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/access/sound.hpp"

namespace belvedere::access {

// Lowest and highest value of a chart sound so; between them pitch goes evenly in octaves.
inline constexpr double kChartLow_hz = 220.0;
inline constexpr double kChartHigh_hz = 1'320.0;
// Tones shorter than this melt into one another; more values than fit are averaged in groups.
inline constexpr double kChartTone_s = 0.03;

// The pitch of a value between `low` and `high` of its chart; the middle one where all are equal.
[[nodiscard]] double chart_pitch_hz(double value, double low, double high);

// `values` oldest first; not a number is a gap, and a tick. Within `seconds`. Pure.
[[nodiscard]] std::vector<Tone> chart_tones(std::span<const float> values, double seconds);

// One point of it, for walking from point to point; empty where there is none.
[[nodiscard]] std::vector<Tone> chart_point_tone(std::span<const float> values, std::size_t point);

}  // namespace belvedere::access
