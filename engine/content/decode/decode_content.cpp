// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/decode_content.hpp"

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/gzip.hpp"
#include "engine/content/decode/tiles3d/decode_tile.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace {

Result<TileContent> decode_unwrapped(ByteView bytes, const DecodeContext& context) {
    const auto unsupported = [&](const char* what) {
        return fail(ErrorKind::kUnsupported, context.name + ": " + what);
    };
    switch (content_kind(bytes)) {
        case ContentKind::kGlb:
        case ContentKind::kGltf: {
            GltfContext gltf;
            gltf.content = &context;
            return decode_gltf(bytes, gltf);
        }
        case ContentKind::kB3dm:
            return tiles3d::decode_b3dm(bytes, context);
        case ContentKind::kI3dm:
            return tiles3d::decode_i3dm(bytes, context);
        case ContentKind::kPnts:
            return tiles3d::decode_pnts(bytes, context);
        case ContentKind::kCmpt:
            return tiles3d::decode_cmpt(bytes, context);
        case ContentKind::kTilesetJson:
            return unsupported("a tileset is no content of itself");
        case ContentKind::kSubtree:
            return unsupported("a subtree is no content");
        case ContentKind::kGeoJson:
            return unsupported("GeoJSON contents are not drawn");
        case ContentKind::kVctr:
            return unsupported("vector tiles (vctr) are not drawn");
        case ContentKind::kGeom:
            return unsupported("geometry tiles (geom) are not drawn");
        case ContentKind::kGzip:
            return unsupported("gzip inside gzip");
        case ContentKind::kUnknown:
            break;
    }
    return fail(ErrorKind::kBadData,
                context.name + ": its first bytes are of no known tile format");
}

}  // namespace

Result<TileContent> decode_content(ByteView bytes, const DecodeContext& context) {
    if (context.cancel.cancelled()) return fail(ErrorKind::kCancelled, context.name);
    if (bytes.empty()) {
        return fail(ErrorKind::kBadData, context.name + ": the file is empty (0 bytes)");
    }
    if (bytes.size() > limits::kContentFileBytes) {
        return fail(ErrorKind::kLimit, context.name + ": " + std::to_string(bytes.size()) +
                                           " bytes are over the limit of " +
                                           std::to_string(limits::kContentFileBytes));
    }
    if (!is_gzip(bytes)) return decode_unwrapped(bytes, context);
    const auto unwrapped = inflate_gzip(bytes, limits::kContentFileBytes);
    if (!unwrapped) return fail_in(context.name, unwrapped.error());
    return decode_unwrapped(*unwrapped, context);
}

}  // namespace belvedere::content
