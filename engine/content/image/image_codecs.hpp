// SPDX-License-Identifier: Apache-2.0
// JPEG, PNG, WebP and TIFF files to RGBA8, each behind the same two questions.
#pragma once

#include <span>

#include "engine/content/pixel_layout.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// A file format that is read whole. Any thread; no state.
struct ImageCodec {
    // From the header alone; the caller checks it before any memory is taken.
    Result<ImageSize> (*size)(ByteView file);
    // Fills width * height * 4 bytes, straight alpha, top row first; 16-bit channels are reduced.
    Result<void> (*decode)(ByteView file, ImageSize size, std::span<std::byte> rgba);
};

extern const ImageCodec kJpegCodec;  // libjpeg-turbo; not CMYK.
extern const ImageCodec kPngCodec;   // libpng; every colour type.
extern const ImageCodec kTiffCodec;  // libtiff; the first picture, what it can make RGBA of.
extern const ImageCodec kWebpCodec;  // libwebp; lossy and lossless, not animated.

}  // namespace belvedere::content
