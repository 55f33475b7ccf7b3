// SPDX-License-Identifier: Apache-2.0
// The affine that stands for a bending mapping in a small neighbourhood.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {

// Fits by central differences over `center` +- `reach` (source units), shifts the result by half of
// the bend (the Earth's surface falls away by reach^2 / 2R, all on one side), and checks it at the
// corners, edges and face centres. kLimit when the error there exceeds `error_max_m`; kBadData when
// the neighbourhood has no place in the mapping.
[[nodiscard]] Result<glm::dmat4> fit_affine(const WorldMapping& mapping, const glm::dvec3& center,
                                            const glm::dvec3& reach, double error_max_m);

}  // namespace belvedere::geo
