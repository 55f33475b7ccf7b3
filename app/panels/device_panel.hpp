// SPDX-License-Identifier: Apache-2.0
// The device that is chosen: its values with their age, origin and quality, and who it is.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

class DevicePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
