// SPDX-License-Identifier: Apache-2.0
// Positions as a person reads and types them, in the CRS of what stands there or in WGS 84.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <glm/vec3.hpp>

#include "app/city/feature_record.hpp"
#include "app/city/scene.hpp"
#include "engine/geo/coordinate_text.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::window {

enum class CoordinateChoice { kLayer, kWgs84 };

struct PlaceText {
    std::string coordinates;
    std::string datum;  // What the coordinates mean: CRS and height reference.
};

// A system that places are written and typed in. Plain data.
struct PlaceSystem {
    std::shared_ptr<const geo::WorldMapping> mapping;  // Null: WGS 84 longitude and latitude.
    geo::CrsDescription crs;
};

// The layer's own CRS; WGS 84 where that is asked for, and for layers in Earth-centred coordinates,
// which nobody reads as they are.
[[nodiscard]] PlaceSystem place_system(std::shared_ptr<const geo::WorldMapping> mapping,
                                       CoordinateChoice choice);
// A world position of the Earth, and what its numbers mean. WGS 84 comes with the height above the
// sea by EGM96 beside the ellipsoidal one; a position the CRS cannot express is given in WGS 84.
[[nodiscard]] PlaceText describe_place(const PlaceSystem& system, const glm::dvec3& position);
// World position of what was typed in the system, or nothing when it lies outside of it. Without a
// height: on the ellipsoid.
[[nodiscard]] std::optional<glm::dvec3> typed_place(const PlaceSystem& system,
                                                    const geo::TypedCoordinates& typed);
// What heights are above, as the engine names it (WorldMapping::height_name), in the person's
// language. Names of vertical systems stay as they are.
[[nodiscard]] std::string heights_text(const std::string& name);
// Latitude, longitude and height, or a model's own metres.
[[nodiscard]] std::string place_text(const glm::dvec3& position, city::Ground ground);
// Latitude and longitude to about a hundred metres: which town it is.
[[nodiscard]] std::string rough_place_text(double longitude_deg, double latitude_deg);
// place_text() for other programs: alike in every language.
[[nodiscard]] std::string copied_place_text(const glm::dvec3& position, city::Ground ground);

}  // namespace belvedere::window
