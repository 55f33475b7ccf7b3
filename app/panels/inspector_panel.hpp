// SPDX-License-Identifier: Apache-2.0
// The picked feature: attributes with their types, and what can be done with it.
#pragma once

#include <cstdint>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class InspectorPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string filter_;
    std::int64_t parts_current_ = -1;  // Whose place in the tree of parts was shown last.
};

}  // namespace belvedere::panels
