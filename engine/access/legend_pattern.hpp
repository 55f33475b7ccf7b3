// SPDX-License-Identifier: Apache-2.0
// Patterns that tell the entries of a legend apart for whoever does not tell their colours apart
// (EN 301 549, 11.1.4.1: colour is never the only means). Pure.
#pragma once

#include <cstddef>
#include <span>

#include "engine/access/contrast.hpp"

namespace belvedere::access {

// A rectangle inside a swatch, whose sides run from 0 to 1.
struct PatternBox {
    float x0 = 0.0F, y0 = 0.0F, x1 = 1.0F, y1 = 1.0F;
};

// As many as a style by attribute has classes at most, with those of no value and of all others.
inline constexpr std::size_t kLegendPatterns = 12;
// What is drawn on the swatch of entry `index` in pattern_ink(); the first is plain. Entries beyond
// kLegendPatterns begin again.
[[nodiscard]] std::span<const PatternBox> legend_pattern(std::size_t index);
// Black or white, whichever stands out more: at least 4.5:1 on any colour.
[[nodiscard]] Color8 pattern_ink(const Color8& ground);

}  // namespace belvedere::access
