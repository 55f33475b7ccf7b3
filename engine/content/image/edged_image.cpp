// SPDX-License-Identifier: Apache-2.0
#include "engine/content/image/edged_image.hpp"

#include <cstring>

#include "engine/content/limits.hpp"

namespace belvedere::content {

Result<ImageRecord> edged_image(const ImageRecord& image, Rgba8 edge, TileContentBuilder& builder) {
    if (image.format != PixelFormat::kRgba8) {
        return fail(ErrorKind::kUnsupported, "an image in blocks has no room for an edge");
    }
    const ImageSize size{image.width + 2, image.height + 2};
    if (size.width > limits::kImageSize_px || size.height > limits::kImageSize_px) {
        return fail(ErrorKind::kLimit, "image is over limits::kImageSize_px");
    }
    ImageRecord record = image;
    record.width = size.width;
    record.height = size.height;
    record.levels = full_chain_levels(size);
    record.pixels_bytes = level_offset(record.format, size, record.levels);
    if (builder.pixels().size() + record.pixels_bytes > limits::kImageBytes) {
        return fail(ErrorKind::kLimit, "images together are over limits::kImageBytes");
    }
    record.pixels_offset = builder.add_pixels(record.pixels_bytes);
    const std::size_t row_bytes = std::size_t{image.width} * sizeof(Rgba8);
    const std::size_t stride = std::size_t{size.width} * sizeof(Rgba8);
    const std::byte* source = builder.pixels().data() + image.pixels_offset;
    const auto chain =
        std::span(builder.pixels()).subspan(record.pixels_offset, record.pixels_bytes);
    for (std::size_t i = 0; i < std::size_t{size.width} * size.height; ++i)
        std::memcpy(chain.data() + i * sizeof(Rgba8), &edge, sizeof edge);
    for (std::uint32_t y = 0; y < image.height; ++y) {
        std::memcpy(chain.data() + (y + 1) * stride + sizeof(Rgba8), source + y * row_bytes,
                    row_bytes);
    }
    fill_mip_chain(chain, size, record.levels,
                   image.is_srgb != 0 ? ColorSpace::kSrgb : ColorSpace::kLinear);
    return record;
}

}  // namespace belvedere::content
