// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/local_frame.hpp"

#include <cmath>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {

glm::dmat4 LocalFrame::to_world_matrix() const {
    return {glm::dvec4(axes[0], 0.0), glm::dvec4(axes[1], 0.0), glm::dvec4(axes[2], 0.0),
            glm::dvec4(origin, 1.0)};
}

LocalFrame east_north_up(const glm::dvec3& ecef_m) {
    const glm::dvec3 up = ellipsoid_up(ecef_m);
    const double axis_distance = std::hypot(ecef_m.x, ecef_m.y);
    const glm::dvec3 east =
        axis_distance > 0.0 ? glm::dvec3(-ecef_m.y / axis_distance, ecef_m.x / axis_distance, 0.0)
                            : glm::dvec3(0.0, 1.0, 0.0);
    return {ecef_m, glm::dmat3(east, glm::cross(up, east), up)};
}

}  // namespace belvedere::geo
