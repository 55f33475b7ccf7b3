// SPDX-License-Identifier: Apache-2.0
// The start page: demo city, last session, open a file, connect to a server, recent ones.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed, and that the keyboard was
// brought to the offer of the first start: a person who cannot see it is told of it first.
class StartPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_offer(const AccessibilityState& page, command::CommandQueue& commands);

    std::string uri_;
    std::string address_;
    bool is_offer_shown_ = false;
};

}  // namespace belvedere::panels
