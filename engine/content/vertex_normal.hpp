// SPDX-License-Identifier: Apache-2.0
// Reading the normal of a vertex.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

namespace belvedere::content {

// The inverse of encode_normal(): a unit vector in the tile's frame. The caller has seen that there
// is one (kNoNormal).
[[nodiscard]] inline glm::dvec3 decode_normal(const std::int16_t (&oct)[2]) {
    const double x = std::max(oct[0] / 32767.0, -1.0);
    const double y = std::max(oct[1] / 32767.0, -1.0);
    glm::dvec3 normal(x, y, 1.0 - std::abs(x) - std::abs(y));
    if (normal.z < 0.0) {
        normal.x = (1.0 - std::abs(y)) * (x >= 0.0 ? 1.0 : -1.0);
        normal.y = (1.0 - std::abs(x)) * (y >= 0.0 ? 1.0 : -1.0);
    }
    return glm::normalize(normal);
}

}  // namespace belvedere::content
