// SPDX-License-Identifier: Apache-2.0
// What lies on the picture of live devices: the legend of their symbols.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/drawing.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

struct PanelState;

struct DeviceLegendRow {
    std::uint32_t rgba = 0;
    std::vector<std::vector<ui::Point>> shape;  // Convex parts, as ui::legend_shape has them.
    std::string meaning;
};
struct DeviceOverlay {
    std::string title;  // Empty: there are no devices.
    std::vector<DeviceLegendRow> legend;
    std::vector<std::string> values;  // Sentences on what is laid over the city; empty: nothing.
    std::string states;               // "1,190 simulated, 12 stale"; empty: nothing is to be said.
    std::string tint;                 // How buildings are coloured; empty: they are not.
};

// A box at the lower left of the picture; nothing where the picture has no room for it. `view` is
// the picture's rectangle of the layout. Main thread, inside a ui::Frame.
void draw_device_legend(const PanelState& state, const ui::Rect& view);

}  // namespace belvedere::panels
