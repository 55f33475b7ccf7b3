// SPDX-License-Identifier: Apache-2.0
// A part of a building as the closed solid of polygons that city models are made of.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/generator/city_objects.hpp"

namespace belvedere::generator {

enum class SolidFace : std::uint8_t { kWall, kRoof, kGround, kClosure };
// "WallSurface", "RoofSurface", "GroundSurface", "ClosureSurface": CityGML and CityJSON alike.
[[nodiscard]] std::string_view name_of(SolidFace face);

// Planar, without holes; counter-clockwise seen from outside, first corner not repeated.
struct SolidPolygon {
    SolidFace face = SolidFace::kWall;
    std::vector<glm::dvec3> corners;  // Land coordinates, heights above the river.
    // Of walls with windows: window bays and storeys, v up; none otherwise.
    std::vector<glm::vec2> bays;
    Facade facade = Facade::kPlain;
};

// Walls, roof, ground, and a closure where the part leans on another one: every edge belongs to two
// polygons. Parapets, chimneys and shops are left out: this is level of detail 2. Roofs whose
// corners are not in one plane are written as triangles.
[[nodiscard]] std::vector<SolidPolygon> solid_of(const BuildingPart& part);

}  // namespace belvedere::generator
