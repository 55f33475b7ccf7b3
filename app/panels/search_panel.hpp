// SPDX-License-Identifier: Apache-2.0
// Finding loaded features by id or attribute.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class SearchPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string query_;
};

}  // namespace belvedere::panels
