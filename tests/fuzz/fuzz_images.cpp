// SPDX-License-Identifier: Apache-2.0
// Bytes as an image file of any kind.
#include "engine/content/image/decode_image.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belvedere;
    const ByteView file{reinterpret_cast<const std::byte*>(data), size};
    content::TileContentBuilder builder;
    (void)content::decode_image(file, content::ColorSpace::kSrgb, builder);
    (void)content::decode_plain_image(file);
    return 0;
}
