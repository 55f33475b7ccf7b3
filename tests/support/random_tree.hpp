// SPDX-License-Identifier: Apache-2.0
// Random tile trees and small fakes for tests of selection.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "engine/stream/tile_selector.hpp"

namespace belvedere::test {

struct RandomTreeOptions {
    std::uint32_t levels = 5;
    double side_m = 4000.0;       // Of the root, a flat square about the origin, z up.
    double empty_share = 0.0;     // Tiles without content.
    double additive_share = 0.0;  // Tiles refined by addition.
    double missing_child_share = 0.0;
};

// A quadtree over a square; the error of a tile is a twentieth of its side, of a leaf 0.
[[nodiscard]] std::vector<stream::TileNode> random_quadtree(std::mt19937& random,
                                                            const RandomTreeOptions& options);

// A camera over the square that looks down in some direction.
[[nodiscard]] stream::SelectionView random_view(std::mt19937& random, double side_m);

}  // namespace belvedere::test
