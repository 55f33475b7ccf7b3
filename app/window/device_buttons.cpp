// SPDX-License-Identifier: Apache-2.0
#include "app/window/device_buttons.hpp"

#include <algorithm>
#include <iterator>

namespace belvedere::window {
namespace {

constexpr ButtonCommand kDefaults[] = {{"gamepad.a", "object.describe"},
                                       {"gamepad.b", "selection.clear"},
                                       {"gamepad.x", "object.select"},
                                       {"gamepad.y", "view.home"},
                                       {"gamepad.left_bumper", "object.previous"},
                                       {"gamepad.right_bumper", "object.next"},
                                       {"gamepad.back", "layout.next_region"},
                                       {"gamepad.start", "describe.view"},
                                       {"gamepad.left_stick", "object.go_to"},
                                       {"gamepad.right_stick", "view.north_up"},
                                       {"gamepad.up", "view.zoom_in"},
                                       {"gamepad.down", "view.zoom_out"},
                                       {"gamepad.left", "view.turn_left"},
                                       {"gamepad.right", "view.turn_right"},
                                       {"spacemouse.0", "view.home"},
                                       {"spacemouse.1", "view.north_up"}};
constexpr ButtonCommand kSwitches[] = {{"gamepad.a", "scan.select"},
                                       {"gamepad.b", "scan.step"},
                                       {"spacemouse.0", "scan.select"},
                                       {"spacemouse.1", "scan.step"}};

std::string_view named_in(std::span<const ButtonCommand> buttons, std::string_view name) {
    const auto found =
        std::find_if(buttons.begin(), buttons.end(),
                     [name](const ButtonCommand& each) { return each.button == name; });
    return found == buttons.end() ? std::string_view() : found->command;
}

}  // namespace

std::span<const ButtonCommand> default_buttons() {
    return kDefaults;
}

std::string command_of(input::DeviceButton button, const preferences::Preferences& wish) {
    const std::string name = input::to_text(button);
    if (const auto own = wish.buttons.find(name); own != wish.buttons.end()) return own->second;
    if (wish.scan.is_on) {
        const std::string_view command = named_in(kSwitches, name);
        if (!command.empty()) return std::string(command);
    }
    return std::string(named_in(kDefaults, name));
}

std::vector<input::DeviceButtonEvent> button_events(const input::GamepadState& before,
                                                    const input::GamepadState& now) {
    std::vector<input::DeviceButtonEvent> events;
    const auto changed = before.buttons ^ now.buttons;
    for (std::uint8_t i = 0; i < input::kGamepadButtonCount; ++i) {
        if (!changed[i]) continue;
        events.push_back({{input::Device::kGamepad, i},
                          now.buttons[i] ? input::Press::kDown : input::Press::kUp});
    }
    return events;
}

}  // namespace belvedere::window
