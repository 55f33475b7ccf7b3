// SPDX-License-Identifier: Apache-2.0
#include "app/window/place_text.hpp"

#include "app/panels/unit_text.hpp"
#include "engine/geo/coordinate_text.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::window {

std::string place_text(const glm::dvec3& position, city::Ground ground) {
    if (ground == city::Ground::kEarth) return geo::format_geodetic(geo::to_geodetic(position));
    return "x " + panels::number_text(position.x, 2) + " m  y " +
           panels::number_text(position.y, 2) + " m  z " + panels::number_text(position.z, 2) +
           " m";
}

PlaceText describe_place(const city::Scene& scene, const city::SurfaceHit& hit) {
    if (scene.ground() == city::Ground::kModel) {
        return {place_text(hit.position, city::Ground::kModel), "the model's own metres"};
    }
    return {place_text(hit.position, city::Ground::kEarth), "WGS 84, ellipsoidal height"};
}

}  // namespace belvedere::window
