// SPDX-License-Identifier: Apache-2.0
// Small tiles and small tilesets for tests.
#pragma once

#include <cstdint>
#include <string>

#include "engine/content/tile_content.hpp"

namespace belvedere::test {

// A valid block of `triangles` triangles in one row.
[[nodiscard]] content::TileContent sample_content(std::uint32_t triangles);

}  // namespace belvedere::test
