// SPDX-License-Identifier: Apache-2.0
#include "app/words/device_text.hpp"

#include <array>
#include <string_view>

#include "app/words/words.hpp"

namespace belvedere::words {
namespace {

// As they are printed on the case; signs that every language shares.
constexpr std::array<std::string_view, input::kGamepadButtonCount> kPrinted = {
    "A", "B", "X", "Y", "LB", "RB", "Back", "Start", "Guide", "LS", "RS", "↑", "→", "↓", "←"};

}  // namespace

std::string button_text(input::DeviceButton button) {
    if (button.device == input::Device::kSixAxis) {
        return text({"device.puck_button", "SpaceMouse {button}"},
                    {{"button", std::to_string(button.number + 1)}});
    }
    if (button.number >= kPrinted.size()) return {};
    return text({"device.gamepad_button", "Gamepad {button}"},
                {{"button", std::string(kPrinted[button.number])}});
}

}  // namespace belvedere::words
