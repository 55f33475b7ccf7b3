// SPDX-License-Identifier: Apache-2.0
// Bindings: which devices belong to which objects, what has none, and conflicts of identity.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

class BindingsPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
