// SPDX-License-Identifier: Apache-2.0
// Positions as a person reads them, in the CRS of what stands there.
#pragma once

#include <string>

#include <glm/vec3.hpp>

#include "app/city/feature_record.hpp"
#include "app/city/scene.hpp"

namespace belvedere::window {

struct PlaceText {
    std::string coordinates;
    std::string datum;  // What the coordinates mean: CRS and height reference.
};

// The hit's place in its layer's CRS, with height; for layers in Earth-centred coordinates
// longitude, latitude and ellipsoidal height.
[[nodiscard]] PlaceText describe_place(const city::Scene& scene, const city::SurfaceHit& hit);
// Longitude, latitude and height, or a model's own metres.
[[nodiscard]] std::string place_text(const glm::dvec3& position, city::Ground ground);

}  // namespace belvedere::window
