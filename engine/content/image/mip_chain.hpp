// SPDX-License-Identifier: Apache-2.0
// Smaller levels of an RGBA8 image.
#pragma once

#include <span>

#include "engine/content/pixel_layout.hpp"

namespace belvedere::content {

enum class ColorSpace { kLinear, kSrgb };

// Fills levels 1 and up of `chain`, whose level 0 stands, each by averaging 2 x 2 pixels (an odd
// last row or column is averaged with its neighbour). sRGB colours are averaged as light, with the
// transfer curve taken as a square: within 2/255 of the exact curve, and plain arithmetic that
// compilers turn into vector code.
void fill_mip_chain(std::span<std::byte> chain, ImageSize size, std::uint32_t levels,
                    ColorSpace color_space);

}  // namespace belvedere::content
