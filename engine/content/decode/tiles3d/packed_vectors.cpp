// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/packed_vectors.hpp"

#include <cmath>

#include <glm/geometric.hpp>

namespace belvedere::content::tiles3d {

glm::dvec3 decode_oct(glm::dvec2 encoded, double range) {
    const double x = encoded.x / range * 2.0 - 1.0;
    const double y = encoded.y / range * 2.0 - 1.0;
    glm::dvec3 vector(x, y, 1.0 - std::abs(x) - std::abs(y));
    if (vector.z < 0.0) {
        vector.x = (1.0 - std::abs(y)) * (x >= 0.0 ? 1.0 : -1.0);
        vector.y = (1.0 - std::abs(x)) * (y >= 0.0 ? 1.0 : -1.0);
    }
    return glm::normalize(vector);
}

}  // namespace belvedere::content::tiles3d
