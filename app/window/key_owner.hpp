// SPDX-License-Identifier: Apache-2.0
// Who a key is for: a command, a widget or nobody. A pure function.
#pragma once

#include "app/command/command_registry.hpp"
#include "app/input/input_event.hpp"
#include "app/ui/frame.hpp"

namespace belvedere::window {

struct KeySurroundings {
    ui::Capture capture;
    bool takes_character_keys = true;  // The person's wish: single letters are shortcuts.
};

// One of these at most.
struct KeyOwner {
    const command::Command* command = nullptr;  // Of the registry, enabled.
    bool is_widget = false;
};

// Plain keys belong to a focused widget, editing keys with Ctrl to a text field; what is left, and
// the function keys always, to commands. A key that is held repeats movements only.
[[nodiscard]] KeyOwner owner_of(const input::KeyEvent& event, const KeySurroundings& around,
                                const command::CommandRegistry& registry);

// Whether a command only moves the camera: keys after it mean what they meant before.
[[nodiscard]] bool is_movement(const command::Command& command);

}  // namespace belvedere::window
