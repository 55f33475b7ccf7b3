// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/bounding_region.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/common.hpp>

#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/meridian.hpp"

namespace belvedere::geo {
namespace {

// Longitudes covered, in [0, 2 pi]; a region across the antimeridian has west > east.
double longitude_span(const BoundingRegion& region) {
    const double span = region.east_rad - region.west_rad;
    return span < 0.0 ? span + 2.0 * std::numbers::pi : span;
}

// Distance in a meridian plane to the straight edge at one latitude, between the two heights.
double distance_to_edge(const BoundingRegion& region, double latitude, double axis_distance,
                        double z) {
    const double sine = std::sin(latitude);
    const double cosine = std::cos(latitude);
    const MeridianPoint foot = meridian_point(sine, cosine);
    const double run = axis_distance - foot.axis_distance_m;
    const double rise = z - foot.z_m;
    const double along =
        std::clamp(run * cosine + rise * sine, region.height_min_m, region.height_max_m);
    return std::hypot(run - along * cosine, rise - along * sine);
}

// Distance in a meridian plane; a negative axis distance lies beyond the axis.
double distance_in_plane(const BoundingRegion& region, double axis_distance, double z) {
    if (axis_distance >= 0.0) {
        const MeridianFoot foot = meridian_foot(axis_distance, z);
        const double latitude = std::atan2(foot.sin_latitude, foot.cos_latitude);
        if (latitude >= region.south_rad && latitude <= region.north_rad) {
            return std::max(
                {0.0, region.height_min_m - foot.height_m, foot.height_m - region.height_max_m});
        }
    }
    return std::min(distance_to_edge(region, region.south_rad, axis_distance, z),
                    distance_to_edge(region, region.north_rad, axis_distance, z));
}

double distance_beyond_meridian(const BoundingRegion& region, double meridian,
                                const glm::dvec3& position) {
    const double cosine = std::cos(meridian);
    const double sine = std::sin(meridian);
    const double along = position.x * cosine + position.y * sine;
    const double across = position.y * cosine - position.x * sine;
    return std::hypot(across, distance_in_plane(region, along, position.z));
}

Geodetic middle_of(const BoundingRegion& region) {
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    return {(region.west_rad + 0.5 * longitude_span(region)) * kDegrees,
            0.5 * (region.south_rad + region.north_rad) * kDegrees,
            0.5 * (region.height_min_m + region.height_max_m)};
}

// The box that holds the whole planet up to the region's top: for regions of half the globe and
// more no turned box is tighter by much.
OrientedBox planet_box(const BoundingRegion& region) {
    const double equatorial = kSemiMajorAxis_m + std::max(0.0, region.height_max_m);
    const double polar = kSemiMinorAxis_m + std::max(0.0, region.height_max_m);
    return {glm::dvec3(0.0),
            glm::dmat3(equatorial, 0.0, 0.0, 0.0, equatorial, 0.0, 0.0, 0.0, polar)};
}

}  // namespace

double distance_to_region(const BoundingRegion& region, const glm::dvec3& position) {
    const double longitude = std::atan2(position.y, position.x);
    constexpr double kTurn = 2.0 * std::numbers::pi;
    const double from_west = longitude - region.west_rad;
    const double eastward = from_west - kTurn * std::floor(from_west / kTurn);
    if (eastward <= longitude_span(region)) {
        return distance_in_plane(region, std::hypot(position.x, position.y), position.z);
    }
    return std::min(distance_beyond_meridian(region, region.west_rad, position),
                    distance_beyond_meridian(region, region.east_rad, position));
}

glm::dvec3 center_of_region(const BoundingRegion& region) {
    return to_ecef(middle_of(region));
}

OrientedBox enclosing_box_of_region(const BoundingRegion& region) {
    const double span = longitude_span(region);
    const double rise = region.north_rad - region.south_rad;
    if (span > 0.5 * std::numbers::pi || rise > 0.5 * std::numbers::pi) return planet_box(region);

    // Corners of a grid, and a margin for how far the surface bends out between them.
    constexpr double kSmallSpan_rad = 0.02;
    const int cells = std::max(span, rise) < kSmallSpan_rad ? 2 : 8;
    const double step = std::max(span, rise) / cells;
    const double radius = kSemiMajorAxis_m + std::max(0.0, region.height_max_m);
    const double margin = 2.0 * radius * (1.0 - std::cos(0.5 * step));

    const LocalFrame frame = east_north_up(center_of_region(region));
    glm::dvec3 low(1e300);
    glm::dvec3 high(-1e300);
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    for (int i = 0; i <= cells; ++i) {
        for (int j = 0; j <= cells; ++j) {
            for (const double height : {region.height_min_m, region.height_max_m}) {
                const glm::dvec3 corner = frame.to_local(
                    to_ecef({(region.west_rad + span * i / cells) * kDegrees,
                             (region.south_rad + rise * j / cells) * kDegrees, height}));
                low = glm::min(low, corner);
                high = glm::max(high, corner);
            }
        }
    }
    const glm::dvec3 half = 0.5 * (high - low) + margin;
    return {frame.to_world(0.5 * (low + high)),
            glm::dmat3(frame.axes[0] * half.x, frame.axes[1] * half.y, frame.axes[2] * half.z)};
}

}  // namespace belvedere::geo
