// SPDX-License-Identifier: Apache-2.0
#include "app/measure/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include "engine/geo/geodesic.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::measure {
namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;

struct Level {
    double length_m = 0.0;
    double azimuth_deg = 0.0;
};

Level level_between(const glm::dvec3& from, const glm::dvec3& to, World world) {
    if (world == World::kEarth) {
        const auto line = geo::geodesic_between(geo::to_geodetic(from), geo::to_geodetic(to));
        return {line.length_m, line.azimuth_deg};
    }
    const double azimuth = std::atan2(to.x - from.x, to.y - from.y) * kDegrees;
    return {std::hypot(to.x - from.x, to.y - from.y), azimuth < 0.0 ? azimuth + 360.0 : azimuth};
}

double height_of(const glm::dvec3& point, World world) {
    return world == World::kEarth ? geo::to_geodetic(point).height_m : point.z;
}

// Twice the area as a vector along the normal (Newell), about the first corner so that the size of
// Earth-centred coordinates eats no digits.
glm::dvec3 doubled_area(std::span<const glm::dvec3> corners) {
    glm::dvec3 sum(0.0);
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        sum += glm::cross(corners[i] - corners[0], corners[i + 1] - corners[0]);
    }
    return sum;
}

double ground_area(std::span<const glm::dvec3> corners, World world) {
    if (world == World::kFlat) return 0.5 * std::abs(doubled_area(corners).z);
    std::vector<geo::Geodetic> places;
    places.reserve(corners.size());
    for (const glm::dvec3& corner : corners)
        places.push_back(geo::to_geodetic(corner));
    return geo::geodesic_polygon(places).area_m2;
}

double cross_2d(const glm::dvec2& a, const glm::dvec2& b) {
    return a.x * b.y - a.y * b.x;
}

bool crosses(const glm::dvec2& a, const glm::dvec2& b, const glm::dvec2& c, const glm::dvec2& d) {
    const double side_c = cross_2d(b - a, c - a);
    const double side_d = cross_2d(b - a, d - a);
    const double side_a = cross_2d(d - c, a - c);
    const double side_b = cross_2d(d - c, b - c);
    return side_c * side_d < 0.0 && side_a * side_b < 0.0;
}

bool is_crossing(std::span<const glm::dvec2> corners) {
    const std::size_t count = corners.size();
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = i + 1; k < count; ++k) {
            if (crosses(corners[i], corners[(i + 1) % count], corners[k],
                        corners[(k + 1) % count])) {
                return true;
            }
        }
    }
    return false;
}

// Corners in two axes of the plane with this normal, about the first.
std::vector<glm::dvec2> flattened(std::span<const glm::dvec3> corners, const glm::dvec3& normal) {
    const glm::dvec3 aside =
        std::abs(normal.z) < 0.9 ? glm::dvec3(0.0, 0.0, 1.0) : glm::dvec3(1.0, 0.0, 0.0);
    const glm::dvec3 x = glm::normalize(glm::cross(aside, normal));
    const glm::dvec3 y = glm::cross(normal, x);
    std::vector<glm::dvec2> flat;
    flat.reserve(corners.size());
    for (const glm::dvec3& corner : corners) {
        flat.emplace_back(glm::dot(corner - corners[0], x), glm::dot(corner - corners[0], y));
    }
    return flat;
}

// The plane through the corners' middle.
double distance_off_plane(std::span<const glm::dvec3> corners, const glm::dvec3& normal) {
    glm::dvec3 middle(0.0);
    for (const glm::dvec3& corner : corners)
        middle += corner - corners[0];
    middle /= static_cast<double>(corners.size());
    double farthest = 0.0;
    for (const glm::dvec3& corner : corners) {
        farthest = std::max(farthest, std::abs(glm::dot(corner - corners[0] - middle, normal)));
    }
    return farthest;
}

}  // namespace

PathMeasure measure_path(std::span<const glm::dvec3> points, World world) {
    PathMeasure measure;
    if (points.size() < 2) return measure;
    double height = height_of(points.front(), world);
    const double first_height = height;
    for (std::size_t i = 1; i < points.size(); ++i) {
        measure.length_m += glm::distance(points[i - 1], points[i]);
        measure.ground_m += level_between(points[i - 1], points[i], world).length_m;
        const double next = height_of(points[i], world);
        (next > height ? measure.climb_m : measure.descent_m) += std::abs(next - height);
        height = next;
    }
    measure.rise_m = height - first_height;
    const Level whole = level_between(points.front(), points.back(), world);
    measure.azimuth_deg = whole.azimuth_deg;
    measure.slope_deg = std::atan2(measure.rise_m, whole.length_m) * kDegrees;
    return measure;
}

AreaMeasure measure_area(std::span<const glm::dvec3> corners, World world) {
    AreaMeasure measure;
    for (std::size_t i = 0; i < corners.size() && corners.size() > 1; ++i) {
        measure.perimeter_m += glm::distance(corners[i], corners[(i + 1) % corners.size()]);
    }
    if (corners.size() < 3 || corners.size() > kCornersMax) return measure;
    measure.ground_m2 = ground_area(corners, world);
    const glm::dvec3 doubled = doubled_area(corners);
    const double length = glm::length(doubled);
    measure.plane_m2 = 0.5 * length;
    if (length > 0.0) {
        const glm::dvec3 normal = doubled / length;
        measure.plane_error_m = distance_off_plane(corners, normal);
        measure.is_crossing = is_crossing(flattened(corners, normal));
    }
    return measure;
}

}  // namespace belvedere::measure
