// SPDX-License-Identifier: Apache-2.0
#include "app/window/device_motion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace belvedere::window {
namespace {

using input::PuckAxis;

// A resting stick trembles by less.
constexpr float kNoise = 0.05F;

bool is_still(const input::GamepadState& a, const input::GamepadState& b) {
    const std::array<float, 6> before = {a.left_x,  a.left_y,       a.right_x,
                                         a.right_y, a.left_trigger, a.right_trigger};
    const std::array<float, 6> now = {b.left_x,  b.left_y,       b.right_x,
                                      b.right_y, b.left_trigger, b.right_trigger};
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (std::abs(now[i] - before[i]) > kNoise) return false;
    }
    return a.buttons == b.buttons && a.connected == b.connected;
}

}  // namespace

double beyond(double axis, double dead_zone) {
    if (!std::isfinite(axis)) return 0.0;
    const double size = std::min(std::abs(axis), 1.0);
    if (size <= dead_zone || dead_zone >= 1.0) return 0.0;
    return std::copysign((size - dead_zone) / (1.0 - dead_zone), axis);
}

DeviceMotion motion_of(const input::GamepadState& pad, const preferences::GamepadWish& wish) {
    if (!pad.connected) return {};
    const auto axis = [&](float value) {
        return beyond(static_cast<double>(value), wish.dead_zone) * wish.speed;
    };
    const double look = wish.inverts_look ? -1.0 : 1.0;
    DeviceMotion motion;
    motion.ahead = axis(pad.left_y);
    motion.right = axis(pad.left_x);
    motion.up = axis(pad.right_trigger - pad.left_trigger);
    motion.turn = axis(pad.right_x);
    motion.tilt = axis(pad.right_y) * look;
    return motion;
}

DeviceMotion motion_of(const input::PuckState& puck, const preferences::PuckWish& wish) {
    std::array<double, input::kPuckAxisCount> axes{};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        axes[i] = beyond(static_cast<double>(puck.axes[i]), wish.dead_zone) * wish.speed;
        if (wish.inverted[i]) axes[i] = -axes[i];
    }
    if (wish.is_one_axis) {
        const auto* most = std::max_element(
            axes.begin(), axes.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
        for (double& axis : axes) {
            if (&axis != most) axis = 0.0;
        }
    }
    const auto at = [&](PuckAxis axis) { return axes[static_cast<std::size_t>(axis)]; };
    DeviceMotion motion;
    motion.right = at(PuckAxis::kRight);
    motion.up = at(PuckAxis::kUp);
    motion.ahead = at(PuckAxis::kAhead);
    motion.tilt = at(PuckAxis::kPitch);
    // Right-handed about the axis that points up is to the left.
    motion.turn = at(PuckAxis::kYaw) == 0.0 ? 0.0 : -at(PuckAxis::kYaw);
    return motion;
}

void GamepadPace::note(const input::GamepadState& pad, double now_s) {
    if (is_still(last_, pad)) return;
    last_ = pad;
    moved_s_ = now_s;
}

double GamepadPace::period_s(double now_s) const {
    return now_s - moved_s_ < kBusy_s ? kBusyPeriod_s : kRestPeriod_s;
}

}  // namespace belvedere::window
