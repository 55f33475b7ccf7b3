// SPDX-License-Identifier: Apache-2.0
#include "app/input/device_button.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace belvedere::input {
namespace {

constexpr std::string_view kGamepad = "gamepad.";
constexpr std::string_view kSixAxis = "spacemouse.";
constexpr std::array<std::string_view, kGamepadButtonCount> kGamepadNames = {
    "a",     "b",          "x",           "y",  "left_bumper", "right_bumper", "back", "start",
    "guide", "left_stick", "right_stick", "up", "right",       "down",         "left"};

}  // namespace

std::string to_text(DeviceButton button) {
    if (button.device == Device::kSixAxis) {
        return std::string(kSixAxis) + std::to_string(button.number);
    }
    if (button.number >= kGamepadButtonCount) return {};
    return std::string(kGamepad).append(kGamepadNames[button.number]);
}

std::optional<DeviceButton> parse_device_button(std::string_view text) {
    if (text.starts_with(kGamepad)) {
        text.remove_prefix(kGamepad.size());
        const auto* found = std::find(kGamepadNames.begin(), kGamepadNames.end(), text);
        if (found == kGamepadNames.end()) return std::nullopt;
        return DeviceButton{Device::kGamepad,
                            static_cast<std::uint8_t>(found - kGamepadNames.begin())};
    }
    if (!text.starts_with(kSixAxis)) return std::nullopt;
    text.remove_prefix(kSixAxis.size());
    std::uint8_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!is_whole || number >= kSixAxisButtonCount) return std::nullopt;
    return DeviceButton{Device::kSixAxis, number};
}

}  // namespace belvedere::input
