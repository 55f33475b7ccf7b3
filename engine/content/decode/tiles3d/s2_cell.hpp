// SPDX-License-Identifier: Apache-2.0
// A cell of the S2 grid on the Earth, as 3DTILES_bounding_volume_S2 names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/geo/bounds.hpp"

namespace belvedere::content::tiles3d {

// A cell by face (0-5), level (0-30) and its integer position on the face at that level (0 ...
// 2^level - 1). Plain data.
struct S2Cell {
    std::uint32_t face = 0;
    std::uint32_t level = 0;
    std::uint32_t i = 0;
    std::uint32_t j = 0;
};

// The cell of a token: the id as up to 16 hexadecimal digits, trailing zeroes left out (S2 library,
// S2CellId::FromToken). Nothing when the text is no token of a valid cell.
[[nodiscard]] std::optional<S2Cell> s2_cell_from_token(std::string_view token);

// The descendant `levels` below `cell` at (x, y) of its 2^levels x 2^levels grid. x runs along i
// and y along j, which is how 3DTILES_implicit_tiling numbers the tiles of an S2 quadtree.
// Nothing beyond level 30.
[[nodiscard]] std::optional<S2Cell> s2_descendant(const S2Cell& cell, std::uint32_t levels,
                                                  std::uint32_t x, std::uint32_t y);

// A geographic region that holds the cell (quadratic projection, geodetic latitudes as the
// extension asks) and, up to 1.5 times the cell's own size, little else. A region rather than a box
// because neither regions nor cells move with a tile's transform.
[[nodiscard]] geo::BoundingRegion region_of(const S2Cell& cell, double height_min_m,
                                            double height_max_m);

}  // namespace belvedere::content::tiles3d
