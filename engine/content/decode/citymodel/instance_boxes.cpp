// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/instance_boxes.hpp"

#include <algorithm>
#include <cmath>

#include <glm/trigonometric.hpp>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/geo/crs_description.hpp"

namespace belvedere::content::citymodel {
namespace {

// Of a degree of latitude at the equator, where it is shortest, and a little less.
constexpr double kDegree_m = 110'500.0;
// Nearer to a pole degrees of longitude mean nothing.
constexpr double kLeastCosine = 0.01;

}  // namespace

glm::dvec3 SourceUnits::units_of(const glm::dvec3& metres_from, const glm::dvec3& at) const {
    if (!is_geographic) return metres_from / metres;
    const double cosine = std::max(std::cos(glm::radians(at.y)), kLeastCosine);
    return {metres_from.x / (kDegree_m * cosine), metres_from.y / kDegree_m,
            metres_from.z / metres.z};
}

SourceUnits units_of_crs(const std::string& crs) {
    SourceUnits units;
    if (crs.empty()) return units;
    const auto known = geo::describe_crs(crs);
    if (!known) return units;
    units.is_geographic = known->is_geographic;
    for (std::size_t i = 0; i < 3; ++i) {
        const double metres = known->axes[i].si_per_unit;
        if (metres > 0.0 && std::isfinite(metres)) {
            units.metres[static_cast<glm::length_t>(i)] = metres;
        }
    }
    return units;
}

CityBox InstanceBoxes::box_of(const Geometry& geometry) {
    const bool is_placed = geometry.kind == GeometryKind::kInstance &&
                           geometry.template_geometry < batch_.geometries.size() &&
                           geometry.placement < batch_.placements.size();
    if (!is_placed) return {};
    const auto [known, is_new] = templates_.try_emplace(geometry.template_geometry);
    if (is_new) known->second = bounds_of(batch_, batch_.geometries[geometry.template_geometry]);
    const CityBox& own = known->second;
    const Placement& placement = batch_.placements[geometry.placement];
    CityBox box;
    box.add(placement.anchor);
    if (own.is_empty()) return box;
    for (unsigned i = 0; i < 8; ++i) {
        const glm::dvec4 corner((i & 1U) != 0 ? own.max.x : own.min.x,
                                (i & 2U) != 0 ? own.max.y : own.min.y,
                                (i & 4U) != 0 ? own.max.z : own.min.z, 1.0);
        const glm::dvec3 from(placement.matrix * corner);
        const glm::dvec3 at = placement.anchor + units_.units_of(from, placement.anchor);
        if (std::isfinite(at.x + at.y + at.z)) box.add(at);
    }
    return box;
}

}  // namespace belvedere::content::citymodel
