// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/decode_gltf.hpp"

namespace belvedere::content {

Result<TileContent> decode_gltf(ByteView bytes, const GltfContext& context) {
    TileContentBuilder builder;
    if (auto decoded = decode_gltf_into(builder, bytes, context); !decoded) {
        return fail(std::move(decoded.error()));
    }
    return builder.finish();
}

Result<void> decode_gltf_into(TileContentBuilder&, ByteView, const GltfContext& context) {
    return fail(ErrorKind::kUnsupported, context.content->name + ": glTF is not read yet");
}

}  // namespace belvedere::content
