// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/point_placing.hpp"

#include <cmath>
#include <limits>

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr double kAffineErrorMax_m = 0.01;

bool is_finite(const glm::dvec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

struct Extent {
    glm::dvec3 low{std::numeric_limits<double>::max()};
    glm::dvec3 high{-std::numeric_limits<double>::max()};

    explicit Extent(const std::vector<glm::dvec3>& positions) {
        for (const glm::dvec3& position : positions) {
            if (!is_finite(position)) continue;
            low = glm::min(low, position);
            high = glm::max(high, position);
        }
    }
    [[nodiscard]] bool is_empty() const { return low.x > high.x; }
    [[nodiscard]] glm::dvec3 center() const { return low * 0.5 + high * 0.5; }
};

// The frame at a world position of this source.
geo::LocalFrame frame_at(const glm::dvec3& world, const geo::WorldMapping& mapping) {
    if (mapping.is_georeferenced()) return geo::east_north_up(world);
    geo::LocalFrame frame;
    frame.origin = world;
    return frame;
}

}  // namespace

Result<PlacedPoints> place_points(std::vector<glm::dvec3> positions, const DecodeContext& context) {
    for (glm::dvec3& position : positions) {
        position = glm::dvec3(context.tile_transform * glm::dvec4(position, 1.0));
    }
    const Extent extent(positions);
    if (extent.is_empty()) return fail(ErrorKind::kBadData, "no point has a finite place");
    const glm::dvec3 center = extent.center();
    const double radius = glm::length(extent.high - center);
    glm::dmat4 to_world(1.0);
    if (!context.mapping->is_identity()) {
        const auto affine = context.mapping->affine_near(center, radius, kAffineErrorMax_m);
        if (affine) {
            to_world = *affine;
        } else {
            // Normals still need a rotation; near the middle one always exists.
            const auto near = context.mapping->affine_near(center, 1.0, kAffineErrorMax_m);
            if (!near) return fail(near.error());
            to_world = *near;
            (void)context.mapping->to_world(positions);
        }
        if (affine) {
            for (glm::dvec3& position : positions) {
                position = glm::dvec3(to_world * glm::dvec4(position, 1.0));
            }
        }
    }
    const glm::dvec3 world_center(to_world * glm::dvec4(center, 1.0));
    if (!is_finite(world_center)) return fail(ErrorKind::kBadData, "it has no place in the world");
    PlacedPoints placed;
    placed.frame = frame_at(world_center, *context.mapping);
    placed.positions.reserve(positions.size());
    for (const glm::dvec3& position : positions) {
        placed.positions.emplace_back(placed.frame.to_local(position));
    }
    const glm::dmat3 linear = glm::transpose(placed.frame.axes) * glm::dmat3(to_world) *
                              glm::dmat3(context.tile_transform);
    const bool is_regular = glm::determinant(linear) != 0.0;
    if (is_regular) {
        const glm::dmat3 back = glm::inverse(linear);
        // The middle of the frame is the middle of the points in the source's coordinates.
        const glm::dvec3 origin(glm::inverse(context.tile_transform) * glm::dvec4(center, 1.0));
        placed.to_content = glm::dmat4(back);
        (*placed.to_content)[3] = glm::dvec4(origin, 1.0);
    }
    placed.normal_matrix = is_regular ? glm::transpose(glm::inverse(linear)) : glm::dmat3(1.0);
    return placed;
}

}  // namespace belvedere::content::tiles3d
