// SPDX-License-Identifier: Apache-2.0
// The accessibility page's section on sound, speech and captions.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame.
void draw_sound_section(const AccessibilityState& page, command::CommandQueue& commands);

}  // namespace belvedere::panels
