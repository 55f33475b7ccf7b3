// SPDX-License-Identifier: Apache-2.0
// The shapes of symbols as polygons, for legends.
#pragma once

#include <vector>

#include <glm/vec2.hpp>

#include "app/layers/sign.hpp"

namespace belvedere::layers {

// Convex parts that together look like the shape that the renderer draws, in a box from -1 to 1, y
// down; corners clockwise on the screen. Pure.
[[nodiscard]] std::vector<std::vector<glm::vec2>> symbol_outline(SignShape shape);

}  // namespace belvedere::layers
