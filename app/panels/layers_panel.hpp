// SPDX-License-Identifier: Apache-2.0
// Layers: order, visibility, opacity, groups, properties and what went wrong.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/model_section.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class LayersPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_row(const LayersState& state, std::size_t index, command::CommandQueue& commands);
    void draw_group(const LayersState& state, std::size_t first, command::CommandQueue& commands);
    void draw_properties(const PanelState& panels, command::CommandQueue& commands);

    std::string group_;  // As typed; follows the layer's when another is chosen or it changes.
    std::string group_before_;
    std::string feature_ids_, feature_ids_before_;  // Likewise.
    ModelSection model_;
    std::size_t group_of_ = static_cast<std::size_t>(-1);
};

}  // namespace belvedere::panels
