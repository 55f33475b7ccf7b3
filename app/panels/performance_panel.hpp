// SPDX-License-Identifier: Apache-2.0
// Device, frame times, tile states and memory against their budgets.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class PerformancePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
