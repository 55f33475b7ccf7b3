// SPDX-License-Identifier: Apache-2.0
// Morph targets at their default weights (glTF 2.0 section 3.7.2.2).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/content/decode/gltf/primitive_source.hpp"

namespace belvedere::content::gltf {

// Whether any target has a weight: else the primitive stands as it is.
[[nodiscard]] bool is_morphed(const Primitive& primitive, std::span<const double> weights);

// Positions and normals moved by the weighted displacements of their targets; tangents are then
// derived again. A target that has not one element for each vertex is left out with a warning.
// kBadData when a position is no longer finite.
[[nodiscard]] Result<PrimitiveSource> morphed(const Document& document, BufferStore& buffers,
                                              const Primitive& primitive,
                                              std::span<const double> weights,
                                              const PrimitiveSource& source,
                                              std::vector<std::string>& warnings);

}  // namespace belvedere::content::gltf
