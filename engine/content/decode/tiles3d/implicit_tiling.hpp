// SPDX-License-Identifier: Apache-2.0
// The geometry and naming of implicit tiles: 3D Tiles 1.1, section "Implicit tiling".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/content/decode/tiles3d/tileset_document.hpp"

namespace belvedere::content::tiles3d {

// A tile of an implicit tree. z is 0 in a quadtree.
struct ImplicitCoordinates {
    std::uint32_t level = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    std::uint32_t z = 0;
    friend bool operator==(const ImplicitCoordinates&, const ImplicitCoordinates&) = default;
};

// 4 or 8.
[[nodiscard]] std::uint32_t children_per_tile(SubdivisionScheme scheme);
// How many tiles a full tree of `levels` levels has; levels at most 20 (octree) or 31 (quadtree).
[[nodiscard]] std::uint64_t tiles_in_levels(SubdivisionScheme scheme, std::uint32_t levels);

// Child 0 ... 3 or 7 in Morton order: bit 0 is x, bit 1 is y, bit 2 is z.
[[nodiscard]] ImplicitCoordinates child_of(const ImplicitCoordinates& tile, std::uint32_t child);
// Interleaved bits of x, y (and z) below the level's top: the index of a tile within its level.
[[nodiscard]] std::uint64_t morton_index(SubdivisionScheme scheme, const ImplicitCoordinates& tile);
// The tile `levels` below `root` whose index within that level of the root's subtree is `morton`.
[[nodiscard]] ImplicitCoordinates descendant_of(SubdivisionScheme scheme,
                                                const ImplicitCoordinates& root,
                                                std::uint32_t levels, std::uint64_t morton);
// The coordinates of `tile` seen from its ancestor `root` (level and indices relative).
[[nodiscard]] ImplicitCoordinates relative_to(const ImplicitCoordinates& root,
                                              const ImplicitCoordinates& tile);

// The URI of a subtree or content: {level}, {x}, {y}, {z} replaced by decimal numbers. Other braces
// stand as they are.
[[nodiscard]] std::string expand_template(std::string_view uri, const ImplicitCoordinates& tile);

// The part of the root tile's volume that the tile has: boxes are split along their axes, regions
// along longitude, latitude (and, in octrees, height), S2 cells into their descendants (and, in
// octrees, their heights). Spheres cannot be subdivided (the parser refuses them): returned whole.
[[nodiscard]] geo::BoundingVolume subdivided_volume(const geo::BoundingVolume& root_volume,
                                                    const ImplicitTiling& tiling,
                                                    const ImplicitCoordinates& tile);
// Half the error a level.
[[nodiscard]] double subdivided_error(double root_error, std::uint32_t level);

}  // namespace belvedere::content::tiles3d
