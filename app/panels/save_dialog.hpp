// SPDX-License-Identifier: Apache-2.0
// Where the project is to be saved; asks before it replaces another file.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class SaveDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string path_;
    std::string asked_of_;  // The path that was found to be there already.
    bool was_open_ = false;
};

}  // namespace belvedere::panels
