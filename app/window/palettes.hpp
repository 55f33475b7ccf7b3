// SPDX-License-Identifier: Apache-2.0
// Colours for classes and categories that can be told apart with every kind of colour vision.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/contrast.hpp"

namespace belvedere::window {

// Names of the palettes for classes; the first is the one to begin with.
[[nodiscard]] std::vector<std::string> palette_names();
// So many colours (2 or more) along the palette, in its order, spaced so that neighbours stand
// equally far apart for whoever sees them worst: usual, protan, deutan and tritan sight, by
// CIEDE2000. Empty for an unknown palette. Takes under a millisecond.
[[nodiscard]] std::vector<access::Color8> class_colors(std::string_view palette,
                                                       std::size_t classes);

// For values without an order: any two of them, and kOtherColor, are at least 15 apart (CIEDE2000)
// with each kind of sight.
[[nodiscard]] std::span<const access::Color8> category_colors();
inline constexpr access::Color8 kOtherColor = {200, 200, 200};

}  // namespace belvedere::window
