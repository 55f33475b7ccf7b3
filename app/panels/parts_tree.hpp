// SPDX-License-Identifier: Apache-2.0
// What the inspected object is made of: building > part > storey > surface > opening.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// A tree of which each item is inspected when pressed. Nothing where the object has no parts.
void draw_parts(const PanelState& state, command::CommandQueue& commands);

}  // namespace belvedere::panels
