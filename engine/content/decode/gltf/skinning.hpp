// SPDX-License-Identifier: Apache-2.0
// A skinned mesh in the pose of its nodes (glTF 2.0 section 3.7.3).
#pragma once

#include <span>

#include <glm/mat4x4.hpp>

#include "engine/content/decode/gltf/primitive_source.hpp"

namespace belvedere::content::gltf {

// Positions and normals turned by their joints, in the coordinates of the scene's root. kBadData
// when a joint or matrix is missing.
[[nodiscard]] Result<PrimitiveSource> posed(const Document& document, BufferStore& buffers,
                                            const Skin& skin,
                                            std::span<const glm::dmat4> node_to_root,
                                            const PrimitiveSource& source);

}  // namespace belvedere::content::gltf
