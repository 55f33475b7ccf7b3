// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/volume_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

namespace belvedere::content::tiles3d {

namespace {

constexpr std::size_t kBoxNumbers = 12;
constexpr std::size_t kRegionNumbers = 6;
constexpr std::size_t kSphereNumbers = 4;
// Beyond this no Earth-sized scene has anything, and squares still fit a double.
constexpr double kCoordinateMax = 1e12;
// Writers round angles; a region may stick out by this much without being called wrong.
constexpr double kAngleSlack_rad = 1e-6;

Result<std::vector<double>> read_numbers(const JsonValue& json, const std::string& name,
                                         std::size_t count) {
    auto numbers = json.numbers(64);
    if (!numbers) return fail(ErrorKind::kBadData, name + " is not an array of numbers");
    if (numbers->size() != count) {
        return fail(ErrorKind::kBadData, name + " has " + std::to_string(numbers->size()) +
                                             " numbers instead of " + std::to_string(count));
    }
    for (const double number : *numbers) {
        if (!std::isfinite(number) || std::abs(number) > kCoordinateMax) {
            return fail(ErrorKind::kBadData, name + " has a number beyond 1e12");
        }
    }
    return std::move(*numbers);
}

}  // namespace

Result<ReadVolume> read_box(const JsonValue& json) {
    const auto numbers = read_numbers(json, "box", kBoxNumbers);
    if (!numbers) return fail(numbers.error());
    const auto vector = [&](std::size_t first) {
        return glm::dvec3((*numbers)[first], (*numbers)[first + 1], (*numbers)[first + 2]);
    };
    geo::OrientedBox box;
    box.center = vector(0);
    box.half_axes = glm::dmat3(vector(3), vector(6), vector(9));
    return ReadVolume{box, std::nullopt, {}};
}

Result<ReadVolume> read_sphere(const JsonValue& json) {
    const auto numbers = read_numbers(json, "sphere", kSphereNumbers);
    if (!numbers) return fail(numbers.error());
    geo::BoundingSphere sphere;
    sphere.center = {(*numbers)[0], (*numbers)[1], (*numbers)[2]};
    sphere.radius_m = (*numbers)[3];
    if (sphere.radius_m < 0.0) return fail(ErrorKind::kBadData, "sphere has a negative radius");
    return ReadVolume{sphere, std::nullopt, {}};
}

Result<ReadVolume> read_region(const JsonValue& json) {
    const auto numbers = read_numbers(json, "region", kRegionNumbers);
    if (!numbers) return fail(numbers.error());
    geo::BoundingRegion region{(*numbers)[0], (*numbers)[1], (*numbers)[2],
                               (*numbers)[3], (*numbers)[4], (*numbers)[5]};
    constexpr double longitude_max = std::numbers::pi + kAngleSlack_rad;
    constexpr double latitude_max = std::numbers::pi / 2.0 + kAngleSlack_rad;
    if (std::abs(region.west_rad) > longitude_max || std::abs(region.east_rad) > longitude_max ||
        std::abs(region.south_rad) > latitude_max || std::abs(region.north_rad) > latitude_max) {
        return fail(ErrorKind::kBadData, "region is not in radians on the Earth");
    }
    if (region.south_rad > region.north_rad) {
        return fail(ErrorKind::kBadData, "region has its south north of its north");
    }
    ReadVolume read{region, std::nullopt, {}};
    if (region.height_min_m > region.height_max_m) {
        std::swap(region.height_min_m, region.height_max_m);
        read.volume = region;
        read.warning = "region has its minimum height above its maximum; they were swapped";
    }
    return read;
}

namespace {

Result<ReadVolume> read_s2(const JsonValue& json) {
    const auto token = json["token"].text();
    const auto low = json["minimumHeight"].number();
    const auto high = json["maximumHeight"].number();
    if (!token || !low || !high) {
        return fail(ErrorKind::kBadData, "S2 volume lacks a token or heights of the right type");
    }
    if (std::abs(*low) > kCoordinateMax || std::abs(*high) > kCoordinateMax) {
        return fail(ErrorKind::kBadData, "S2 volume has a height beyond 1e12");
    }
    const auto cell = s2_cell_from_token(*token);
    if (!cell) {
        return fail(ErrorKind::kBadData,
                    "S2 token \"" + std::string(token->substr(0, 32)) + "\" names no cell");
    }
    ReadVolume read;
    read.cell = cell;
    read.volume = region_of(*cell, std::min(*low, *high), std::max(*low, *high));
    if (*low > *high) {
        read.warning = "S2 volume has its minimum height above its maximum; they were swapped";
    }
    return read;
}

}  // namespace

Result<ReadVolume> read_volume(const JsonValue& json) {
    if (!json.present()) return fail(ErrorKind::kBadData, "bounding volume is missing");
    if (!json.is_object()) return fail(ErrorKind::kBadData, "bounding volume is no object");
    const JsonValue s2 = json["extensions"]["3DTILES_bounding_volume_S2"];
    if (s2.present()) {
        auto read = read_s2(s2);
        if (read) return read;
        const bool has_other =
            json["box"].present() || json["region"].present() || json["sphere"].present();
        if (!has_other) return read;
    }
    if (const JsonValue box = json["box"]; box.present()) return read_box(box);
    if (const JsonValue region = json["region"]; region.present()) return read_region(region);
    if (const JsonValue sphere = json["sphere"]; sphere.present()) return read_sphere(sphere);
    return fail(ErrorKind::kBadData, "bounding volume is neither box, region nor sphere");
}

}  // namespace belvedere::content::tiles3d
