// SPDX-License-Identifier: Apache-2.0
#include "app/platform/key_map.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace belvedere::platform {
namespace {

using input::Key;

constexpr std::array kNamedKeys = {
    std::pair{GLFW_KEY_ESCAPE, Key::kEscape},
    std::pair{GLFW_KEY_ENTER, Key::kEnter},
    std::pair{GLFW_KEY_KP_ENTER, Key::kEnter},
    std::pair{GLFW_KEY_TAB, Key::kTab},
    std::pair{GLFW_KEY_BACKSPACE, Key::kBackspace},
    std::pair{GLFW_KEY_INSERT, Key::kInsert},
    std::pair{GLFW_KEY_DELETE, Key::kDelete},
    std::pair{GLFW_KEY_SPACE, Key::kSpace},
    std::pair{GLFW_KEY_LEFT, Key::kLeft},
    std::pair{GLFW_KEY_RIGHT, Key::kRight},
    std::pair{GLFW_KEY_UP, Key::kUp},
    std::pair{GLFW_KEY_DOWN, Key::kDown},
    std::pair{GLFW_KEY_PAGE_UP, Key::kPageUp},
    std::pair{GLFW_KEY_PAGE_DOWN, Key::kPageDown},
    std::pair{GLFW_KEY_HOME, Key::kHome},
    std::pair{GLFW_KEY_END, Key::kEnd},
    std::pair{GLFW_KEY_KP_ADD, Key::kPlus},
    std::pair{GLFW_KEY_EQUAL, Key::kPlus},
    std::pair{GLFW_KEY_KP_SUBTRACT, Key::kMinus},
    std::pair{GLFW_KEY_MINUS, Key::kMinus},
    std::pair{GLFW_KEY_COMMA, Key::kComma},
    std::pair{GLFW_KEY_PERIOD, Key::kPeriod},
    std::pair{GLFW_KEY_SLASH, Key::kSlash},
    std::pair{GLFW_KEY_KP_DIVIDE, Key::kSlash},
    std::pair{GLFW_KEY_LEFT_SHIFT, Key::kShift},
    std::pair{GLFW_KEY_RIGHT_SHIFT, Key::kShift},
    std::pair{GLFW_KEY_LEFT_CONTROL, Key::kControl},
    std::pair{GLFW_KEY_RIGHT_CONTROL, Key::kControl},
    std::pair{GLFW_KEY_LEFT_ALT, Key::kAlt},
    std::pair{GLFW_KEY_RIGHT_ALT, Key::kAlt},
    std::pair{GLFW_KEY_LEFT_SUPER, Key::kSuper},
    std::pair{GLFW_KEY_RIGHT_SUPER, Key::kSuper},
    std::pair{GLFW_KEY_MENU, Key::kMenu},
};

// X11/keysymdef.h. The keypad is named as it is with NumLock off: screen readers command by it.
constexpr std::array<std::pair<int, std::uint32_t>, 44> kKeysyms = {{
    {GLFW_KEY_ESCAPE, 0xFF1B},
    {GLFW_KEY_ENTER, 0xFF0D},
    {GLFW_KEY_TAB, 0xFF09},
    {GLFW_KEY_BACKSPACE, 0xFF08},
    {GLFW_KEY_INSERT, 0xFF63},
    {GLFW_KEY_DELETE, 0xFFFF},
    {GLFW_KEY_SPACE, 0x20},
    {GLFW_KEY_LEFT, 0xFF51},
    {GLFW_KEY_UP, 0xFF52},
    {GLFW_KEY_RIGHT, 0xFF53},
    {GLFW_KEY_DOWN, 0xFF54},
    {GLFW_KEY_PAGE_UP, 0xFF55},
    {GLFW_KEY_PAGE_DOWN, 0xFF56},
    {GLFW_KEY_HOME, 0xFF50},
    {GLFW_KEY_END, 0xFF57},
    {GLFW_KEY_CAPS_LOCK, 0xFFE5},
    {GLFW_KEY_SCROLL_LOCK, 0xFF14},
    {GLFW_KEY_NUM_LOCK, 0xFF7F},
    {GLFW_KEY_PRINT_SCREEN, 0xFF61},
    {GLFW_KEY_PAUSE, 0xFF13},
    {GLFW_KEY_MENU, 0xFF67},
    {GLFW_KEY_LEFT_SHIFT, 0xFFE1},
    {GLFW_KEY_RIGHT_SHIFT, 0xFFE2},
    {GLFW_KEY_LEFT_CONTROL, 0xFFE3},
    {GLFW_KEY_RIGHT_CONTROL, 0xFFE4},
    {GLFW_KEY_LEFT_ALT, 0xFFE9},
    {GLFW_KEY_RIGHT_ALT, 0xFFEA},
    {GLFW_KEY_LEFT_SUPER, 0xFFEB},
    {GLFW_KEY_RIGHT_SUPER, 0xFFEC},
    {GLFW_KEY_KP_0, 0xFF9E},
    {GLFW_KEY_KP_1, 0xFF9C},
    {GLFW_KEY_KP_2, 0xFF99},
    {GLFW_KEY_KP_3, 0xFF9B},
    {GLFW_KEY_KP_4, 0xFF96},
    {GLFW_KEY_KP_5, 0xFF9D},
    {GLFW_KEY_KP_6, 0xFF98},
    {GLFW_KEY_KP_7, 0xFF95},
    {GLFW_KEY_KP_8, 0xFF97},
    {GLFW_KEY_KP_9, 0xFF9A},
    {GLFW_KEY_KP_DECIMAL, 0xFF9F},
    {GLFW_KEY_KP_ENTER, 0xFF8D},
    {GLFW_KEY_KP_ADD, 0xFFAB},
    {GLFW_KEY_KP_SUBTRACT, 0xFFAD},
    {GLFW_KEY_KP_MULTIPLY, 0xFFAA},
}};

// The key `offset` places after `first`; the runs of Key are in alphabetical order.
Key key_after(Key first, int offset) {
    return static_cast<Key>(static_cast<int>(first) + offset);
}

Key named_by_layout(int glfw_key, int scancode) {
    const char* name = glfwGetKeyName(glfw_key, scancode);
    if (name == nullptr || name[0] == '\0' || name[1] != '\0') return Key::kNone;
    const char c = name[0];
    if (c >= 'a' && c <= 'z') return key_after(Key::kA, c - 'a');
    if (c >= 'A' && c <= 'Z') return key_after(Key::kA, c - 'A');
    if (c >= '0' && c <= '9') return key_after(Key::k0, c - '0');
    if (c == '+') return Key::kPlus;
    if (c == '-') return Key::kMinus;
    if (c == ',') return Key::kComma;
    if (c == '.') return Key::kPeriod;
    if (c == '/') return Key::kSlash;
    return Key::kNone;
}

}  // namespace

