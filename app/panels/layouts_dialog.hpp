// SPDX-License-Identifier: Apache-2.0
// Layouts: choose one, keep how the panels stand now, rename and remove one's own.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class LayoutsDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_row(const LayoutRow& row, command::CommandQueue& commands);

    std::string name_;
    std::string renamed_;  // The layout whose new name is being typed; empty: none.
    std::string new_name_;
    bool begins_ = false;  // The field for it takes the keyboard.
};

}  // namespace belvedere::panels
