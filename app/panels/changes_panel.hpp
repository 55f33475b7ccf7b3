// SPDX-License-Identifier: Apache-2.0
// Two versions of a city model: which objects were added, removed and changed.
#pragma once

#include <cstddef>
#include <vector>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being chosen.
class ChangesPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_choice(const PanelState& state, command::CommandQueue& commands);
    static void draw_result(const ChangesState& changes, command::CommandQueue& commands);
    std::size_t before_ = 1, after_ = 0;  // Among the city models that are open.
};

}  // namespace belvedere::panels
