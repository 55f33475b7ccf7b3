// SPDX-License-Identifier: Apache-2.0
// One tile's stored bytes to a TileContent: the entry to every decoder, chosen by what the bytes
// are.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <glm/mat4x4.hpp>

#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content {

// Where a decoder gets the files its content refers to (glTF buffers and images, i3dm models).
// Called on the decoding thread and may block. The implementation refuses whatever leaves the
// source (see net/uri rules), and bounds the size.
class ResourceReader {
  public:
    virtual ~ResourceReader() = default;
    // `uri` as written in the content, relative to it.
    [[nodiscard]] virtual Result<Bytes> read(std::string_view uri) = 0;
};

enum class UpAxis { kY, kZ, kX };  // The tileset's gltfUpAxis; glTF contents are y-up by default.

struct DecodeContext {
    std::string name;                // For messages: the content's URI.
    glm::dmat4 tile_transform{1.0};  // Content to the source's coordinates.
    std::shared_ptr<const geo::WorldMapping>
        mapping;  // Source's coordinates to the world; not null.
    UpAxis up_axis = UpAxis::kY;
    ResourceReader* resources = nullptr;  // Null: external references are warnings.
    CancelToken cancel;
    std::string feature_schema_json;  // The tileset's 3D Tiles metadata schema; may be empty.
    // Which of several sets of feature ids is drawn and picked (EXT_mesh_features,
    // EXT_instance_features): its label, its table's name or its place, "0" the first. Empty, or
    // where there is none such: the first with a table.
    std::string feature_id_set;
};

// What the first bytes say a file is.
enum class ContentKind {
    kUnknown,
    kGlb,
    kGltf,
    kB3dm,
    kI3dm,
    kPnts,
    kCmpt,
    kTilesetJson,
    kSubtree,
    kGeoJson,
    kVctr,
    kGeom,
    kGzip
};
[[nodiscard]] ContentKind content_kind(ByteView bytes);

// Unwraps gzip (bounded), then decodes by magic. Never throws, never reads outside `bytes`, keeps
// to limits.hpp. Part of the content being unusable gives a block with warnings; nothing usable
// gives an Error. kUnsupported names what is missing (an extension, vctr, geom).
[[nodiscard]] Result<TileContent> decode_content(ByteView bytes, const DecodeContext& context);

}  // namespace belvedere::content
