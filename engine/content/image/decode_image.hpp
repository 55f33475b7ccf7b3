// SPDX-License-Identifier: Apache-2.0
// An image file of any supported kind to pixels with their mip levels, ready for the GPU.
#pragma once

#include "engine/content/image/mip_chain.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// Told apart by their first bytes: JPEG, PNG, WebP, TIFF, KTX2. Appends the pixels to the builder's
// and returns the record (not yet appended). Dimensions are checked before memory is taken: kLimit
// over limits::kImageSize_px or, for all images of the builder together, limits::kImageBytes.
// kUnsupported for other kinds, kBadData for a broken file; the builder is then as it was.
[[nodiscard]] Result<ImageRecord> decode_image(ByteView file, ColorSpace color_space,
                                               TileContentBuilder& builder);

// Level 0 alone, as RGBA8, for reading numbers out of textures. Not KTX2.
struct PlainImage {
    ImageSize size;
    Bytes rgba;
};
[[nodiscard]] Result<PlainImage> decode_plain_image(ByteView file);

}  // namespace belvedere::content
