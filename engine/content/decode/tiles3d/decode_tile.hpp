// SPDX-License-Identifier: Apache-2.0
// The tile formats of 3D Tiles 1.0 (section "Tile format specifications"), each to a TileContent.
#pragma once

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// All: any thread; never read outside `bytes`; keep to limits.hpp; errors carry the content's name.

// Batched 3D Model: a glTF whose `_BATCHID` counts into a batch table. Also the two older headers.
[[nodiscard]] Result<TileContent> decode_b3dm(ByteView bytes, const DecodeContext& context);
// Instanced 3D Model: a glTF, inside or by URI, placed many times.
[[nodiscard]] Result<TileContent> decode_i3dm(ByteView bytes, const DecodeContext& context);
// Point Cloud, plain, quantised or with 3DTILES_draco_point_compression.
[[nodiscard]] Result<TileContent> decode_pnts(ByteView bytes, const DecodeContext& context);
// Composite: several tiles in one, merged. A broken inner tile is a warning unless all are.
[[nodiscard]] Result<TileContent> decode_cmpt(ByteView bytes, const DecodeContext& context);

}  // namespace belvedere::content::tiles3d
