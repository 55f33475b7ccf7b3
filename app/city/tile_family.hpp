// SPDX-License-Identifier: Apache-2.0
// Which rows of a tile's feature table are parts of which: building > part > surface > opening.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/city/feature_extent.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::city {

// Steps that are looked up from a row at most: real models have four, broken ones go in circles.
inline constexpr std::uint32_t kFamilyDepth = 16;

// For each row the row that it is a part of, kNone for none: by the column "parent" that city
// models have (ids), or by the parent column of a batch table hierarchy (CityGML converted with
// 3DTILES_batch_table_hierarchy). Empty where no class has either. Takes about 0.1 µs a row.
[[nodiscard]] std::vector<std::uint32_t> parent_rows(const content::TileContent& tile);

// The row itself and those below it, parents before parts.
[[nodiscard]] std::vector<std::uint32_t> rows_below(std::span<const std::uint32_t> parents,
                                                    std::uint32_t row);
// The topmost row that it is a part of; itself where it is none.
[[nodiscard]] std::uint32_t top_row(std::span<const std::uint32_t> parents, std::uint32_t row);

// The shape of some rows, whichever of a vertex's sets of feature ids names them.
struct RowShape {
    FeatureExtent extent;  // Tile frame; empty: nothing is drawn of them.
    // Edges that belong to one triangle of theirs alone, in the tile's frame: the outline of a
    // surface. At most kOutlineEdgesMax.
    std::vector<std::pair<glm::vec3, glm::vec3>> edges;
};
inline constexpr std::size_t kOutlineEdgesMax = 4096;
// `wanted` has one flag a row. O(vertices) and O(triangles of the rows): for chosen features.
[[nodiscard]] RowShape shape_of_rows(const content::TileContent& tile,
                                     const std::vector<bool>& wanted);

}  // namespace belvedere::city
