// SPDX-License-Identifier: Apache-2.0
// Views kept by name, coordinates to go to, and ways to move.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/panels/view_texts.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class BookmarksPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string place_;
    std::string name_;
    ViewTexts texts_;
};

}  // namespace belvedere::panels
