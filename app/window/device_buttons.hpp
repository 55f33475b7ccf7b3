// SPDX-License-Identifier: Apache-2.0
// Which command belongs to a button of a gamepad or a puck.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/input/input_event.hpp"
#include "app/preferences/preferences.hpp"

namespace belvedere::window {

struct ButtonCommand {
    std::string_view button;   // "gamepad.a".
    std::string_view command;  // While nothing else is wished.
};
[[nodiscard]] std::span<const ButtonCommand> default_buttons();

// The person's own, else the switches while the window is scanned, else the default; empty: none.
[[nodiscard]] std::string command_of(input::DeviceButton button,
                                     const preferences::Preferences& wish);

// What has been pressed and let go between two looks at a gamepad.
[[nodiscard]] std::vector<input::DeviceButtonEvent> button_events(const input::GamepadState& before,
                                                                  const input::GamepadState& now);

}  // namespace belvedere::window
