// SPDX-License-Identifier: Apache-2.0
// Date and hour for sun and shadow, and the sun's place.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class TimePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
