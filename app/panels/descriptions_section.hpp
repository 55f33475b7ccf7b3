// SPDX-License-Identifier: Apache-2.0
// Which files describe devices; a part of the feeds panel.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Keeps the path that is being typed.
class DescriptionsSection {
  public:
    void draw(const FeedsState& state, command::CommandQueue& commands);

  private:
    std::string path_;
};

}  // namespace belvedere::panels
