// SPDX-License-Identifier: Apache-2.0
// The bar at the top: menus made of commands, and the switches of the docks.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Inside a ui::Frame, inside a bar region.
void draw_toolbar(const PanelState& state, command::CommandQueue& commands);

}  // namespace belvedere::panels
