// SPDX-License-Identifier: Apache-2.0
// How one person works the program by other means than a mouse and all the keys.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace belvedere::preferences {

inline constexpr double kScanDwellMin_s = 0.3, kScanDwellMax_s = 5.0;
inline constexpr double kScanPauseMax_s = 5.0;
inline constexpr double kSwitchIgnoreMax_s = 2.0;
inline constexpr int kScanRoundsMax = 10;
inline constexpr double kDeadZoneMax = 0.5;
inline constexpr double kSpeedMin = 0.1, kSpeedMax = 4.0;

// With one switch the highlight goes on by itself and the switch takes what it stands on; with two
// one of them goes on and the other takes.
inline constexpr std::array<std::string_view, 2> kScanSwitches = {"one", "two"};

// Scanning: the window worked by one or two switches.
struct ScanWish {
    bool is_on = false;
    std::string switches = "one";
    double dwell_s = 1.2;        // The highlight stands so long.
    double first_pause_s = 0.6;  // So much longer on the first of a group.
    int rounds = 3;              // Through a group without a press; then it leaves it.
    double ignore_s = 0.1;       // A press so soon after another is a tremble.
    friend bool operator==(const ScanWish&, const ScanWish&) = default;
};

struct GamepadWish {
    double dead_zone = 0.15;  // Sticks never rest exactly at 0; a less steady hand needs more.
    double speed = 1.0;
    bool inverts_look = false;
    friend bool operator==(const GamepadWish&, const GamepadWish&) = default;
};

// A puck of six axes (SpaceMouse); `inverted` in the order of input::PuckAxis.
struct PuckWish {
    double dead_zone = 0.08;
    double speed = 1.0;
    bool is_one_axis = false;  // Only the axis that is pushed most counts.
    std::array<bool, 6> inverted{};
    friend bool operator==(const PuckWish&, const PuckWish&) = default;
};

}  // namespace belvedere::preferences
