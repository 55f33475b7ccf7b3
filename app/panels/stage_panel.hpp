// SPDX-License-Identifier: Apache-2.0
// The presenter's panel: which view is shown and which comes next, notes, time, what the audience
// sees, and on which screen.
#pragma once

#include <cstddef>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class StagePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_note(const StageState& stage, command::CommandQueue& commands);

    std::string note_;
    std::size_t note_of_ = static_cast<std::size_t>(-1);
};

}  // namespace belvedere::panels
