// SPDX-License-Identifier: Apache-2.0
// Settings that are not about sight, hearing and hands (those: accessibility_panel.hpp): quality,
// memory, cache, network, coordinates, the city's time zone.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class SettingsDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_city(const PanelState& state, command::CommandQueue& commands);

    std::string zone_;
    bool was_open_ = false;
};

}  // namespace belvedere::panels
