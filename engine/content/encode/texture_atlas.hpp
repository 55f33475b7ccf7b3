// SPDX-License-Identifier: Apache-2.0
// Many small pictures on few large ones: a tile of textured buildings has hundreds of pictures, and
// each of them would be a draw call of its own in every viewer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::content::encode {

// A side of a page; graphics devices of every kind take it.
inline constexpr std::uint32_t kAtlasSide_px = 4096;
// Repeated edge around each picture, so that neighbours do not bleed in at the first mip levels.
inline constexpr std::uint32_t kAtlasGutter_px = 4;
// Larger pictures gain nothing from sharing.
inline constexpr std::uint32_t kAtlasItem_px = 2048;

struct AtlasSize {
    std::uint32_t width_px = 0, height_px = 0;  // 1 ... kAtlasItem_px each.
};
// Where a picture lies, without its gutter.
struct AtlasPlace {
    std::uint32_t page = 0, x_px = 0, y_px = 0;
};
struct AtlasPlan {
    std::vector<AtlasPlace> places;  // One for each size given.
    std::vector<AtlasSize> pages;
};

// Rows of pictures, the tallest first, on pages as small as they may be. Pure; the same sizes give
// the same plan.
[[nodiscard]] AtlasPlan plan_atlas(std::span<const AtlasSize> sizes);

// A part of a picture of RGBA rows.
struct AtlasPiece {
    ByteView rgba;  // Of the whole picture.
    std::uint32_t row_px = 0;
    std::uint32_t x_px = 0, y_px = 0;
    AtlasSize size;
};
// Copies a piece to its place, and its edges into the gutter.
void paint(PixelImage& page, const AtlasPlace& place, const AtlasPiece& piece);

}  // namespace belvedere::content::encode
