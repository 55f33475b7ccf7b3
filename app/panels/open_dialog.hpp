// SPDX-License-Identifier: Apache-2.0
// Opening a further source, with its CRS and height reference when the file does not say them.
#pragma once

#include <cstddef>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class OpenDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string uri_;
    std::string crs_;
    std::size_t vertical_ = 0;
    bool was_open_ = false;
};

}  // namespace belvedere::panels
