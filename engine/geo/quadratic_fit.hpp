// SPDX-License-Identifier: Apache-2.0
// The quadratic that stands for a bending mapping in a neighbourhood of kilometres.
//
// An affine is good to a millimetre over 100 m, because the Earth falls away from it; what is left
// beside a quadratic is of the third order, a tenth of a millimetre over 2 km. PROJ is asked for
// some 80 positions and a whole quarter of a city is placed by multiplying.
#pragma once

#include <array>

#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {

// A plain value; all functions are const and pure.
struct QuadraticMap {
    glm::dvec3 center{0.0};  // Source coordinates.
    glm::dvec3 reach{1.0};   // Source units on either side: where it holds.
    // Of 1, u, v, w, uu, vv, ww, uv, uw and vw, where (u, v, w) = (position - center) / reach.
    std::array<glm::dvec3, 10> coefficients{};

    [[nodiscard]] glm::dvec3 at(const glm::dvec3& position) const;

    // The affine that touches it at a position: `value` there, and `linear` times what lies between
    // a position near it and that one.
    struct Tangent {
        glm::dvec3 value{0.0};
        glm::dmat3 linear{1.0};
    };
    [[nodiscard]] Tangent tangent_at(const glm::dvec3& position) const;
    // How far it bends away from a tangent at most within `half` (source units) of where that
    // touches: world units.
    [[nodiscard]] double bend_within(const glm::dvec3& half) const;

    // The same in another frame: turn * (world - origin).
    [[nodiscard]] QuadraticMap moved(const glm::dmat3& turn, const glm::dvec3& origin) const;
};

// Least squares over a grid of 27 positions of `center` +- `reach` (source units, each over 0),
// checked at 50 others. kLimit when the error is over `error_max_m` somewhere; kBadData when part
// of the neighbourhood has no place in the mapping.
[[nodiscard]] Result<QuadraticMap> fit_quadratic(const WorldMapping& mapping,
                                                 const glm::dvec3& center, const glm::dvec3& reach,
                                                 double error_max_m);

}  // namespace belvedere::geo
