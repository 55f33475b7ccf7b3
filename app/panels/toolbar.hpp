// SPDX-License-Identifier: Apache-2.0
// The bar at the top: menus made of commands, and the switches of the docks.
#pragma once

#include <optional>
#include <string_view>

#include "app/command/command_queue.hpp"
#include "app/command/message.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// The menu that a command stands in; nothing for those that only keys and the palette run.
[[nodiscard]] std::optional<Message> menu_of(std::string_view command);

// Inside a ui::Frame, inside a bar region.
void draw_toolbar(const PanelState& state, command::CommandQueue& commands);

}  // namespace belvedere::panels
