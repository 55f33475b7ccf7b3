// SPDX-License-Identifier: Apache-2.0
// The part of a tile that stays on the CPU after its upload.
#pragma once

#include <cstdint>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

// A smaller block: positions, indices, instances, primitives, attributes and text, without texture
// coordinates, pixels, and colours but those of points (styles may ask for them).
// Images of numbers (TexelImageRecord) and their coordinates stay. Enough to pick, measure, follow
// the ground and inspect; images keep their records but have no pixels, and materials stay as they
// were. Pure; O(bytes kept).
[[nodiscard]] TileContent retained_content(const TileContent& content);
// How large that block would be.
[[nodiscard]] std::uint64_t retained_bytes(const TileContent& content);

}  // namespace belvedere::content
