// SPDX-License-Identifier: Apache-2.0
// Indices of every glTF primitive mode as plain lists of triangles, lines or points.
#pragma once

#include "engine/content/decode/gltf/primitive_source.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

enum class Winding : std::uint8_t { kKept, kTurned };

// Adds how many indices write_indices() will append for `source`, as far as its kind alone tells.
void add_index_count(const PrimitiveSource& source, Mode mode, SectionCounts& counts);

// Appends the indices of `source` and sets topology, index_bytes, indices and outline of `out`.
// kTurned swaps two corners of each triangle (for mirrored transforms). kBadData when an index has
// no vertex, or less than one element can be made; kLimit when the tile exceeds limits::kIndices.
// Incomplete trailing elements are left out with a warning.
[[nodiscard]] Result<void> write_indices(TileContentBuilder& builder, const PrimitiveSource& source,
                                         Mode mode, Winding winding, PrimitiveRecord& out);

}  // namespace belvedere::content::gltf
