// SPDX-License-Identifier: Apache-2.0
// An image with one more row of pixels on each side.
#pragma once

#include "engine/content/image/mip_chain.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// Appends the pixels of `image` with a frame of one pixel of `edge` around it, and its mip levels,
// to the builder's; returns the record (not yet appended). Whoever clamps coordinates at the frame
// sees its colour beyond the image. kLimit as of decode_image(); kUnsupported for images in blocks.
[[nodiscard]] Result<ImageRecord> edged_image(const ImageRecord& image, Rgba8 edge,
                                              TileContentBuilder& builder);

}  // namespace belvedere::content
