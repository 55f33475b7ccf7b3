// SPDX-License-Identifier: Apache-2.0
#include "app/window/key_owner.hpp"

#include <algorithm>
#include <iterator>

#include "app/ui/key_use.hpp"

namespace belvedere::window {
namespace {

// Keys that mean something in a text field together with Ctrl.
bool is_editing(input::Key key) {
    using enum input::Key;
    constexpr input::Key kEditing[] = {kA,  kC,    kV,    kX,   kY,         kZ,      kLeft,  kRight,
                                       kUp, kDown, kHome, kEnd, kBackspace, kDelete, kInsert};
    return std::find(std::begin(kEditing), std::end(kEditing), key) != std::end(kEditing);
}

const command::Command* command_of(const input::KeyEvent& event, const KeySurroundings& around,
                                   const command::CommandRegistry& registry) {
    if (event.press == input::Press::kUp) return nullptr;
    const bool is_function_key = event.key >= input::Key::kF1 && event.key <= input::Key::kF12;
    const bool is_plain = (event.modifiers.bits & ~input::Modifiers::kShift) == 0;
    if (around.capture.keyboard && is_plain && !is_function_key) return nullptr;
    if (around.capture.text && is_editing(event.key) && !is_function_key) return nullptr;
    const input::KeyChord chord{event.key, event.modifiers};
    if (!around.takes_character_keys && input::is_character(chord)) return nullptr;
    const command::Command* command = registry.for_key(chord);
    if (command == nullptr || !command::CommandRegistry::is_enabled(*command)) return nullptr;
    if (event.press == input::Press::kRepeat && !is_movement(*command)) return nullptr;
    return command;
}

}  // namespace

KeyOwner owner_of(const input::KeyEvent& event, const KeySurroundings& around,
                  const command::CommandRegistry& registry) {
    if (const auto* command = command_of(event, around, registry)) return {command, false};
    return {nullptr, ui::is_for_widgets(event, around.capture)};
}

bool is_movement(const command::Command& command) {
    return command.id.starts_with("view.");
}

}  // namespace belvedere::window
