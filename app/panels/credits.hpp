// SPDX-License-Identifier: Apache-2.0
// Whom the city is by, on the picture: as attribution asks for, it is always there and always
// whole.
#pragma once

#include <string>
#include <vector>

#include "app/panels/overlays.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Distance of what lies on the picture from its edges, logical pixels.
inline constexpr float kPictureMargin = 18.0F;

// Scale bar, compass and what is told would lie on each other there; whom the city is by is said in
// any case.
[[nodiscard]] bool is_low(const ui::Rect& view);

// Where the credits stand in the lower corner; physical pixels.
struct Credits {
    std::vector<std::string> labels;  // From top to bottom.
    float room = 0.0F;                // Each takes so much at most.
    float left = 0.0F;                // From the edge of the picture.
    float lift = 0.0F;                // Above the scale bar where they do not fit beside it.
    float height = 0.0F;
};

// As many to a label as there is room for; one label of all where they would not fit as several.
[[nodiscard]] Credits credits_of(const OverlayState& overlay, const ui::Rect& view);
void draw_credits(const OverlayState& overlay, const ui::Rect& view);

}  // namespace belvedere::panels
