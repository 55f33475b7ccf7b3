// SPDX-License-Identifier: Apache-2.0
#include "app/window/stage_plan.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace belvedere::window {
namespace {

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::size_t> beside_desk(std::span<const platform::Monitor> monitors,
                                       std::size_t desk) {
    for (std::size_t i = 0; i < monitors.size(); ++i) {
        if (i != desk) return i;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_monitor(std::span<const platform::Monitor> monitors,
                                        std::string_view wish) {
    if (wish.empty()) return std::nullopt;
    if (const auto number = number_of(wish)) {
        if (*number < 1 || *number > monitors.size()) return std::nullopt;
        return *number - 1;
    }
    const std::string wanted = lower(wish);
    std::optional<std::size_t> part;
    for (std::size_t i = 0; i < monitors.size(); ++i) {
        const std::string name = lower(monitors[i].name);
        if (name == wanted) return i;
        if (!part && name.find(wanted) != std::string::npos) part = i;
    }
    return part;
}

std::size_t monitor_at(std::span<const platform::Monitor> monitors, int x, int y) {
    for (std::size_t i = 0; i < monitors.size(); ++i) {
        const platform::Monitor& m = monitors[i];
        const std::int64_t right = std::int64_t{m.x} + m.width_px;
        const std::int64_t bottom = std::int64_t{m.y} + m.height_px;
        if (x >= m.x && x < right && y >= m.y && y < bottom) return i;
    }
    return 0;
}

StagePlan plan_stage(std::span<const platform::Monitor> monitors, const StageWish& wish) {
    if (wish.screen == kStageInWindow) return {StagePlace::kWindow, 0, false};
    const auto wished = find_monitor(monitors, wish.screen);
    const bool is_missed = !wish.screen.empty() && !wished;
    // The desk's own screen is taken for the picture only when it is wished and another is left.
    if (wished && (*wished != wish.desk || monitors.size() > 1)) {
        return {StagePlace::kScreen, *wished, false};
    }
    if (const auto other = beside_desk(monitors, wish.desk)) {
        return {StagePlace::kScreen, *other, is_missed};
    }
    if (wish.has_two_windows) return {StagePlace::kWindow, 0, true};
    return {StagePlace::kDeskScreen, 0, is_missed};
}

}  // namespace belvedere::window
