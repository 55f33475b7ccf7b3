// SPDX-License-Identifier: Apache-2.0
#include "engine/access/chart_sound.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace belvedere::access {
namespace {

// Not wholly in one ear: that is felt as an error of the loudspeaker.
constexpr double kWidest = 0.9;
constexpr double kPoint_s = 0.12;
constexpr double kTickGain = 0.25;
constexpr double kTick_s = 0.02;
constexpr float kGap = std::numeric_limits<float>::quiet_NaN();

struct Range {
    double low = 0.0, high = 0.0;
};

Range range_of(std::span<const float> values) {
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        range.low = std::min(range.low, static_cast<double>(value));
        range.high = std::max(range.high, static_cast<double>(value));
    }
    return range;
}

// At most `count` values, each the mean of its group; a group of gaps is a gap.
std::vector<float> grouped(std::span<const float> values, std::size_t count) {
    if (values.size() <= count) return {values.begin(), values.end()};
    std::vector<float> means;
    for (std::size_t group = 0; group < count; ++group) {
        const std::size_t begin = group * values.size() / count;
        const std::size_t end = (group + 1) * values.size() / count;
        double sum = 0.0;
        int finite = 0;
        for (const float value : values.subspan(begin, end - begin)) {
            if (!std::isfinite(value)) continue;
            sum += static_cast<double>(value);
            ++finite;
        }
        means.push_back(finite > 0 ? static_cast<float>(sum / finite) : kGap);
    }
    return means;
}

double pan_at(std::size_t index, std::size_t count) {
    if (count < 2) return 0.0;
    return kWidest * (2.0 * static_cast<double>(index) / static_cast<double>(count - 1) - 1.0);
}

Tone tone_of(float value, const Range& range, double pan) {
    Tone tone;
    tone.pan = pan;
    if (std::isfinite(value)) {
        tone.pitch_hz = chart_pitch_hz(static_cast<double>(value), range.low, range.high);
    } else {
        tone.timbre = Timbre::kTick;
        tone.gain = kTickGain;
    }
    return tone;
}

}  // namespace

double chart_pitch_hz(double value, double low, double high) {
    const double share = high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.5;
    return kChartLow_hz * std::pow(kChartHigh_hz / kChartLow_hz, share);
}

std::vector<Tone> chart_tones(std::span<const float> values, double seconds) {
    if (values.empty() || !(seconds >= kChartTone_s)) return {};
    const auto most = static_cast<std::size_t>(seconds / kChartTone_s);
    const std::vector<float> shown = grouped(values, most);
    const Range range = range_of(values);
    const double each_s = seconds / static_cast<double>(shown.size());
    std::vector<Tone> tones;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        Tone tone = tone_of(shown[i], range, pan_at(i, shown.size()));
        tone.start_s = each_s * static_cast<double>(i);
        tone.duration_s = tone.timbre == Timbre::kTick ? std::min(each_s, kTick_s) : each_s;
        tones.push_back(tone);
    }
    return tones;
}

std::vector<Tone> chart_point_tone(std::span<const float> values, std::size_t point) {
    if (point >= values.size()) return {};
    Tone tone = tone_of(values[point], range_of(values), pan_at(point, values.size()));
    tone.duration_s = tone.timbre == Timbre::kTick ? kTick_s : kPoint_s;
    return {tone};
}

}  // namespace belvedere::access
