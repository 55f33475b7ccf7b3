// SPDX-License-Identifier: Apache-2.0
// Devices: search, filter, sort and group over all there are.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

class DevicesPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string text_, text_before_;  // As it is typed; as it was asked for.
};

}  // namespace belvedere::panels
