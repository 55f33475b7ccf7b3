// SPDX-License-Identifier: Apache-2.0
// Guessing the coordinate reference system of a model whose file does not name one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/core/result.hpp"

namespace belvedere::geo {

struct CrsCandidate {
    std::string crs;                                 // "EPSG:25832".
    std::string name;                                // "ETRS89 / UTM zone 32N".
    double longitude_deg = 0.0, latitude_deg = 0.0;  // Where the coordinates would then be.
};

// Systems that city models are kept in and that `low` to `high` (x east, y north, as the file has
// them) would lie within the area of use of, the likeliest first: geocentric and national systems,
// then the zones that have such coordinates everywhere (UTM, Japan). Coordinates near nought, as a
// model of its own has them, give none. A guess: a person has to say which. Any thread; takes about
// a second: for workers.
[[nodiscard]] std::vector<CrsCandidate> crs_candidates(const glm::dvec3& low,
                                                       const glm::dvec3& high, std::size_t most);

}  // namespace belvedere::geo
