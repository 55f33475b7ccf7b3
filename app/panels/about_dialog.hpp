// SPDX-License-Identifier: Apache-2.0
// About: version, standards, credits of what is open, libraries and their licences.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

void draw_about_dialog(const PanelState& state, command::CommandQueue& commands);

}  // namespace belvedere::panels
