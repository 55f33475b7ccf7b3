// SPDX-License-Identifier: Apache-2.0
// Several decoded contents as one block: composites, and tiles with several contents.
#pragma once

#include <span>
#include <string>

#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// One block with all that `contents` hold, in the frame of the first; the others' vertices, normals
// and instances are moved there. Feature rows, images, materials and text keep their order. Adds
// `warnings` to those of the contents. An empty list gives an empty block. kLimit when the result
// would be over limits::kDecodedBytes, kVertices or kFeatures. Any thread.
[[nodiscard]] Result<TileContent> merge_contents(std::span<const TileContent> contents,
                                                 std::span<const std::string> warnings);

}  // namespace belvedere::content
