// SPDX-License-Identifier: Apache-2.0
#include "engine/content/pixel_layout.hpp"

#include <algorithm>
#include <bit>

namespace belvedere::content {

std::uint64_t level_bytes(PixelFormat format, ImageSize size) {
    const std::uint64_t width = size.width, height = size.height;
    if (format == PixelFormat::kRgba8) return width * height * 4;
    const std::uint64_t blocks = ((width + 3) / 4) * ((height + 3) / 4);
    const bool is_small = format == PixelFormat::kBc1 || format == PixelFormat::kBc4;
    return blocks * (is_small ? 8 : 16);
}

ImageSize level_size(ImageSize size, std::uint32_t level) {
    const std::uint32_t shift = std::min(level, 31U);
    return {std::max(size.width >> shift, 1U), std::max(size.height >> shift, 1U)};
}

std::uint64_t level_offset(PixelFormat format, ImageSize size, std::uint32_t level) {
    std::uint64_t offset = 0;
    for (std::uint32_t i = 0; i < level; ++i) {
        offset += (level_bytes(format, level_size(size, i)) + 15) & ~std::uint64_t{15};
    }
    return offset;
}

std::uint32_t full_chain_levels(ImageSize size) {
    return static_cast<std::uint32_t>(std::bit_width(std::max({size.width, size.height, 1U})));
}

}  // namespace belvedere::content
