// SPDX-License-Identifier: Apache-2.0
#include <webp/decode.h>

#include "engine/content/image/image_codecs.hpp"

namespace belvedere::content {

namespace {

const std::uint8_t* webp_data(ByteView file) {
    return reinterpret_cast<const std::uint8_t*>(file.data());
}

Result<ImageSize> webp_size(ByteView file) {
    int width = 0, height = 0;
    if (WebPGetInfo(webp_data(file), file.size(), &width, &height) == 0) {
        return fail(ErrorKind::kBadData, "WebP: broken header");
    }
    return ImageSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

Result<void> decode_webp(ByteView file, ImageSize size, std::span<std::byte> rgba) {
    const int stride = static_cast<int>(size.width * 4);
    if (WebPDecodeRGBAInto(webp_data(file), file.size(),
                           reinterpret_cast<std::uint8_t*>(rgba.data()), rgba.size(),
                           stride) == nullptr) {
        return fail(ErrorKind::kBadData, "WebP: does not decode");
    }
    return {};
}

}  // namespace

const ImageCodec kWebpCodec = {webp_size, decode_webp};

}  // namespace belvedere::content
