// SPDX-License-Identifier: Apache-2.0
// What the device's card and the inspector say of bindings and identities.
#pragma once

#include "app/command/command_queue.hpp"
#include "app/panels/twins_state.hpp"

namespace belvedere::panels {

// Where the device belongs, who it is elsewhere, and its message as it came.
void draw_twin_sections(const TwinCard& card, command::CommandQueue& commands);
// Devices of the inspected object; nothing without any.
void draw_feature_devices(const LinksState& links, command::CommandQueue& commands);

}  // namespace belvedere::panels
