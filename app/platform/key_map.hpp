// SPDX-License-Identifier: Apache-2.0
// Inside platform only: GLFW's keys as ours.
#pragma once

#include "app/input/input_event.hpp"

namespace belvedere::platform {

// Letters and digits by the active layout, everything else by position.
[[nodiscard]] input::Key key_of(int glfw_key, int scancode);
[[nodiscard]] input::Modifiers modifiers_of(int glfw_mods);
// Polls the first connected gamepad.
[[nodiscard]] input::GamepadState poll_gamepad();

}  // namespace belvedere::platform
