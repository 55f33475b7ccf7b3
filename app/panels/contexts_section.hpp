// SPDX-License-Identifier: Apache-2.0
// ContextsSection: from where the JSON-LD contexts that messages name may be fetched, and which of
// them are missed.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/live_state.hpp"

namespace belvedere::panels {

// A part of the panel of feeds.
class ContextsSection {
  public:
    void draw(const FeedsState& state, command::CommandQueue& commands);

  private:
    std::string address_;  // As it is typed.
};

}  // namespace belvedere::panels
