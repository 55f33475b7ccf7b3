// SPDX-License-Identifier: Apache-2.0
// Ray tests declared in bounds.hpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/meridian.hpp"

namespace belvedere::geo {
namespace {

// A unit vector perpendicular to a non-zero one.
glm::dvec3 any_perpendicular(const glm::dvec3& direction) {
    const glm::dvec3 other = std::abs(direction.x) < 0.6 * glm::length(direction)
                                 ? glm::dvec3(1.0, 0.0, 0.0)
                                 : glm::dvec3(0.0, 1.0, 0.0);
    return glm::normalize(glm::cross(direction, other));
}

// Flat boxes are legal; gives each zero axis a thickness far below a millimetre, so that the slab
// test below has three independent normals.
glm::dmat3 with_thickness(glm::dmat3 axes) {
    constexpr double kThickness_m = 1e-6;
    for (int pass = 0; pass < 3; ++pass) {
        for (int i = 0; i < 3; ++i) {
            if (glm::length(axes[i]) > 0.0) continue;
            const glm::dvec3& a = axes[(i + 1) % 3];
            const glm::dvec3& b = axes[(i + 2) % 3];
            const glm::dvec3 normal = glm::cross(a, b);
            if (glm::length(normal) > 0.0) {
                axes[i] = glm::normalize(normal) * kThickness_m;
            } else if (glm::length(a) > 0.0) {
                axes[i] = any_perpendicular(a) * kThickness_m;
            } else if (glm::length(b) > 0.0) {
                axes[i] = any_perpendicular(b) * kThickness_m;
            } else {
                axes[i] = glm::dvec3(kThickness_m, 0.0, 0.0);
            }
        }
    }
    return axes;
}

}  // namespace

std::optional<double> intersect(const Ray& ray, const OrientedBox& box) {
    const glm::dmat3 axes = with_thickness(box.half_axes);
    const glm::dvec3 offset = ray.origin - box.center;
    double entry = 0.0;
    double exit = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        const glm::dvec3 normal = glm::cross(axes[(i + 1) % 3], axes[(i + 2) % 3]);
        const double half = std::abs(glm::dot(normal, axes[i]));
        const double from = glm::dot(normal, offset);
        const double along = glm::dot(normal, ray.direction);
        if (along == 0.0) {
            if (std::abs(from) > half) return std::nullopt;
            continue;
        }
        double near = (-half - from) / along;
        double far = (half - from) / along;
        if (near > far) std::swap(near, far);
        entry = std::max(entry, near);
        exit = std::min(exit, far);
        if (!(entry <= exit)) return std::nullopt;
    }
    return entry;
}

// Möller and Trumbore 1997, both sides.
std::optional<double> intersect_triangle(const Ray& ray, const glm::dvec3& a, const glm::dvec3& b,
                                         const glm::dvec3& c) {
    const glm::dvec3 ab = b - a;
    const glm::dvec3 ac = c - a;
    const glm::dvec3 p = glm::cross(ray.direction, ac);
    const double determinant = glm::dot(ab, p);
    if (determinant == 0.0) return std::nullopt;
    const glm::dvec3 offset = ray.origin - a;
    const double u = glm::dot(offset, p) / determinant;
    if (!(u >= 0.0 && u <= 1.0)) return std::nullopt;
    const glm::dvec3 q = glm::cross(offset, ab);
    const double v = glm::dot(ray.direction, q) / determinant;
    if (!(v >= 0.0 && u + v <= 1.0)) return std::nullopt;
    const double distance = glm::dot(ac, q) / determinant;
    if (!(distance >= 0.0)) return std::nullopt;
    return distance;
}

std::optional<double> intersect_ellipsoid(const Ray& ray, double height_m) {
    const double equatorial = kSemiMajorAxis_m + height_m;
    const double polar = kSemiMinorAxis_m + height_m;
    if (!(equatorial > 0.0 && polar > 0.0)) return std::nullopt;
    const glm::dvec3 scale(1.0 / equatorial, 1.0 / equatorial, 1.0 / polar);
    const glm::dvec3 origin = ray.origin * scale;
    const glm::dvec3 direction = ray.direction * scale;
    const double a = glm::dot(direction, direction);
    const double half_b = glm::dot(origin, direction);
    const double c = glm::dot(origin, origin) - 1.0;
    const double discriminant = half_b * half_b - a * c;
    if (!(discriminant >= 0.0) || a == 0.0) return std::nullopt;
    // The root without cancellation first; the other follows from the product of both.
    const double q = -(half_b + std::copysign(std::sqrt(discriminant), half_b));
    double near = q / a;
    double far = q != 0.0 ? c / q : near;
    if (near > far) std::swap(near, far);
    if (near >= 0.0) return near;
    if (far >= 0.0) return far;
    return std::nullopt;
}

}  // namespace belvedere::geo
