// SPDX-License-Identifier: Apache-2.0
// The two lists that make up most of a CityJSON file, read without a parser in between: vertices,
// and the nested indices of boundaries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::cityjson {

// CityJSON 2.0, section "Transform Object": real = stored * scale + translate.
struct VertexTransform {
    glm::dvec3 scale{1.0};
    glm::dvec3 translate{0.0};
};

// [[x, y, z], ...] as stored, from the bracket at the text's start; numbers may be whole or not.
// Stops at the first thing that is no vertex, or when `most` were read. Returns the position behind
// the list; kNowhere when it is not whole.
[[nodiscard]] std::size_t read_vertices(std::string_view text, std::vector<glm::dvec3>& vertices,
                                        std::size_t most = citymodel::limits::kCityVertices);
// Why a list of which so many vertices were read is not whole.
[[nodiscard]] std::string vertices_problem(std::size_t vertices,
                                           std::size_t most = citymodel::limits::kCityVertices);
void place_vertices(const VertexTransform& transform, std::span<glm::dvec3> vertices);

// Adds to a member what the text of its objects says: the box of all vertices that boundaries name,
// roughly how many polygons there are, levels of detail. `reach` is added about anchors of
// templates.
void survey_geometry(std::string_view text, std::span<const glm::dvec3> vertices, double reach,
                     citymodel::CityMember& member);

}  // namespace belvedere::content::cityjson
