// SPDX-License-Identifier: Apache-2.0
// A right-handed orthonormal frame in the world: where floats of one tile live.
#pragma once

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

namespace belvedere::geo {

// World = axes * local + origin. World is Earth-centred double metres; for a source without a place
// on Earth it is the source's own metres with z up.
struct LocalFrame {
    glm::dvec3 origin{0.0};
    glm::dmat3 axes{1.0};  // Columns: the local x, y and z axes in the world (east, north, up).

    [[nodiscard]] glm::dvec3 to_world(const glm::dvec3& local) const {
        return axes * local + origin;
    }
    [[nodiscard]] glm::dvec3 to_local(const glm::dvec3& world) const {
        return (world - origin) * axes;  // Orthonormal: the transpose is the inverse.
    }
    [[nodiscard]] glm::dmat4 to_world_matrix() const;
};

// East, north, up on the WGS 84 ellipsoid at an Earth-centred position. At the poles east is +y.
[[nodiscard]] LocalFrame east_north_up(const glm::dvec3& ecef_m);

}  // namespace belvedere::geo
