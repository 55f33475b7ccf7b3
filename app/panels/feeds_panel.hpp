// SPDX-License-Identifier: Apache-2.0
// Feeds: where live values come from, how each fares, and what became of all they sent.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/contexts_section.hpp"
#include "app/panels/descriptions_section.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

class FeedsPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string url_;  // As it is typed.
    ContextsSection contexts_;
    DescriptionsSection descriptions_;
};

}  // namespace belvedere::panels
