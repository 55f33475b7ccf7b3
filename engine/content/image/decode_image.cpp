// SPDX-License-Identifier: Apache-2.0
#include "engine/content/image/decode_image.hpp"

#include <cstring>

#include "engine/content/image/image_codecs.hpp"
#include "engine/content/image/ktx2.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace {

const ImageCodec* codec_of(ByteView file) {
    const std::string_view text = as_text(file);
    if (text.starts_with("\xFF\xD8\xFF")) return &kJpegCodec;
    if (text.starts_with("\x89PNG\r\n\x1A\n")) return &kPngCodec;
    if (text.starts_with("RIFF") && text.size() > 12 && text.substr(8, 4) == "WEBP") {
        return &kWebpCodec;
    }
    // In either order of bytes, with offsets of 32 or of 64 bits.
    using namespace std::string_view_literals;
    for (const std::string_view start : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
        if (text.starts_with(start)) return &kTiffCodec;
    }
    return nullptr;
}

Result<ImageSize> checked_size(const ImageCodec* codec, ByteView file) {
    if (codec == nullptr) {
        return fail(ErrorKind::kUnsupported, "image is not JPEG, PNG, WebP, TIFF or KTX2");
    }
    auto size = codec->size(file);
    if (!size) return size;
    if (size->width == 0 || size->height == 0) {
        return fail(ErrorKind::kBadData, "image has no pixels");
    }
    if (size->width > limits::kImageSize_px || size->height > limits::kImageSize_px) {
        return fail(ErrorKind::kLimit, "image is over limits::kImageSize_px");
    }
    return size;
}

Result<std::uint64_t> reserve_pixels(TileContentBuilder& builder, std::uint64_t bytes) {
    if (builder.pixels().size() + bytes > limits::kImageBytes) {
        return fail(ErrorKind::kLimit, "images together are over limits::kImageBytes");
    }
    return builder.add_pixels(bytes);
}

ImageRecord record_of(ImageSize size, std::uint32_t levels, PixelFormat format,
                      ColorSpace color_space) {
    ImageRecord record{};
    record.width = size.width;
    record.height = size.height;
    record.levels = levels;
    record.format = format;
    record.pixels_bytes = level_offset(format, size, levels);
    record.is_srgb = color_space == ColorSpace::kSrgb ? 1 : 0;
    return record;
}

Result<ImageRecord> decode_container(ByteView file, ColorSpace color_space,
                                     TileContentBuilder& builder) {
    auto image = decode_ktx2(file);
    if (!image) return fail(std::move(image.error()));
    const ImageSize size{image->width, image->height};
    const auto stored = static_cast<std::uint32_t>(image->levels.size());
    // A lone RGBA8 level gets its chain here; blocks cannot be averaged.
    const bool is_built = image->format == PixelFormat::kRgba8 && stored == 1;
    ImageRecord record =
        record_of(size, is_built ? full_chain_levels(size) : stored, image->format, color_space);
    auto offset = reserve_pixels(builder, record.pixels_bytes);
    if (!offset) return fail(std::move(offset.error()));
    record.pixels_offset = *offset;
    const auto chain = std::span(builder.pixels()).subspan(*offset, record.pixels_bytes);
    for (std::uint32_t level = 0; level < stored; ++level) {
        std::memcpy(chain.data() + level_offset(image->format, size, level),
                    image->levels[level].data(), image->levels[level].size());
    }
    if (is_built) fill_mip_chain(chain, size, record.levels, color_space);
    return record;
}

}  // namespace

Result<ImageRecord> decode_image(ByteView file, ColorSpace color_space,
                                 TileContentBuilder& builder) {
    if (is_ktx2(file)) return decode_container(file, color_space, builder);
    const ImageCodec* codec = codec_of(file);
    auto size = checked_size(codec, file);
    if (!size) return fail(std::move(size.error()));
    ImageRecord record =
        record_of(*size, full_chain_levels(*size), PixelFormat::kRgba8, color_space);
    const std::size_t before = builder.pixels().size();
    auto offset = reserve_pixels(builder, record.pixels_bytes);
    if (!offset) return fail(std::move(offset.error()));
    record.pixels_offset = *offset;
    const auto chain = std::span(builder.pixels()).subspan(*offset, record.pixels_bytes);
    auto decoded = codec->decode(file, *size, chain.first(level_bytes(PixelFormat::kRgba8, *size)));
    if (!decoded) {
        builder.pixels().resize(before);
        return fail(std::move(decoded.error()));
    }
    fill_mip_chain(chain, *size, record.levels, color_space);
    return record;
}

Result<PlainImage> decode_plain_image(ByteView file) {
    const ImageCodec* codec = codec_of(file);
    auto size = checked_size(codec, file);
    if (!size) return fail(std::move(size.error()));
    PlainImage image{*size, Bytes(level_bytes(PixelFormat::kRgba8, *size), std::byte{0})};
    auto decoded = codec->decode(file, *size, image.rgba);
    if (!decoded) return fail(std::move(decoded.error()));
    return image;
}

}  // namespace belvedere::content
