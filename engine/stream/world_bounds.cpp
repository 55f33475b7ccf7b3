// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/world_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/geo/local_frame.hpp"

namespace belvedere::stream {
namespace {

// 1 m: a box that is 1 m off changes no tile's error visibly, and few tiles then need corners.
constexpr double kBoundsError_m = 1.0;

bool is_finite(const glm::dvec3& p) {
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

double largest_scale(const glm::dmat3& linear) {
    return std::max({glm::length(linear[0]), glm::length(linear[1]), glm::length(linear[2])});
}

// The box's corners, face centres, edge centres and centre, mapped; those that map nowhere left
// out.
std::vector<glm::dvec3> mapped_lattice(const geo::OrientedBox& box,
                                       const geo::WorldMapping& mapping) {
    std::vector<glm::dvec3> points;
    for (int x = -1; x <= 1; ++x) {
        for (int y = -1; y <= 1; ++y) {
            for (int z = -1; z <= 1; ++z) {
                points.push_back(box.center + box.half_axes * glm::dvec3(x, y, z));
            }
        }
    }
    [[maybe_unused]] const std::size_t outside = mapping.to_world(points);
    points.erase(std::remove_if(points.begin(), points.end(),
                                [](const glm::dvec3& point) { return !is_finite(point); }),
                 points.end());
    return points;
}

struct Placed {
    geo::OrientedBox box;
    double scale = 1.0;
};

Placed place_box(const geo::OrientedBox& box, const geo::WorldMapping& mapping) {
    if (mapping.is_identity()) return {box, 1.0};
    const double reach = glm::length(box.half_axes[0]) + glm::length(box.half_axes[1]) +
                         glm::length(box.half_axes[2]);
    const auto affine = mapping.affine_near(box.center, reach, kBoundsError_m);
    if (affine) {
        const glm::dmat3 linear(*affine);
        geo::OrientedBox placed;
        placed.center = glm::dvec3(*affine * glm::dvec4(box.center, 1.0));
        placed.half_axes = linear * box.half_axes;
        return {placed, largest_scale(linear)};
    }
    const std::vector<glm::dvec3> points = mapped_lattice(box, mapping);
    if (points.empty()) return {box, 1.0};
    const geo::OrientedBox placed = box_around(points);
    const double placed_reach = glm::length(placed.half_axes[0]) +
                                glm::length(placed.half_axes[1]) + glm::length(placed.half_axes[2]);
    return {placed, reach > 0.0 ? placed_reach / reach : 1.0};
}

double enclosing_radius(const geo::OrientedBox& box) {
    double squared = 0.0;
    for (const glm::dvec3& corner : geo::corners_of(box)) {
        const glm::dvec3 offset = corner - box.center;
        squared = std::max(squared, glm::dot(offset, offset));
    }
    return std::sqrt(squared);
}

}  // namespace

geo::OrientedBox box_around(const std::vector<glm::dvec3>& points) {
    glm::dvec3 middle{0.0};
    for (const glm::dvec3& point : points) {
        middle += point / static_cast<double>(points.size());
    }
    const geo::LocalFrame frame = geo::east_north_up(middle);
    glm::dvec3 low(std::numeric_limits<double>::max());
    glm::dvec3 high(std::numeric_limits<double>::lowest());
    for (const glm::dvec3& point : points) {
        const glm::dvec3 local = frame.to_local(point);
        low = glm::min(low, local);
        high = glm::max(high, local);
    }
    const glm::dvec3 half = (high - low) / 2.0;
    geo::OrientedBox box;
    box.center = frame.to_world((low + high) / 2.0);
    box.half_axes = {frame.axes[0] * half.x, frame.axes[1] * half.y, frame.axes[2] * half.z};
    return box;
}

WorldBounds world_bounds(const geo::BoundingVolume& volume, const geo::WorldMapping& mapping) {
    WorldBounds bounds;
    if (std::holds_alternative<geo::BoundingRegion>(volume)) {
        bounds.box = geo::enclosing_box(volume);
        // Errors stand in the source's metres, regions in degrees: the scale is taken there.
        std::array<glm::dvec3, 1> center{bounds.box.center};
        if (!mapping.is_identity() && mapping.to_source(center) == 0) {
            bounds.scale = place_box({center[0], glm::dmat3(1.0)}, mapping).scale;
        }
    } else {
        const Placed placed = place_box(geo::enclosing_box(volume), mapping);
        bounds.box = placed.box;
        bounds.scale = placed.scale;
    }
    bounds.radius_m = enclosing_radius(bounds.box);
    if (const auto* sphere = std::get_if<geo::BoundingSphere>(&volume)) {
        bounds.is_sphere = true;
        bounds.radius_m = sphere->radius_m * bounds.scale;
    }
    return bounds;
}

geo::BoundingVolume world_volume(const geo::BoundingVolume& volume,
                                 const geo::WorldMapping& mapping) {
    if (mapping.is_identity() || std::holds_alternative<geo::BoundingRegion>(volume)) return volume;
    const WorldBounds bounds = world_bounds(volume, mapping);
    if (bounds.is_sphere) return geo::BoundingSphere{bounds.box.center, bounds.radius_m};
    return bounds.box;
}

}  // namespace belvedere::stream
