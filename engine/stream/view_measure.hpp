// SPDX-License-Identifier: Apache-2.0
// How a view sees a tile: the arithmetic of selection, run for every visited tile. Private to the
// module; in a header so that the traversal can inline it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/geometric.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/stream/selection_view.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {

inline constexpr double kNearest_m = 1.0e-7;  // Floor of distances, so that errors stay finite.
inline constexpr unsigned kOutside = 0xFF;

// Which planes still cut the box: a plane that the box is wholly inside of need not be tested for
// its descendants. kOutside when it is wholly outside one.
[[nodiscard]] inline unsigned cutting_planes(const geo::OrientedBox& box,
                                             const std::array<geo::Plane, 6>& frustum,
                                             unsigned mask) {
    for (unsigned i = 0; i < 6; ++i) {
        if ((mask & (1U << i)) == 0) continue;
        const geo::Plane& plane = frustum[i];
        const double center = glm::dot(plane.normal, box.center) + plane.offset;
        const double reach = std::abs(glm::dot(plane.normal, box.half_axes[0])) +
                             std::abs(glm::dot(plane.normal, box.half_axes[1])) +
                             std::abs(glm::dot(plane.normal, box.half_axes[2]));
        if (center + reach < 0.0) return kOutside;
        if (center - reach >= 0.0) mask &= ~(1U << i);
    }
    return mask;
}

// Distance to the nearest point of the tile's volume, 0 inside.
[[nodiscard]] inline double distance(const TileNode& node, const glm::dvec3& position) {
    const glm::dvec3 offset = position - node.box.center;
    if ((node.flags & tile_flags::kSphere) != 0) {
        return std::max(0.0, glm::length(offset) - node.radius_m);
    }
    double squared = glm::dot(offset, offset);
    double beyond = 0.0;
    for (int i = 0; i < 3; ++i) {
        const glm::dvec3& axis = node.box.half_axes[i];
        const double length_squared = glm::dot(axis, axis);
        if (length_squared <= 0.0) continue;
        const double along = glm::dot(offset, axis);
        const double outside = std::max(0.0, std::abs(along) - length_squared);
        beyond += outside * outside / length_squared;
        squared -= along * along / length_squared;
    }
    // What is left of the offset lies along axes of no length: the volume is flat there.
    for (int i = 0; i < 3; ++i) {
        if (glm::dot(node.box.half_axes[i], node.box.half_axes[i]) <= 0.0) {
            beyond += std::max(0.0, squared);
            break;
        }
    }
    return std::sqrt(beyond);
}

[[nodiscard]] inline double error_px(const TileNode& node, const SelectionView& view) {
    if (view.parallel_pixels_per_m > 0.0) {
        return node.geometric_error_m * view.parallel_pixels_per_m;
    }
    return node.geometric_error_m * view.pixels_at_unit_distance /
           std::max(kNearest_m, distance(node, view.position));
}

// Near the middle of the view and near the camera first (cesium-native's priority); what is
// uncharted after all that may be in it.
[[nodiscard]] inline double load_order(const TileNode& node, const SelectionView& view) {
    const glm::dvec3 toward = node.box.center - view.position;
    const double length = glm::length(toward);
    const bool is_uncharted = (node.flags & tile_flags::kUncharted) != 0;
    const double last_m = is_uncharted ? node.radius_m : 0.0;
    if (length <= kNearest_m) return last_m;
    return (1.0 - glm::dot(toward, view.direction) / length) * length + last_m;
}

}  // namespace belvedere::stream
