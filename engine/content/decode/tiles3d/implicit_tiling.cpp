// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/implicit_tiling.hpp"

#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>
#include <variant>

#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

std::uint32_t dimensions_of(SubdivisionScheme scheme) {
    return scheme == SubdivisionScheme::kOctree ? 3 : 2;
}

// The part `index` of `count` equal parts of [low, high].
struct Interval {
    double low = 0.0;
    double high = 0.0;
};
Interval part_of(Interval whole, std::uint32_t index, double count) {
    const double width = whole.high - whole.low;
    return {whole.low + width * (index / count), whole.low + width * ((index + 1.0) / count)};
}

geo::OrientedBox part_of_box(const geo::OrientedBox& root, SubdivisionScheme scheme,
                             const ImplicitCoordinates& tile, double count) {
    geo::OrientedBox box = root;
    const std::uint32_t indices[3] = {tile.x, tile.y, tile.z};
    for (std::uint32_t axis = 0; axis < dimensions_of(scheme); ++axis) {
        const auto column = static_cast<glm::length_t>(axis);
        box.center += root.half_axes[column] * ((2.0 * indices[axis] + 1.0) / count - 1.0);
        box.half_axes[column] = root.half_axes[column] / count;
    }
    return box;
}

geo::BoundingRegion part_of_region(const geo::BoundingRegion& root, SubdivisionScheme scheme,
                                   const ImplicitCoordinates& tile, double count) {
    constexpr double turn = 2.0 * std::numbers::pi;
    geo::BoundingRegion region = root;
    const double east = root.east_rad < root.west_rad ? root.east_rad + turn : root.east_rad;
    const Interval longitudes = part_of({root.west_rad, east}, tile.x, count);
    region.west_rad = longitudes.low >= std::numbers::pi ? longitudes.low - turn : longitudes.low;
    region.east_rad = longitudes.high > std::numbers::pi ? longitudes.high - turn : longitudes.high;
    const Interval latitudes = part_of({root.south_rad, root.north_rad}, tile.y, count);
    region.south_rad = latitudes.low;
    region.north_rad = latitudes.high;
    if (scheme == SubdivisionScheme::kOctree) {
        const Interval heights = part_of({root.height_min_m, root.height_max_m}, tile.z, count);
        region.height_min_m = heights.low;
        region.height_max_m = heights.high;
    }
    return region;
}

std::optional<geo::BoundingRegion> part_of_cell(const geo::BoundingRegion& root,
                                                const ImplicitTiling& tiling,
                                                const ImplicitCoordinates& tile, double count) {
    const auto cell = s2_descendant(*tiling.root_cell, tile.level, tile.x, tile.y);
    if (!cell) return std::nullopt;
    Interval heights{root.height_min_m, root.height_max_m};
    if (tiling.scheme == SubdivisionScheme::kOctree) heights = part_of(heights, tile.z, count);
    return region_of(*cell, heights.low, heights.high);
}

std::optional<std::uint32_t> variable(std::string_view name, const ImplicitCoordinates& tile) {
    if (name == "level") return tile.level;
    if (name == "x") return tile.x;
    if (name == "y") return tile.y;
    if (name == "z") return tile.z;
    return std::nullopt;
}

}  // namespace

std::uint32_t children_per_tile(SubdivisionScheme scheme) {
    return 1U << dimensions_of(scheme);
}

std::uint64_t tiles_in_levels(SubdivisionScheme scheme, std::uint32_t levels) {
    const std::uint32_t bits = dimensions_of(scheme) * levels;
    assert(bits < 64);
    return ((std::uint64_t{1} << bits) - 1) / (children_per_tile(scheme) - 1);
}

ImplicitCoordinates child_of(const ImplicitCoordinates& tile, std::uint32_t child) {
    return {tile.level + 1, tile.x << 1 | (child & 1U), tile.y << 1 | (child >> 1 & 1U),
            tile.z << 1 | (child >> 2 & 1U)};
}

std::uint64_t morton_index(SubdivisionScheme scheme, const ImplicitCoordinates& tile) {
    const std::uint32_t dimensions = dimensions_of(scheme);
    const std::uint64_t indices[3] = {tile.x, tile.y, tile.z};
    std::uint64_t morton = 0;
    for (std::uint32_t bit = 0; bit < tile.level && bit * dimensions < 64; ++bit) {
        for (std::uint32_t axis = 0; axis < dimensions; ++axis) {
            const std::uint32_t position = bit * dimensions + axis;
            if (position < 64) morton |= (indices[axis] >> bit & 1U) << position;
        }
    }
    return morton;
}

ImplicitCoordinates descendant_of(SubdivisionScheme scheme, const ImplicitCoordinates& root,
                                  std::uint32_t levels, std::uint64_t morton) {
    ImplicitCoordinates tile = root;
    const std::uint32_t dimensions = dimensions_of(scheme);
    for (std::uint32_t level = levels; level-- > 0;) {
        const std::uint64_t child = morton >> (level * dimensions);
        tile = child_of(tile, static_cast<std::uint32_t>(child & (children_per_tile(scheme) - 1)));
    }
    return tile;
}

ImplicitCoordinates relative_to(const ImplicitCoordinates& root, const ImplicitCoordinates& tile) {
    assert(tile.level >= root.level);
    const std::uint32_t levels = tile.level - root.level;
    const std::uint32_t mask = levels >= 32 ? ~0U : (1U << levels) - 1U;
    return {levels, tile.x & mask, tile.y & mask, tile.z & mask};
}

std::string expand_template(std::string_view uri, const ImplicitCoordinates& tile) {
    std::string expanded;
    expanded.reserve(uri.size() + 16);
    while (!uri.empty()) {
        const std::size_t open = uri.find('{');
        const std::size_t close = open == uri.npos ? uri.npos : uri.find('}', open);
        expanded += uri.substr(0, open);
        if (open == uri.npos) break;
        const auto value = close == uri.npos
                               ? std::nullopt
                               : variable(uri.substr(open + 1, close - open - 1), tile);
        expanded += value ? std::to_string(*value) : std::string(1, '{');
        uri.remove_prefix(value ? close + 1 : open + 1);
    }
    return expanded;
}

geo::BoundingVolume subdivided_volume(const geo::BoundingVolume& root_volume,
                                      const ImplicitTiling& tiling,
                                      const ImplicitCoordinates& tile) {
    const double count = std::ldexp(1.0, static_cast<int>(tile.level));
    if (const auto* box = std::get_if<geo::OrientedBox>(&root_volume)) {
        return part_of_box(*box, tiling.scheme, tile, count);
    }
    const auto* region = std::get_if<geo::BoundingRegion>(&root_volume);
    if (region == nullptr) return root_volume;
    if (tiling.root_cell) {
        const auto part = part_of_cell(*region, tiling, tile, count);
        return part ? *part : *region;
    }
    return part_of_region(*region, tiling.scheme, tile, count);
}

double subdivided_error(double root_error, std::uint32_t level) {
    return std::ldexp(root_error, -static_cast<int>(level));
}

}  // namespace belvedere::content::tiles3d
