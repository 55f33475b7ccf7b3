// SPDX-License-Identifier: Apache-2.0
// glTF 2.0 (Khronos specification 2.0.1; .gltf and .glb) to a TileContent, with the extensions that
// city tiles use. Also the inner decoder of b3dm and i3dm.
#pragma once

#include <optional>
#include <span>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// One place where an i3dm puts its model: from the model's z-up coordinates to the tile's.
struct ModelPlacement {
    glm::dmat4 transform{1.0};
    std::uint32_t feature = kNone;  // Row of the builder's feature table.
};

// What a surrounding tile format adds. The model is placed by
//   mapping( tile_transform * placement * translate(rtc_center or CESIUM_RTC) * up axis * node ).
struct GltfContext {
    const DecodeContext* content = nullptr;  // Not null; outlives the call.
    std::optional<glm::dvec3> rtc_center;    // RTC_CENTER of a b3dm feature table.
    std::optional<std::span<const ModelPlacement>>
        placements;  // i3dm; without: once, as it stands.
    // Rows of the builder that `_BATCHID` counts into (the caller has added that class before); a
    // batch id beyond them is no feature, with a warning. Without it `_BATCHID` is ignored.
    std::optional<Range> batch_rows;
};

// Decodes .glb or .gltf bytes (told apart by the magic). Any thread; never throws; reads only
// inside `bytes`; keeps to limits.hpp. What cannot be used is left out with a warning. Errors:
// kBadData (no glTF, or nothing in it is usable), kUnsupported (a required extension, another
// version; named), kLimit, kCancelled.
[[nodiscard]] Result<TileContent> decode_gltf(ByteView bytes, const GltfContext& context);

// The same into a builder that already holds feature classes (batch table); sets builder.frame and
// appends. After an error the builder's content is unspecified.
[[nodiscard]] Result<void> decode_gltf_into(TileContentBuilder& builder, ByteView bytes,
                                            const GltfContext& context);

}  // namespace belvedere::content
