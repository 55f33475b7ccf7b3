// SPDX-License-Identifier: Apache-2.0
// What a person did to the window, as plain values in the order it happened.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/input/device_button.hpp"
#include "app/input/key.hpp"

namespace belvedere::input {

enum class Press { kDown, kUp, kRepeat };
enum class MouseButton : std::uint8_t { kLeft, kRight, kMiddle };

// Keys that mean nothing to us come as Key::kNone: they may mean something to a screen reader.
struct KeyEvent {
    Key key = Key::kNone;
    Press press = Press::kDown;
    Modifiers modifiers;
    // The window system's own names, for screen readers: X11's keysym and key code. 0: not known.
    std::uint32_t keysym = 0;
    std::uint16_t hardware_code = 0;
};
// One Unicode code point of typed text.
struct TextEvent {
    char32_t codepoint = 0;
};
// Positions are physical pixels of the framebuffer from its top left corner.
struct PointerMoveEvent {
    float x = 0.0F, y = 0.0F;
};
struct PointerLeaveEvent {};
struct MouseButtonEvent {
    MouseButton button = MouseButton::kLeft;
    Press press = Press::kDown;
    Modifiers modifiers;
    float x = 0.0F, y = 0.0F;
};
// Wheel notches; y > 0 is away from the user. Touchpads give fractions.
struct ScrollEvent {
    float x = 0.0F, y = 0.0F;
};
struct ResizeEvent {
    std::uint32_t width_px = 0, height_px = 0;  // 0 while minimised.
};
// Content scale of the display the window is on: 1 is 96 dpi.
struct ScaleEvent {
    float scale = 1.0F;
};
struct FocusEvent {
    bool focused = true;
};
// Files dragged onto the window.
struct DropEvent {
    std::vector<std::string> paths;
};
// The window's content was lost and must be drawn again.
struct RefreshEvent {};
struct CloseEvent {};
// A button of a gamepad or a puck; a command may belong to it.
struct DeviceButtonEvent {
    DeviceButton button;
    Press press = Press::kDown;
};

using InputEvent = std::variant<KeyEvent, TextEvent, PointerMoveEvent, PointerLeaveEvent,
                                MouseButtonEvent, ScrollEvent, ResizeEvent, ScaleEvent, FocusEvent,
                                DropEvent, RefreshEvent, CloseEvent, DeviceButtonEvent>;

// One gamepad, polled, as it is: sticks -1..1, never quite at 0, y up is positive.
struct GamepadState {
    bool connected = false;
    float left_x = 0.0F, left_y = 0.0F, right_x = 0.0F, right_y = 0.0F;
    float left_trigger = 0.0F, right_trigger = 0.0F;  // 0..1.
    std::bitset<kGamepadButtonCount> buttons;
};

// What a puck of six axes tells, each about -1..1 and 0 when it is let go: to the right, up,
// ahead; and turned about these axes, right-handed: pitch, yaw, roll.
enum class PuckAxis : std::uint8_t { kRight, kUp, kAhead, kPitch, kYaw, kRoll };
inline constexpr std::size_t kPuckAxisCount = 6;
struct PuckState {
    std::array<float, kPuckAxisCount> axes{};
};

}  // namespace belvedere::input
