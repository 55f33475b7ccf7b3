// SPDX-License-Identifier: Apache-2.0
// Buttons of devices other than mouse and keyboard, and their names in files and scripts.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace belvedere::input {

enum class Device : std::uint8_t {
    kGamepad,
    kSixAxis,  // A puck that is pushed and turned (SpaceMouse).
};

// Gamepad buttons are those of GLFW 3.3 ("Gamepad mappings"), in its order, 0 is A; a puck's are
// numbered by its driver from 0.
struct DeviceButton {
    Device device = Device::kGamepad;
    std::uint8_t number = 0;
    friend constexpr auto operator<=>(DeviceButton, DeviceButton) = default;
};
inline constexpr std::uint8_t kGamepadButtonCount = 15;
inline constexpr std::uint8_t kSixAxisButtonCount = 32;

// "gamepad.a", "spacemouse.3"; the same in every language.
[[nodiscard]] std::string to_text(DeviceButton button);
// The reverse; nothing when there is no such button.
[[nodiscard]] std::optional<DeviceButton> parse_device_button(std::string_view text);

}  // namespace belvedere::input
