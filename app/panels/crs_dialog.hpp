// SPDX-License-Identifier: Apache-2.0
// Asks where on Earth a model stands whose file does not say.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class CrsDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string typed_;
    bool was_open_ = false;
};

}  // namespace belvedere::panels
