// SPDX-License-Identifier: Apache-2.0
// A decoded tile as a glTF model: the way out for whatever was read.
#pragma once

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::encode {

struct ContentModelOptions {
    // Whether the first further set of feature ids (the surfaces of city objects) is written.
    bool has_other_set = true;
    int jpeg_quality = 88;
};

// Triangles, lines and points of one material and one class of features become one primitive, whose
// ids are rows of that class's table. Base colour images that do not repeat share atlases, cut to
// what is used of them; others stay as they are. Instances stay instances
// (EXT_mesh_gpu_instancing) unless their matrix is more than a move, a turn and a scale. Positions
// are in the tile's own frame: the caller sets GlbModel::placement. Property textures and
// feature-id textures are left out. kUsage when a picture cannot be encoded. Any thread.
[[nodiscard]] Result<GlbModel> model_of(const TileContent& content,
                                        const ContentModelOptions& options);

}  // namespace belvedere::content::encode
