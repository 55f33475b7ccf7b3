// SPDX-License-Identifier: Apache-2.0
// Help: first steps, what the mouse does, and every command with its key, its place and what it
// does; a search goes through them.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class HelpDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string sought_;
    bool was_open_ = false;
};

}  // namespace belvedere::panels
