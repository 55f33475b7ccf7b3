// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_mapping.hpp"

#include <cmath>

#include <glm/geometric.hpp>

namespace belvedere::stream {
namespace {

constexpr double kEarthRadius_m = 6.3710e6;
constexpr double kSurfaceRange_m = 45.0e3;       // Flattening (11 km), mountains, deep mines, air.
constexpr double kLocalReach_m = 100.0e3;        // A model, not a map: nothing is that near (0, 0).
constexpr double kMercatorEdge_m = 20037508.35;  // EPSG:3857's area.
constexpr double kHeightRange_m = 20.0e3;

std::string number(double value) {
    return std::to_string(std::llround(value));
}

std::string place_text(const glm::dvec3& center) {
    return "(" + number(center.x) + ", " + number(center.y) + ", " + number(center.z) + ")";
}

bool is_earth_centred(const geo::BoundingSphere& sphere) {
    const double from_centre = glm::length(sphere.center);
    const bool is_whole_earth = sphere.radius_m >= 6.0e6 && from_centre < sphere.radius_m;
    return is_whole_earth ||
           std::abs(from_centre - kEarthRadius_m) < kSurfaceRange_m + 0.5 * sphere.radius_m;
}

bool is_on_mercator(const geo::BoundingSphere& sphere) {
    return std::abs(sphere.center.x) <= kMercatorEdge_m &&
           std::abs(sphere.center.y) <= kMercatorEdge_m &&
           std::abs(sphere.center.z) <= kHeightRange_m + sphere.radius_m;
}

}  // namespace

Result<ChosenMapping> choose_mapping(const geo::BoundingVolume& root, const std::string& crs,
                                     geo::VerticalReference vertical) {
    if (!crs.empty()) {
        if (crs == "EPSG:4978") return ChosenMapping{geo::earth_centred_mapping(), {}};
        auto mapping = geo::projected_mapping(crs, vertical);
        if (!mapping) return fail(mapping.error());
        return ChosenMapping{std::move(*mapping), {}};
    }
    if (std::holds_alternative<geo::BoundingRegion>(root)) {
        return ChosenMapping{geo::earth_centred_mapping(), {}};
    }
    const geo::BoundingSphere sphere = geo::enclosing_sphere(root);
    if (is_on_mercator(sphere) && glm::length(sphere.center) < kLocalReach_m + sphere.radius_m) {
        return ChosenMapping{geo::local_mapping(),
                             "the tiles lie near the origin " + place_text(sphere.center) +
                                 " and are shown as a model without a place on Earth; say --crs "
                                 "if they are in a projected system"};
    }
    // A flat map can have any x and y, also some at the Earth's radius; but then z is a height,
    // while an Earth-centred place with so small a z lies on the equator.
    const bool is_flat = is_on_mercator(sphere);
    if (is_earth_centred(sphere) && !(is_flat && std::abs(sphere.center.z) < 1.0)) {
        return ChosenMapping{geo::earth_centred_mapping(), {}};
    }
    if (is_flat) {
        auto mapping = geo::projected_mapping("EPSG:3857", vertical);
        if (!mapping) return fail(mapping.error());
        return ChosenMapping{std::move(*mapping),
                             "the tiles are not in Earth-centred coordinates but about " +
                                 place_text(sphere.center) +
                                 ": taken as EPSG:3857 with ellipsoidal heights; say --crs if "
                                 "they are in another system"};
    }
    return fail(ErrorKind::kUsage,
                "the tiles lie about " + place_text(sphere.center) +
                    ", which is neither Earth-centred nor in the range of EPSG:3857; say --crs "
                    "with the system they are in (for instance EPSG:25832, EPSG:28992)");
}

}  // namespace belvedere::stream
