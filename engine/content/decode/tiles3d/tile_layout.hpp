// SPDX-License-Identifier: Apache-2.0
// The header that b3dm, i3dm and pnts share, and the parts it divides a tile into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

enum class TileFormat : std::uint8_t { kB3dm, kI3dm, kPnts };

// Views into the tile's bytes; empty where it has no such part.
struct TileLayout {
    ByteView feature_json;
    ByteView feature_binary;
    ByteView batch_json;
    ByteView batch_binary;
    ByteView body;                  // The glTF, or the URI of one; empty in a pnts.
    std::uint32_t gltf_format = 1;  // i3dm: 0 a URI, 1 a glTF.
    std::optional<std::uint32_t> legacy_batch_length;  // From one of b3dm's two older headers.
    std::string warning;                               // Empty when there is nothing odd.
};

// kBadData when the header or a part ends after the bytes; kUnsupported for another version.
[[nodiscard]] Result<TileLayout> read_tile_layout(ByteView bytes, TileFormat format);

}  // namespace belvedere::content::tiles3d