Key key_of(int glfw_key, int scancode) {
    if (const Key key = named_by_layout(glfw_key, scancode); key != Key::kNone) return key;
    if (glfw_key >= GLFW_KEY_A && glfw_key <= GLFW_KEY_Z) {
        return key_after(Key::kA, glfw_key - GLFW_KEY_A);
    }
    if (glfw_key >= GLFW_KEY_0 && glfw_key <= GLFW_KEY_9) {
        return key_after(Key::k0, glfw_key - GLFW_KEY_0);
    }
    if (glfw_key >= GLFW_KEY_F1 && glfw_key <= GLFW_KEY_F12) {
        return key_after(Key::kF1, glfw_key - GLFW_KEY_F1);
    }
    const auto* found = std::find_if(kNamedKeys.begin(), kNamedKeys.end(),
                                     [&](const auto& named) { return named.first == glfw_key; });
    return found == kNamedKeys.end() ? Key::kNone : found->second;
}

input::Modifiers modifiers_of(int glfw_mods) {
    const auto bit = [&](int glfw_bit, std::uint8_t ours) {
        return (glfw_mods & glfw_bit) != 0 ? ours : std::uint8_t{0};
    };
    using input::Modifiers;
    return {static_cast<std::uint8_t>(
        bit(GLFW_MOD_SHIFT, Modifiers::kShift) | bit(GLFW_MOD_CONTROL, Modifiers::kControl) |
        bit(GLFW_MOD_ALT, Modifiers::kAlt) | bit(GLFW_MOD_SUPER, Modifiers::kSuper))};
}

std::uint32_t keysym_of(int glfw_key, int scancode, int glfw_mods) {
    const auto found = std::find_if(kKeysyms.begin(), kKeysyms.end(),
                                    [&](const auto& each) { return each.first == glfw_key; });
    if (found != kKeysyms.end()) return found->second;
    if (glfw_key >= GLFW_KEY_F1 && glfw_key <= GLFW_KEY_F12) {
        constexpr std::uint32_t kF1 = 0xFFBE;
        return kF1 + static_cast<std::uint32_t>(glfw_key - GLFW_KEY_F1);
    }
    const char* name = glfwGetKeyName(glfw_key, scancode);
    if (name == nullptr || name[0] == '\0' || name[1] != '\0') return 0;
    const char c = name[0];
    const bool is_capital = (glfw_mods & GLFW_MOD_SHIFT) != 0 && c >= 'a' && c <= 'z';
    return static_cast<unsigned char>(is_capital ? c - 'a' + 'A' : c);
}

input::GamepadState poll_gamepad() {
    input::GamepadState pad;
    GLFWgamepadstate state;
    for (int joystick = GLFW_JOYSTICK_1; joystick <= GLFW_JOYSTICK_LAST; ++joystick) {
        if (glfwJoystickIsGamepad(joystick) == GLFW_FALSE ||
            glfwGetGamepadState(joystick, &state) == GLFW_FALSE) {
            continue;
        }
        const auto axis = [&](int index) { return state.axes[index]; };
        const auto trigger = [&](int index) { return (state.axes[index] + 1.0F) * 0.5F; };
        pad.connected = true;
        pad.left_x = axis(GLFW_GAMEPAD_AXIS_LEFT_X);
        pad.left_y = -axis(GLFW_GAMEPAD_AXIS_LEFT_Y);
        pad.right_x = axis(GLFW_GAMEPAD_AXIS_RIGHT_X);
        pad.right_y = -axis(GLFW_GAMEPAD_AXIS_RIGHT_Y);
        pad.left_trigger = trigger(GLFW_GAMEPAD_AXIS_LEFT_TRIGGER);
        pad.right_trigger = trigger(GLFW_GAMEPAD_AXIS_RIGHT_TRIGGER);
        static_assert(GLFW_GAMEPAD_BUTTON_LAST + 1 == input::kGamepadButtonCount);
        for (std::size_t i = 0; i < pad.buttons.size(); ++i)
            pad.buttons[i] = state.buttons[i] == GLFW_PRESS;
        break;
    }
    return pad;
}

}  // namespace belvedere::platform
