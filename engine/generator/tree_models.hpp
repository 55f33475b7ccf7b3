// SPDX-License-Identifier: Apache-2.0
// Low-poly trees, one metre high, to be placed by instancing.
#pragma once

#include "engine/content/encode/glb_writer.hpp"
#include "engine/generator/city_mesh.hpp"

namespace belvedere::generator {

// 14 to 30 triangles at Detail::kFull, 8 to 12 else. No features, no instances yet.
[[nodiscard]] content::encode::Primitive make_tree_model(TreeKind kind, Detail detail);
[[nodiscard]] content::encode::InstanceTransform tree_instance(const Tree& tree);

}  // namespace belvedere::generator
