// SPDX-License-Identifier: Apache-2.0
#include "app/window/stage_keys.hpp"

namespace belvedere::window {
namespace {

std::string_view pointer_command(input::Key key) {
    switch (key) {
        case input::Key::kLeft:
            return "stage.pointer_left";
        case input::Key::kRight:
            return "stage.pointer_right";
        case input::Key::kUp:
            return "stage.pointer_up";
        case input::Key::kDown:
            return "stage.pointer_down";
        default:
            return {};
    }
}

}  // namespace

std::string_view stage_command(input::KeyChord chord, const StageKeysFor& stage) {
    if (chord.modifiers.bits == input::Modifiers::kShift && stage.has_pointer) {
        return pointer_command(chord.key);
    }
    if (chord.modifiers.bits != 0) return {};
    switch (chord.key) {
        case input::Key::kPageDown:
        case input::Key::kRight:
        case input::Key::kDown:
            return "stage.next";
        case input::Key::kPageUp:
        case input::Key::kLeft:
        case input::Key::kUp:
            return "stage.previous";
        case input::Key::kB:
        case input::Key::kPeriod:
            return "stage.black";
        case input::Key::kComma:
            return "stage.white";
        case input::Key::kEscape:
            return stage.is_alone ? "stage.end" : std::string_view{};
        default:
            return {};
    }
}

}  // namespace belvedere::window
