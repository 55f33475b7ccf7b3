// SPDX-License-Identifier: Apache-2.0
#include "app/city/plain_ground.hpp"

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::city {

std::optional<glm::dvec3> plain_ground_below(const render::DrawGround& ground,
                                             const geo::Ray& ray) {
    const glm::dvec3 from = ground.frame.to_local(ray.origin);
    const glm::dvec3 along = glm::transpose(ground.frame.axes) * ray.direction;
    if (from.z <= 0.0 || along.z >= 0.0) return std::nullopt;
    // The height that the ground has where the last guess came down; 8 m at 10 km, so few do.
    constexpr int kGuesses = 8;
    double height_m = 0.0;
    glm::dvec3 place{0.0};
    for (int i = 0; i < kGuesses; ++i) {
        place = from + along * ((height_m - from.z) / along.z);
        const double distance_m = glm::length(glm::dvec2(place));
        if (distance_m > ground.radius_m) return std::nullopt;
        height_m = -distance_m * distance_m / (2.0 * geo::kSemiMajorAxis_m);
    }
    return ground.frame.to_world(place);
}

}  // namespace belvedere::city
