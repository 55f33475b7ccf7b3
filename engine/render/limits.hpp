// SPDX-License-Identifier: Apache-2.0
// Every limit of the renderer, with the reason for its value.
#pragma once

#include <cstdint>

namespace belvedere::render::limits {

// Styled features at once: 32 M are 256 MiB on the GPU, ten times a large city.
inline constexpr std::uint32_t kStyledFeatures = 32u << 20;
inline constexpr std::uint32_t kStyledFeaturesFirst = 64u << 10;  // 512 KiB to begin with.
// Lines, dots and box edges of one frame: 48 bytes each, 12 MiB.
inline constexpr std::uint32_t kOverlays = 262'144;
// Columns of one frame: 48 bytes and 60 vertices each.
inline constexpr std::uint32_t kColumns = 32'768;
// Symbols of one buffer: 20 bytes each, 80 MB on either side.
inline constexpr std::uint32_t kSymbols = 4u << 20;
// Cells of a field, each side: 1 MiB of half floats.
inline constexpr std::uint32_t kFieldSize = 512;
// Pixels of a picked rectangle, each side: a marquee over a 4K screen.
inline constexpr std::uint32_t kPickSize_px = 4'096;
// Pixels of a target, each side.
inline constexpr std::uint32_t kTargetSize_px = 16'384;
// What a part of a picture is drawn with around it, so that occlusion, edges and smoothing see the
// neighbourhood: as far as occlusion looks at most.
inline constexpr std::uint32_t kPartMargin_px = 96;
// Images of the user interface: glyph pages, icons, thumbnails.
inline constexpr std::uint32_t kUiImages = 1'024;
inline constexpr std::uint32_t kUiImageSize_px = 8'192;
// Triangles drawn for the ground disc are fixed: rings times sectors times two.
inline constexpr int kGroundRings = 24;
inline constexpr int kGroundSectors = 64;

}  // namespace belvedere::render::limits
