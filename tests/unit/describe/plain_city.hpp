// SPDX-License-Identifier: Apache-2.0
// Boxes on a plane for tests: metres east, north, up about the world's origin.
#pragma once

#include "app/describe/scene_object.hpp"

namespace belvedere::describe::test {

// Stands on the ground with its middle at (east, north); a cube of `side_m`.
inline city::PlacedFeature cube_at(std::uint32_t number, double east_m, double north_m,
                                   double side_m = 10.0,
                                   city::FeatureKind kind = city::FeatureKind::kBuilding) {
    city::PlacedFeature placed;
    placed.feature = FeatureId{number};
    placed.kind = kind;
    placed.is_drawn = true;
    placed.box.center = {east_m, north_m, side_m / 2.0};
    placed.box.half_axes = glm::dmat3(side_m / 2.0);
    return placed;
}

inline Eye eye_at(const glm::dvec3& position, double heading_deg, double pitch_deg) {
    Eye eye;
    eye.horizon.origin = position;
    eye.camera.position = position;
    eye.camera.orientation = render::orientation_in(eye.horizon, {heading_deg, pitch_deg, 0.0});
    return eye;
}

}  // namespace belvedere::describe::test
