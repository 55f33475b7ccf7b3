// SPDX-License-Identifier: Apache-2.0
// The colours of a comparison: four of category_colors(), which any sight tells apart.
#pragma once

#include <cstdint>

#include "app/panels/models_state.hpp"
#include "app/window/palettes.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::window {

// Which of category_colors(): green, red and yellow as far as sight allows.
inline constexpr std::size_t kAddedColor = 2, kRemovedColor = 5, kChangedColor = 3;
// What is the same keeps a little of its own look.
inline constexpr render::Color kSameTint{kOtherColor.r, kOtherColor.g, kOtherColor.b, 235};

[[nodiscard]] inline render::Color tint_of(panels::ChangeKind kind) {
    const std::size_t place = kind == panels::ChangeKind::kAdded     ? kAddedColor
                              : kind == panels::ChangeKind::kRemoved ? kRemovedColor
                                                                     : kChangedColor;
    const access::Color8 color = category_colors()[place];
    return {color.r, color.g, color.b, 255};
}

// As legends have it.
[[nodiscard]] inline std::uint32_t legend_rgba(render::Color color) {
    return 0xFF000000U | std::uint32_t{color.b} << 16 | std::uint32_t{color.g} << 8 | color.r;
}

}  // namespace belvedere::window
