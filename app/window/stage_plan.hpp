// SPDX-License-Identifier: Apache-2.0
// Where the audience's picture goes. Pure, so that every way of plugging screens in and out can be
// tried without one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/platform/monitors.hpp"

namespace belvedere::window {

enum class StagePlace {
    kDeskScreen,  // One window fills the only screen; the presenter's panels are away.
    kScreen,      // A second window fills a screen.
    kWindow       // A second window stands beside the presenter's.
};

struct StagePlan {
    StagePlace place = StagePlace::kDeskScreen;
    std::size_t monitor = 0;   // For kScreen.
    bool is_fallback = false;  // Not what was wished: the presenter is told.
    friend bool operator==(const StagePlan&, const StagePlan&) = default;
};

struct StageWish {
    std::string_view screen;       // Name or number from 1; "window"; empty: the best there is.
    std::size_t desk = 0;          // The monitor that the presenter's window is on.
    bool has_two_windows = false;  // Presenting is under way with a second window.
};

// A wished screen that is not there, or goes, is replaced by another one beside the desk's; without
// any the picture goes to a window, or fills the only screen when presenting begins.
[[nodiscard]] StagePlan plan_stage(std::span<const platform::Monitor> monitors,
                                   const StageWish& wish);
// By number from 1, by name whatever the case of ASCII letters, or by a part of the name.
[[nodiscard]] std::optional<std::size_t> find_monitor(std::span<const platform::Monitor> monitors,
                                                      std::string_view wish);
// The one that holds this place of the desktop; the first when none does.
[[nodiscard]] std::size_t monitor_at(std::span<const platform::Monitor> monitors, int x, int y);

inline constexpr std::string_view kStageInWindow = "window";

}  // namespace belvedere::window
