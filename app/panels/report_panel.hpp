// SPDX-License-Identifier: Apache-2.0
// The import report of a city model: what was left out, mended or missing, object by object.
#pragma once

#include <cstddef>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class ReportPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string path_;
};

}  // namespace belvedere::panels
