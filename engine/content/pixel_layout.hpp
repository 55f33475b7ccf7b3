// SPDX-License-Identifier: Apache-2.0
// How the levels of an image lie in the pixel section of a TileContent.
#pragma once

#include <cstdint>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

struct ImageSize {
    std::uint32_t width = 1, height = 1;
};

// Bytes of one tightly packed image: 4 a pixel for RGBA8, 8 or 16 for each 4 x 4 block otherwise.
[[nodiscard]] std::uint64_t level_bytes(PixelFormat format, ImageSize size);
// The size of mip level `level`: halved and rounded down each time, never below 1.
[[nodiscard]] ImageSize level_size(ImageSize size, std::uint32_t level);
// Where `level` starts, counted from level 0; every level starts at a multiple of 16. For
// level = levels it is what the whole chain occupies. Needs size <= limits::kImageSize_px.
[[nodiscard]] std::uint64_t level_offset(PixelFormat format, ImageSize size, std::uint32_t level);
// Levels of a full chain down to 1 x 1.
[[nodiscard]] std::uint32_t full_chain_levels(ImageSize size);

}  // namespace belvedere::content
