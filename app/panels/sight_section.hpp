// SPDX-License-Identifier: Apache-2.0
// The sections of the accessibility page on colours, flashing and magnifying: how others see the
// picture, colours moved for one's own sight, the limit on flashes, and the lens.
#pragma once

#include <string>
#include <string_view>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// Of a kind of sight (access::kColorVisionNames), in the person's language; an unknown one is
// usual.
[[nodiscard]] std::string sight_text(std::string_view vision);

// Main thread, inside a section of the page.
void draw_sight(const PanelState& state, command::CommandQueue& commands);
// The magnifier in the picture; a section of its own.
void draw_lens_settings(const PanelState& state, command::CommandQueue& commands);
// The sign over the start page, for as long as it is not shown in its own colours; over a city it
// is among the notices.
void draw_sight_sign(const PanelState& state, const ui::Rect& view);

}  // namespace belvedere::panels
