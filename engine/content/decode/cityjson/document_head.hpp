// SPDX-License-Identifier: Apache-2.0
// What a CityJSON object says beside its city objects (CityJSON 2.0, sections 1, 5 and 6), of a
// whole file or of the first line of a sequence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/cityjson/appearance.hpp"
#include "engine/content/decode/cityjson/number_lists.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::cityjson {

// A member of "CityObjects".
struct ObjectPlace {
    std::string_view key;  // As written.
    std::size_t first = 0, value = 0, end = 0;
};

struct DocumentHead {
    citymodel::CityFileHead head;
    VertexTransform transform;
    Appearance appearance;
    std::string_view templates;   // Text of "geometry-templates", in the file; empty without.
    double template_reach = 0.0;  // Farthest coordinate of any template's vertex from its origin.
    std::vector<glm::dvec3> vertices;  // Source coordinates.
    bool vertices_are_whole = false;
    std::vector<ObjectPlace> objects;  // Of "CityObjects", in file order.
    bool is_whole = true;              // Else the text ends before the object does.
};

// Walks the object that starts at `at` of `text`. kBadData when it is no CityJSON, with what is
// wrong; kLimit when it nests too deep.
[[nodiscard]] Result<DocumentHead> read_head(std::string_view text, std::size_t at);

}  // namespace belvedere::content::cityjson
