// SPDX-License-Identifier: Apache-2.0
// Inside platform only: GLFW's keys as ours.
#pragma once

#include "app/input/input_event.hpp"

namespace belvedere::platform {

// Letters and digits by the active layout, everything else by position.
[[nodiscard]] input::Key key_of(int glfw_key, int scancode);
[[nodiscard]] input::Modifiers modifiers_of(int glfw_mods);
// X11's name of a key (X11/keysymdef.h); 0 when it has none here.
[[nodiscard]] std::uint32_t keysym_of(int glfw_key, int scancode, int glfw_mods);
// Polls the first connected gamepad.
[[nodiscard]] input::GamepadState poll_gamepad();

}  // namespace belvedere::platform
