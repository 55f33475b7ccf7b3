// SPDX-License-Identifier: Apache-2.0
// The letter pad: a keyboard on the screen for who writes with switches or a pointer.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// While a text field is edited: the letters of the person's language, Latin ones (paths, names),
// digits and signs, and keys that erase, enter and leave. They leave the keyboard with the field.
// `window` is the whole window; the pad stands at its lower edge. Main thread, inside a ui::Frame.
void draw_letter_pad(const PanelState& state, const ui::Rect& window,
                     command::CommandQueue& commands);

}  // namespace belvedere::panels
