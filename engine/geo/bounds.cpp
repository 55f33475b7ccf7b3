// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "engine/geo/bounding_region.hpp"

namespace belvedere::geo {
namespace {

// Beyond this (about seven times the distance to the Sun) a coordinate is noise, and its square
// starts to eat the precision of everything computed with it.
constexpr double kCoordinateMax_m = 1e12;

bool is_sane(const glm::dvec3& v) {
    return std::abs(v.x) <= kCoordinateMax_m && std::abs(v.y) <= kCoordinateMax_m &&
           std::abs(v.z) <= kCoordinateMax_m;
}

// An upper bound of the largest stretch of a 3x3 map, exact when its columns are orthogonal
// (Gershgorin's bound on the eigenvalues of the Gram matrix).
double largest_scale(const glm::dmat3& map) {
    double largest = 0.0;
    for (int i = 0; i < 3; ++i) {
        double row = 0.0;
        for (int j = 0; j < 3; ++j)
            row += std::abs(glm::dot(map[i], map[j]));
        largest = std::max(largest, row);
    }
    return std::sqrt(largest);
}

// Minimises |offset - axes * t| over t in [-1, 1]^3 by coordinate descent: exact after one sweep
// for orthogonal axes, and it needs no inverse, so that flat and skewed boxes are no special cases.
double distance_to_box(const OrientedBox& box, const glm::dvec3& position) {
    constexpr int kSweepsMax = 64;
    glm::dvec3 residual = position - box.center;
    glm::dvec3 t(0.0);
    for (int sweep = 0; sweep < kSweepsMax; ++sweep) {
        double change = 0.0;
        for (int i = 0; i < 3; ++i) {
            const glm::dvec3& axis = box.half_axes[i];
            const double squared = glm::dot(axis, axis);
            if (squared == 0.0) continue;
            const double moved = std::clamp(t[i] + glm::dot(residual, axis) / squared, -1.0, 1.0);
            residual -= axis * (moved - t[i]);
            change = std::max(change, std::abs(moved - t[i]));
            t[i] = moved;
        }
        if (change < 1e-9) break;
    }
    const double distance = glm::length(residual);
    return distance < 1e-12 * glm::length(position - box.center) ? 0.0 : distance;
}

}  // namespace

BoundingVolume transformed(const BoundingVolume& volume, const glm::dmat4& transform) {
    if (const auto* box = std::get_if<OrientedBox>(&volume)) {
        const glm::dmat3 linear(transform);
        return OrientedBox{glm::dvec3(transform * glm::dvec4(box->center, 1.0)),
                           linear * box->half_axes};
    }
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) {
        return BoundingSphere{glm::dvec3(transform * glm::dvec4(sphere->center, 1.0)),
                              sphere->radius_m * largest_scale(glm::dmat3(transform))};
    }
    return volume;
}

double distance_to(const BoundingVolume& volume, const glm::dvec3& position) {
    if (const auto* box = std::get_if<OrientedBox>(&volume)) return distance_to_box(*box, position);
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) {
        return std::max(0.0, glm::distance(sphere->center, position) - sphere->radius_m);
    }
    return distance_to_region(std::get<BoundingRegion>(volume), position);
}

glm::dvec3 center_of(const BoundingVolume& volume) {
    if (const auto* box = std::get_if<OrientedBox>(&volume)) return box->center;
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) return sphere->center;
    return center_of_region(std::get<BoundingRegion>(volume));
}

BoundingSphere enclosing_sphere(const BoundingVolume& volume) {
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) return *sphere;
    const OrientedBox box = enclosing_box(volume);
    double radius = 0.0;
    for (const glm::dvec3& corner : corners_of(box)) {
        radius = std::max(radius, glm::distance(corner, box.center));
    }
    return {box.center, radius};
}

OrientedBox enclosing_box(const BoundingVolume& volume) {
    if (const auto* box = std::get_if<OrientedBox>(&volume)) return *box;
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) {
        return {sphere->center, glm::dmat3(sphere->radius_m)};
    }
    return enclosing_box_of_region(std::get<BoundingRegion>(volume));
}

std::array<glm::dvec3, 8> corners_of(const OrientedBox& box) {
    std::array<glm::dvec3, 8> corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const glm::dvec3 sign((i & 1U) != 0 ? 1.0 : -1.0, (i & 2U) != 0 ? 1.0 : -1.0,
                              (i & 4U) != 0 ? 1.0 : -1.0);
        corners[i] = box.center + box.half_axes * sign;
    }
    return corners;
}

bool is_valid(const BoundingVolume& volume) {
    // Comparisons are written so that NaN fails them.
    if (const auto* box = std::get_if<OrientedBox>(&volume)) {
        return is_sane(box->center) && is_sane(box->half_axes[0]) && is_sane(box->half_axes[1]) &&
               is_sane(box->half_axes[2]);
    }
    if (const auto* sphere = std::get_if<BoundingSphere>(&volume)) {
        return is_sane(sphere->center) && sphere->radius_m >= 0.0 &&
               sphere->radius_m <= kCoordinateMax_m;
    }
    const auto& region = std::get<BoundingRegion>(volume);
    constexpr double kTurn = 2.0 * std::numbers::pi + 1e-6;
    constexpr double kRight = 0.5 * std::numbers::pi + 1e-6;
    return std::abs(region.west_rad) <= kTurn && std::abs(region.east_rad) <= kTurn &&
           std::abs(region.south_rad) <= kRight && std::abs(region.north_rad) <= kRight &&
           region.south_rad <= region.north_rad &&
           std::abs(region.height_min_m) <= kCoordinateMax_m &&
           std::abs(region.height_max_m) <= kCoordinateMax_m &&
           region.height_min_m <= region.height_max_m;
}

bool may_intersect(const OrientedBox& box, const std::array<Plane, 6>& frustum) {
    for (const Plane& plane : frustum) {
        const double reach = std::abs(glm::dot(plane.normal, box.half_axes[0])) +
                             std::abs(glm::dot(plane.normal, box.half_axes[1])) +
                             std::abs(glm::dot(plane.normal, box.half_axes[2]));
        if (glm::dot(plane.normal, box.center) + plane.offset < -reach) return false;
    }
    return true;
}

}  // namespace belvedere::geo
