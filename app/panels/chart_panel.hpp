// SPDX-License-Identifier: Apache-2.0
// Chart: series over time, to be seen, read and heard.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// The chart itself, as the panel and a picture of it have it; commands "chart.play" come of it.
void draw_time_chart(const ChartState& chart, float height_px, command::CommandQueue& commands);

class ChartPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
