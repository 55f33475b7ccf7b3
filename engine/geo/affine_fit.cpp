// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/affine_fit.hpp"

#include <algorithm>
#include <array>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace belvedere::geo {
namespace {

// The 27 points of a 3x3x3 grid over the neighbourhood; index 13 is the centre.
constexpr std::size_t kGrid = 27;

glm::dvec3 grid_offset(std::size_t i) {
    const std::size_t east = i % 3, north = i / 3 % 3, up = i / 9;
    return {static_cast<double>(east) - 1.0, static_cast<double>(north) - 1.0,
            static_cast<double>(up) - 1.0};
}

}  // namespace

Result<glm::dmat4> fit_affine(const WorldMapping& mapping, const glm::dvec3& center,
                              const glm::dvec3& reach, double error_max_m) {
    std::array<glm::dvec3, kGrid> world;
    for (std::size_t i = 0; i < kGrid; ++i)
        world[i] = center + grid_offset(i) * reach;
    if (mapping.to_world(world) != 0) {
        return fail(ErrorKind::kBadData, "positions lie outside the area of " + mapping.name());
    }
    const glm::dvec3 origin = world[13];
    const glm::dmat3 linear((world[14] - world[12]) / (2.0 * reach.x),
                            (world[16] - world[10]) / (2.0 * reach.y),
                            (world[22] - world[4]) / (2.0 * reach.z));
    glm::dvec3 low(0.0);
    glm::dvec3 high(0.0);
    std::array<glm::dvec3, kGrid> bend;
    for (std::size_t i = 0; i < kGrid; ++i) {
        bend[i] = world[i] - (origin + linear * (grid_offset(i) * reach));
        low = glm::min(low, bend[i]);
        high = glm::max(high, bend[i]);
    }
    const glm::dvec3 shift = 0.5 * (low + high);
    double error = 0.0;
    for (const glm::dvec3& b : bend)
        error = std::max(error, glm::length(b - shift));
    if (!(error <= error_max_m)) {
        return fail(ErrorKind::kLimit, "an affine would be off by " + std::to_string(error) +
                                           " m, more than " + std::to_string(error_max_m) + " m");
    }
    glm::dmat4 affine(linear);
    affine[3] = glm::dvec4(origin + shift - linear * center, 1.0);
    return affine;
}

}  // namespace belvedere::geo
