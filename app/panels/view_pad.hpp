// SPDX-License-Identifier: Apache-2.0
// The view pad: buttons on the picture that do what drags and keys do there.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// Where the buttons begin, physical pixels; where the view ends when they are not shown.
[[nodiscard]] float pad_top(const PanelState& state, const ui::Rect& view);
// The buttons take all of the picture's height: nothing stands below them.
[[nodiscard]] bool pad_fills(const PanelState& state, const ui::Rect& view);
// Camera steps and the object cursor, for who cannot drag, has no keyboard or scans with a switch.
// `view` is the picture's rectangle of the layout; the pad stands at its lower edge, in as many
// rows as it takes. Main thread, inside a ui::Frame.
void draw_view_pad(const PanelState& state, const ui::Rect& view, command::CommandQueue& commands);

}  // namespace belvedere::panels
