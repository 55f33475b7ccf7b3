// SPDX-License-Identifier: Apache-2.0
// The city in words as panels show it, and the outline of the current object.
#pragma once

#include "app/panels/panel_state.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Fills `state.describe` when it was told anew, and adds the outline to `state.overlay`.
void fill_told(const Session& session, panels::PanelState& state);

}  // namespace belvedere::window
