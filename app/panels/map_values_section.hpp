// SPDX-License-Identifier: Apache-2.0
// Which values of devices the map shows, and how: a section of the panel of devices.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/live_state.hpp"

namespace belvedere::panels {

// Two choices, and a sentence on what they laid over the city. Main thread, inside a ui::Frame.
void draw_map_values(const DevicesState& devices, command::CommandQueue& commands);

}  // namespace belvedere::panels
