// SPDX-License-Identifier: Apache-2.0
// The picture in words: the view sentence, the object one stands at, the objects in view.
#pragma once

#include <cstdint>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class DescribePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_filter(const DescribeState& told, command::CommandQueue& commands);

    std::string filter_;
    std::uint64_t filter_asked_ = 0;
};

}  // namespace belvedere::panels
