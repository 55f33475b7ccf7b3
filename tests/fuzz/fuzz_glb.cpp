// SPDX-License-Identifier: Apache-2.0
// Bytes as a .glb or .gltf; what decodes must be a block that adopt() accepts.
#include <cstdlib>

#include "engine/content/decode/gltf/decode_gltf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belvedere;
    content::DecodeContext content;
    content.mapping = geo::local_mapping();
    const content::GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    const auto tile =
        content::decode_gltf({reinterpret_cast<const std::byte*>(data), size}, context);
    if (!tile) return 0;
    Bytes block(tile->bytes().begin(), tile->bytes().end());
    if (!content::TileContent::adopt(std::move(block))) std::abort();
    return 0;
}
