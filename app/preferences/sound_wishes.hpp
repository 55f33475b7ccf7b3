// SPDX-License-Identifier: Apache-2.0
// What one person wants to hear, and how sounds are written down.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace belvedere::preferences {

// Kinds of sounds, each with a volume of its own.
enum class SoundKind { kAlarms, kNotices, kSelection, kObjects, kCharts };
inline constexpr std::size_t kSoundKindCount = 5;
inline constexpr std::array<std::string_view, kSoundKindCount> kSoundKindNames = {
    "alarms", "notices", "selection", "objects", "charts"};

inline constexpr double kChartMin_s = 1.0, kChartMax_s = 20.0;
inline constexpr std::array<std::string_view, 2> kCaptionSizes = {"normal", "large"};
inline constexpr std::array<std::string_view, 2> kCaptionPlaces = {"low", "high"};
inline constexpr std::array<std::string_view, 2> kCaptionGrounds = {"clear", "solid"};

struct SoundWish {
    bool is_on = true;
    // What must not be missed and what was asked for sounds; what would sound at every step is for
    // who wants it.
    std::array<double, kSoundKindCount> volumes = {0.8, 0.5, 0.0, 0.0, 0.7};
    bool is_mono = false;  // One ear hears all (XAUR user need 17).
    double chart_s = 4.0;  // How long a chart plays.
    friend bool operator==(const SoundWish&, const SoundWish&) = default;
};

struct CaptionWish {
    std::string size = "normal";
    std::string place = "low";
    std::string ground = "clear";  // Behind the letters: see-through, or nothing seen through.
    friend bool operator==(const CaptionWish&, const CaptionWish&) = default;
};

}  // namespace belvedere::preferences
