// SPDX-License-Identifier: Apache-2.0
// Pixels to the bytes of a picture file. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::encode {

// 8-bit RGBA or RGB, sRGB, rows from top to bottom without padding.
struct PixelImage {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t channels = 4;  // 3 or 4.
    std::vector<std::uint8_t> pixels;
};

// PNG (ISO/IEC 15948), lossless. kUsage when the pixel count does not match the size.
[[nodiscard]] Result<Bytes> encode_png(const PixelImage& image);
// Baseline JPEG, 4:2:0, alpha dropped; quality 1 ... 100.
[[nodiscard]] Result<Bytes> encode_jpeg(const PixelImage& image, int quality);
// WebP, lossless when quality is 100, else lossy.
[[nodiscard]] Result<Bytes> encode_webp(const PixelImage& image, int quality);

}  // namespace belvedere::content::encode
