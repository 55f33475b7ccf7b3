// SPDX-License-Identifier: Apache-2.0
// Properties that city models have beside those of every layer: level of detail, which objects are
// shown, where they stand, and the report.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class ModelSection {
  public:
    void draw(const PanelState& state, std::size_t layer, command::CommandQueue& commands);

  private:
    void draw_filter(const PanelState& state, std::size_t layer, command::CommandQueue& commands);

    std::size_t of_ = static_cast<std::size_t>(-1);
    std::string filter_, filter_before_;  // As typed; follows the layer's when that changes.
    std::size_t attribute_ = 0, relation_ = 0;
    std::string value_;
};

}  // namespace belvedere::panels
