// SPDX-License-Identifier: Apache-2.0
// What keys mean while somebody presents: presenters' clickers are keyboards that send PageDown,
// PageUp, arrows, b, a full stop, F5 and Escape.
#pragma once

#include <string_view>

#include "app/input/key.hpp"

namespace belvedere::window {

struct StageKeysFor {
    bool is_alone = false;     // Escape ends presenting where it closes nothing else.
    bool has_pointer = false;  // Shift and arrows move the pointer.
};

// The command; empty: the key means what it always does. Pure.
[[nodiscard]] std::string_view stage_command(input::KeyChord chord, const StageKeysFor& stage);

}  // namespace belvedere::window
