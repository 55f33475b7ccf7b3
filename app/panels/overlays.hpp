// SPDX-License-Identifier: Apache-2.0
// What lies over the picture: scale bar, north arrow, outlines, credits, notices; and the status
// bar.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// `view` is the visible part of the picture in physical pixels.
void draw_overlays(const PanelState& state, const ui::Rect& view, command::CommandQueue& commands);
// How much higher than one line what was told last of an object is; physical pixels.
[[nodiscard]] float told_growth(const PanelState& state, const ui::Rect& view);
// What sounds say, as large and where the person wants it.
void draw_captions(const PanelState& state, const ui::Rect& view);
// Inside a bar region; it has the last notice when `view` is too narrow for them.
void draw_status_bar(const PanelState& state, const ui::Rect& view,
                     command::CommandQueue& commands);

}  // namespace belvedere::panels
