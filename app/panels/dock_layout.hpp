// SPDX-License-Identifier: Apache-2.0
// Where the parts of the window stand. A pure function of what the person wants and of the room
// there is: docks have the size they were given, but never less than can be used nor so much that
// the picture has under kViewShareMin of the window.
#pragma once

#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

inline constexpr float kViewShareMin = 0.4F;
// Logical pixels below which nothing in a dock can be read; narrow windows go below.
inline constexpr float kDockWidthMin_px = 180.0F;
inline constexpr float kDockHeightMin_px = 110.0F;

// The window and the theme's sizes.
struct WindowRoom {
    float width_px = 1280.0F, height_px = 720.0F;  // Physical.
    float scale = 1.0F;                            // Physical pixels of a logical one.
    // Logical.
    float toolbar_px = 40.0F, statusbar_px = 30.0F;
    float dock_width_px = 336.0F, dock_height_px = 236.0F;  // Of docks nobody has sized.
    float edge_px = 8.0F;                                   // Of what docks are sized by.
};

// One dock, logical pixels. `low` <= `size` <= `high`, the ends of the splitter's way now.
struct DockExtent {
    double size = 0.0, low = 0.0, high = 0.0;
};

// Physical pixels. A closed dock and its edge are empty.
struct Places {
    ui::Rect toolbar, status, view;
    ui::Rect left, right, bottom;                 // Without their edges.
    ui::Rect left_edge, right_edge, bottom_edge;  // Towards the view.
    DockExtent left_extent, right_extent, bottom_extent;
};

[[nodiscard]] Places arrange(const LayoutState& layout, const WindowRoom& room);

}  // namespace belvedere::panels
