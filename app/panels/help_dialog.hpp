// SPDX-License-Identifier: Apache-2.0
// What the mouse does, and every command with its key.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

void draw_help_dialog(const PanelState& state, command::CommandQueue& commands);

}  // namespace belvedere::panels
