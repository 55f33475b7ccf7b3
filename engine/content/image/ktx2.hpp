// SPDX-License-Identifier: Apache-2.0
// KTX 2.0 files (Khronos specification 2.0.3): plain or Zstandard levels of RGBA8, R8, RG8, RGB8
// and the block formats a TileContent can hold.
#pragma once

#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

struct Ktx2Image {
    std::uint32_t width = 0, height = 0;
    PixelFormat format = PixelFormat::kRgba8;
    std::vector<Bytes> levels;  // Tightly packed, largest first.
};

[[nodiscard]] bool is_ktx2(ByteView file);
// kUnsupported for Basis Universal (no transcoder here), arrays, cubes, volumes and other formats,
// each named; kBadData for a broken file; kLimit over limits::kImageSize_px or kImageBytes.
[[nodiscard]] Result<Ktx2Image> decode_ktx2(ByteView file);

}  // namespace belvedere::content
