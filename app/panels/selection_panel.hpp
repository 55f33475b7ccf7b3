// SPDX-License-Identifier: Apache-2.0
// Several features at once: by click, box, polygon or attribute; count and CSV.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class SelectionPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_by_attribute(const SelectionState& state, command::CommandQueue& commands);
    void draw_export(const PanelState& panels, command::CommandQueue& commands);

    std::size_t attribute_ = 0;
    std::string value_;
    std::string path_ = "selection.csv";
};

}  // namespace belvedere::panels
