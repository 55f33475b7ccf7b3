// SPDX-License-Identifier: Apache-2.0
// ShownChart: the chart's plain values as the widget takes them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/panels/live_state.hpp"
#include "app/ui/time_chart.hpp"

namespace belvedere::panels {

// Main thread. Must not outlive the state that it is made of; pixels are physical.
class ShownChart {
  public:
    ShownChart(const ChartState& state, float height_px);
    ShownChart(const ShownChart&) = delete;
    ShownChart& operator=(const ShownChart&) = delete;
    [[nodiscard]] const ui::TimeChart& chart() const { return chart_; }

  private:
    std::vector<ui::TimeSeries> series_;
    std::vector<ui::TimeMark> marks_;
    ui::TimeChart chart_;
};

// Units and states that are drawn under one another; at least 1.
[[nodiscard]] std::size_t bands_of(const ChartState& chart);
// "14:05", with seconds where the time shown is short and the day where it is long.
[[nodiscard]] std::string moment_text(const ChartState& chart, double at_s);

// ui::time_chart_sentence() of it.
[[nodiscard]] std::string chart_sentence(const ChartState& chart);

}  // namespace belvedere::panels
