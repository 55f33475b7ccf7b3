// SPDX-License-Identifier: Apache-2.0
// What sticks and pucks do to the camera, as pure functions of how they stand and of what the
// person prefers; and how often a gamepad is asked.
#pragma once

#include "app/input/input_event.hpp"
#include "app/preferences/input_wishes.hpp"

namespace belvedere::window {

// Shares of the full speed, about -1..1: along the gaze, to the right, up; turning right, looking
// up. All 0: the device rests.
struct DeviceMotion {
    double ahead = 0.0, right = 0.0, up = 0.0;
    double turn = 0.0, tilt = 0.0;
    [[nodiscard]] bool moves() const { return ahead != 0.0 || right != 0.0 || up != 0.0; }
    [[nodiscard]] bool turns() const { return turn != 0.0 || tilt != 0.0; }
    friend bool operator==(const DeviceMotion&, const DeviceMotion&) = default;
};

// 0 inside the dead zone, and from its edge on evenly up to what it was at 1.
[[nodiscard]] double beyond(double axis, double dead_zone);

[[nodiscard]] DeviceMotion motion_of(const input::GamepadState& pad,
                                     const preferences::GamepadWish& wish);
// Rolling does nothing: the horizon stays level.
[[nodiscard]] DeviceMotion motion_of(const input::PuckState& puck,
                                     const preferences::PuckWish& wish);

// A gamepad tells nothing by itself, it has to be asked: often while it is used, seldom while it
// lies on the table.
class GamepadPace {
  public:
    static constexpr double kBusyPeriod_s = 1.0 / 60.0;
    // A first push is seen after a tenth of a second at most; ten looks a second cost nothing that
    // can be measured.
    static constexpr double kRestPeriod_s = 0.1;
    static constexpr double kBusy_s = 2.0;  // Since it was last moved.

    void note(const input::GamepadState& pad, double now_s);
    [[nodiscard]] double period_s(double now_s) const;

  private:
    input::GamepadState last_;
    double moved_s_ = -1e9;
};

}  // namespace belvedere::window
