// SPDX-License-Identifier: Apache-2.0
#include "engine/content/image/mip_chain.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace belvedere::content {

namespace {

// Two rows of `width` pixels added up, as sums of squares for colours that stand for light.
void add_rows(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t channels,
              bool is_squared, float* sums) {
    if (!is_squared) {
        for (std::size_t i = 0; i < channels; ++i) {
            sums[i] = static_cast<float>(upper[i]) + static_cast<float>(lower[i]);
        }
        return;
    }
    for (std::size_t i = 0; i < channels; ++i) {
        const float a = upper[i], b = lower[i];
        // Every fourth channel is alpha, which is never squared.
        sums[i] = i % 4 == 3 ? a + b : a * a + b * b;
    }
}

void halve_row(const float* sums, std::size_t source_width, std::size_t width, bool is_squared,
               std::uint8_t* out) {
    for (std::size_t x = 0; x < width; ++x) {
        const float* left = sums + std::min(2 * x, source_width - 1) * 4;
        const float* right = sums + std::min(2 * x + 1, source_width - 1) * 4;
        for (std::size_t k = 0; k < 4; ++k) {
            const float mean = (left[k] + right[k]) * 0.25F;
            const float value = is_squared && k != 3 ? std::sqrt(mean) : mean;
            // Never negative, and a call of lround for each would cost more than all the rest.
            // NOLINTNEXTLINE(bugprone-incorrect-roundings)
            out[x * 4 + k] = static_cast<std::uint8_t>(value + 0.5F);
        }
    }
}

}  // namespace

void fill_mip_chain(std::span<std::byte> chain, ImageSize size, std::uint32_t levels,
                    ColorSpace color_space) {
    const bool is_squared = color_space == ColorSpace::kSrgb;
    std::vector<float> sums(std::size_t{size.width} * 4);
    auto* bytes = reinterpret_cast<std::uint8_t*>(chain.data());
    for (std::uint32_t level = 1; level < levels; ++level) {
        const ImageSize from = level_size(size, level - 1), to = level_size(size, level);
        const std::uint8_t* source = bytes + level_offset(PixelFormat::kRgba8, size, level - 1);
        std::uint8_t* target = bytes + level_offset(PixelFormat::kRgba8, size, level);
        const std::size_t source_stride = std::size_t{from.width} * 4;
        for (std::uint32_t y = 0; y < to.height; ++y) {
            const std::size_t upper = std::min(2 * y, from.height - 1);
            const std::size_t lower = std::min(2 * y + 1, from.height - 1);
            add_rows(source + upper * source_stride, source + lower * source_stride, source_stride,
                     is_squared, sums.data());
            halve_row(sums.data(), from.width, to.width, is_squared,
                      target + std::size_t{y} * to.width * 4);
        }
    }
}

}  // namespace belvedere::content
