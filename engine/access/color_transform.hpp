// SPDX-License-Identifier: Apache-2.0
// ColorTransform: what becomes of every colour of a picture, as plain numbers that a GPU can take
// over: it stands for a kind of sight, or for a correction made for one.
#pragma once

#include <array>

#include "engine/access/contrast.hpp"

namespace belvedere::access {

// From linear light to linear light of sRGB's primaries, row by row.
using ColorMatrix = std::array<double, 9>;
inline constexpr ColorMatrix kSameColors = {1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0};

[[nodiscard]] LinearColor product(const ColorMatrix& matrix, const LinearColor& color);
// From `from` at share 0 to `to` at share 1.
[[nodiscard]] ColorMatrix mixed(const ColorMatrix& from, const ColorMatrix& to, double share);

// A plane through black parts the colours in two halves, each with its matrix; on the plane both
// say the same. Most kinds of sight need one matrix only: then both are equal. Plain data.
struct ColorTransform {
    ColorMatrix first = kSameColors;   // On the side that the normal points to, and on the plane.
    ColorMatrix second = kSameColors;  // On the other.
    LinearColor normal;
};
// Values may leave 0 to 1; a screen cuts them (encoded()).
[[nodiscard]] LinearColor transformed(const ColorTransform& transform, const LinearColor& color);

}  // namespace belvedere::access
