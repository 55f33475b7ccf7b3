// SPDX-License-Identifier: Apache-2.0
// Bounding volumes of the 3D Tiles specification (1.1, section "Bounding volumes"), in the world.
#pragma once

#include <array>
#include <optional>
#include <variant>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

namespace belvedere::geo {

struct OrientedBox {
    glm::dvec3 center{0.0};
    glm::dmat3 half_axes{0.0};  // Columns: half-length axis vectors; may be zero (flat) or skewed.
};

struct BoundingSphere {
    glm::dvec3 center{0.0};
    double radius_m = 0.0;
};

// Geographic rectangle (radians on EPSG:4979) with a range of ellipsoidal heights. west > east
// means it crosses the antimeridian.
struct BoundingRegion {
    double west_rad = 0.0, south_rad = 0.0, east_rad = 0.0, north_rad = 0.0;
    double height_min_m = 0.0, height_max_m = 0.0;
};

using BoundingVolume = std::variant<OrientedBox, BoundingSphere, BoundingRegion>;

// The volume under an affine transform; regions are never transformed (specification, section
// "Transforms"), spheres grow by the largest scale.
[[nodiscard]] BoundingVolume transformed(const BoundingVolume& volume, const glm::dmat4& transform);

// Distance in metres from a world position to the nearest point of the volume; 0 inside. For a
// region a lower bound that is exact to < 0.1 % of its size, so selection never refines too late.
[[nodiscard]] double distance_to(const BoundingVolume& volume, const glm::dvec3& position);

[[nodiscard]] glm::dvec3 center_of(const BoundingVolume& volume);
// A sphere that holds the volume.
[[nodiscard]] BoundingSphere enclosing_sphere(const BoundingVolume& volume);
// An oriented box that holds the volume (a region's box stands in the east-north-up frame of its
// centre). This is what culling and the debug overlay use; compute once a tile and keep it.
[[nodiscard]] OrientedBox enclosing_box(const BoundingVolume& volume);
// The eight corners, bit 0 = +x, bit 1 = +y, bit 2 = +z half axis.
[[nodiscard]] std::array<glm::dvec3, 8> corners_of(const OrientedBox& box);

// Everything finite and sizes not negative; anything else comes from a broken file.
[[nodiscard]] bool is_valid(const BoundingVolume& volume);

// Half-space dot(normal, p) + offset >= 0.
struct Plane {
    glm::dvec3 normal{0.0, 0.0, 1.0};
    double offset = 0.0;
};
// False only when the box is wholly outside one plane.
[[nodiscard]] bool may_intersect(const OrientedBox& box, const std::array<Plane, 6>& frustum);

struct Ray {
    glm::dvec3 origin{0.0};
    glm::dvec3 direction{0.0, 0.0, -1.0};  // Unit length.
};
// Distance along the ray to the first hit, nothing when it misses.
[[nodiscard]] std::optional<double> intersect(const Ray& ray, const OrientedBox& box);
[[nodiscard]] std::optional<double> intersect_triangle(const Ray& ray, const glm::dvec3& a,
                                                       const glm::dvec3& b, const glm::dvec3& c);
// First hit with the WGS 84 ellipsoid raised by `height_m`.
[[nodiscard]] std::optional<double> intersect_ellipsoid(const Ray& ray, double height_m);

}  // namespace belvedere::geo
