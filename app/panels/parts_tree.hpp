// SPDX-License-Identifier: Apache-2.0
// What the inspected object is made of: building > part > storey > surface > opening.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Whether the tree opens down to the inspected part: when that is another one than before.
enum class Reveal { kNo, kNow };
// A tree of which each item is inspected when pressed. Nothing where the object has no parts.
void draw_parts(const PanelState& state, Reveal reveal, command::CommandQueue& commands);

}  // namespace belvedere::panels
