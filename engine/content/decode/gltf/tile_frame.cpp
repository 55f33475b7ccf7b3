// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/tile_frame.hpp"

#include <cmath>
#include <limits>
#include <span>

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

namespace belvedere::content {

namespace {

// Nearer to the Earth's centre than this nothing is a city: such content was never georeferenced,
// and "up" there has no meaning.
constexpr double kDeepestCity_m = 6.0e6;

glm::dmat4 into_frame(const geo::LocalFrame& frame, const glm::dmat4& source_to_world) {
    const glm::dmat3 turn = glm::transpose(frame.axes);
    const glm::dmat3 linear = turn * glm::dmat3(source_to_world);
    const glm::dvec3 offset = turn * (glm::dvec3(source_to_world[3]) - frame.origin);
    glm::dmat4 matrix(linear);
    matrix[3] = glm::dvec4(offset, 1.0);
    return matrix;
}

}  // namespace

void SourceBounds::add(const glm::dvec3& position) {
    low_ = glm::min(low_, position);
    high_ = glm::max(high_, position);
}

void SourceBounds::add(const glm::dmat4& matrix, const glm::dvec3& low, const glm::dvec3& high) {
    for (int corner = 0; corner < 8; ++corner) {
        const glm::dvec3 at((corner & 1) != 0 ? high.x : low.x, (corner & 2) != 0 ? high.y : low.y,
                            (corner & 4) != 0 ? high.z : low.z);
        add(glm::dvec3(matrix * glm::dvec4(at, 1.0)));
    }
}

double SourceBounds::radius() const {
    return glm::length(high_ - low_) * 0.5;
}

glm::dmat4 TileFrame::affine_at(const glm::dvec3& point, double radius) const {
    if (affine) return *affine;
    const auto local = mapping->affine_near(point, radius, std::numeric_limits<double>::max());
    return into_frame(frame, local ? *local : glm::dmat4(1.0));
}

Result<TileFrame> make_tile_frame(const SourceBounds& bounds, const geo::WorldMapping& mapping) {
    TileFrame tile;
    tile.mapping = &mapping;
    const glm::dvec3 center = bounds.is_empty() ? glm::dvec3(0.0) : bounds.center();
    glm::dvec3 world = center;
    (void)mapping.to_world(std::span(&world, 1));
    if (!std::isfinite(world.x + world.y + world.z)) {
        return fail(ErrorKind::kBadData, "content lies outside the area of " + mapping.name());
    }
    const bool is_on_earth = mapping.is_georeferenced() && glm::length(world) > kDeepestCity_m;
    tile.frame = is_on_earth ? geo::east_north_up(world) : geo::LocalFrame{world, glm::dmat3(1.0)};
    if (mapping.is_identity()) {
        tile.affine = into_frame(tile.frame, glm::dmat4(1.0));
    } else if (auto near = mapping.affine_near(center, bounds.radius(), kAffineErrorMax_m)) {
        tile.affine = into_frame(tile.frame, *near);
    }
    return tile;
}

}  // namespace belvedere::content
