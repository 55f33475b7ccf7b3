// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/s2_cell.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <numbers>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace belvedere::content::tiles3d {

namespace {

constexpr std::uint32_t kLevelMax = 30;
constexpr std::size_t kTokenDigits = 16;
// The Hilbert curve of the S2 library: (i, j) bits by orientation and position, and how each
// position turns the orientation. Bit 0 of an orientation swaps the axes, bit 1 inverts both.
constexpr std::uint32_t kPositionToIj[4][4] = {
    {0, 1, 3, 2}, {0, 2, 3, 1}, {3, 2, 0, 1}, {3, 1, 0, 2}};
constexpr std::uint32_t kPositionToOrientation[4] = {1, 0, 0, 3};
// Edges are sampled; between samples a latitude bulges by less than this part of its range.
constexpr int kEdgeSteps = 16;
constexpr double kBulge = 0.01;

// The quadratic projection of the S2 library (S2::STtoUV).
double projected(double s) {
    return s >= 0.5 ? (4.0 * s * s - 1.0) / 3.0 : (1.0 - 4.0 * (1.0 - s) * (1.0 - s)) / 3.0;
}

glm::dvec3 direction_of(std::uint32_t face, double u, double v) {
    switch (face) {
        case 0:
            return {1.0, u, v};
        case 1:
            return {-u, 1.0, v};
        case 2:
            return {-u, -v, 1.0};
        case 3:
            return {-1.0, -v, -u};
        case 4:
            return {v, -1.0, -u};
        default:
            return {v, u, -1.0};
    }
}

glm::dvec3 point_of(const S2Cell& cell, double along_i, double along_j) {
    const double size = std::ldexp(1.0, -static_cast<int>(cell.level));
    return direction_of(cell.face, projected((cell.i + along_i) * size),
                        projected((cell.j + along_j) * size));
}

double wrapped(double longitude_rad) {
    return std::remainder(longitude_rad, 2.0 * std::numbers::pi);
}

// Smallest and largest of what was included.
struct Span {
    double low = 0.0;
    double high = 0.0;

    void include(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    void widen() {
        const double margin = (high - low) * kBulge;
        low -= margin;
        high += margin;
    }
};

double latitude_of(const glm::dvec3& direction) {
    return std::atan2(direction.z, std::hypot(direction.x, direction.y));
}

// The pole itself has no longitude; it only counts for the latitude.
bool is_pole(const glm::dvec3& direction) {
    return std::hypot(direction.x, direction.y) < 1e-12;
}

}  // namespace

std::optional<S2Cell> s2_cell_from_token(std::string_view token) {
    if (token.empty() || token.size() > kTokenDigits) return std::nullopt;
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), id, 16);
    if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
    id <<= 4 * (kTokenDigits - token.size());
    const int zeros = std::countr_zero(id);
    S2Cell cell;
    cell.face = static_cast<std::uint32_t>(id >> 61);
    if (id == 0 || zeros % 2 != 0 || zeros > 60 || cell.face > 5) return std::nullopt;
    cell.level = kLevelMax - static_cast<std::uint32_t>(zeros) / 2;
    std::uint32_t orientation = cell.face & 1U;
    for (std::uint32_t level = 0; level < cell.level; ++level) {
        const std::uint64_t position = (id >> (59 - 2 * level)) & 3U;
        const std::uint32_t ij = kPositionToIj[orientation][position];
        cell.i = cell.i << 1 | ij >> 1;
        cell.j = cell.j << 1 | (ij & 1U);
        orientation ^= kPositionToOrientation[position];
    }
    return cell;
}

std::optional<S2Cell> s2_descendant(const S2Cell& cell, std::uint32_t levels, std::uint32_t x,
                                    std::uint32_t y) {
    if (levels > kLevelMax || cell.level > kLevelMax - levels) return std::nullopt;
    return S2Cell{cell.face, cell.level + levels, cell.i << levels | x, cell.j << levels | y};
}

geo::BoundingRegion region_of(const S2Cell& cell, double height_min_m, double height_max_m) {
    const glm::dvec3 middle = point_of(cell, 0.5, 0.5);
    const bool around_pole = is_pole(middle);
    const double middle_longitude = around_pole ? 0.0 : std::atan2(middle.y, middle.x);
    Span latitudes{latitude_of(middle), latitude_of(middle)};
    Span longitudes;
    const auto include = [&](double along_i, double along_j) {
        const glm::dvec3 point = point_of(cell, along_i, along_j);
        latitudes.include(latitude_of(point));
        if (is_pole(point)) return;
        longitudes.include(wrapped(std::atan2(point.y, point.x) - middle_longitude));
    };
    for (int step = 0; step <= kEdgeSteps; ++step) {
        const double along = static_cast<double>(step) / kEdgeSteps;
        include(along, 0.0);
        include(along, 1.0);
        include(0.0, along);
        include(1.0, along);
    }
    latitudes.widen();
    longitudes.widen();
    constexpr double half_pi = std::numbers::pi / 2.0;
    geo::BoundingRegion region;
    region.south_rad = std::max(latitudes.low, -half_pi);
    region.north_rad = std::min(latitudes.high, half_pi);
    region.west_rad = around_pole ? -std::numbers::pi : wrapped(middle_longitude + longitudes.low);
    region.east_rad = around_pole ? std::numbers::pi : wrapped(middle_longitude + longitudes.high);
    region.height_min_m = height_min_m;
    region.height_max_m = height_max_m;
    return region;
}

}  // namespace belvedere::content::tiles3d
