// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_placer.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/vec2.hpp>

namespace belvedere::content::citymodel {
namespace {

// Nearer to the Earth's centre nothing is a city: "up" there has no meaning.
constexpr double kDeepestCity_m = 6.0e6;
// How far an affine is fitted beyond the object that asks for one, so that its neighbours can use
// it too: the Earth falls away by 0.5 mm there, on either side of the affine.
constexpr double kShared_m = 100.0;

}  // namespace

Result<CityPlacer> CityPlacer::about(const CityBox& bounds, const geo::WorldMapping& mapping) {
    const glm::dvec3 center = bounds.is_empty() ? glm::dvec3(0.0) : (bounds.min + bounds.max) * 0.5;
    glm::dvec3 world = center;
    (void)mapping.to_world(std::span(&world, 1));
    if (!std::isfinite(world.x + world.y + world.z)) {
        return fail(ErrorKind::kBadData, "the objects lie outside the area of " + mapping.name());
    }
    const bool is_on_earth = mapping.is_georeferenced() && glm::length(world) > kDeepestCity_m;
    return CityPlacer(
        is_on_earth ? geo::east_north_up(world) : geo::LocalFrame{world, glm::dmat3(1.0)}, mapping);
}

bool CityPlacer::fit(const glm::dvec3& center, double reach_m, const glm::dvec3& reach) {
    const auto affine = mapping_->affine_near(center, reach_m, kCityAffineError_m);
    if (!affine) return false;
    const glm::dmat3 turn = glm::transpose(frame_.axes);
    linear_ = turn * glm::dmat3(*affine);
    center_ = center;
    offset_ = turn * (glm::dvec3(*affine * glm::dvec4(center, 1.0)) - frame_.origin);
    fitted_ = {center - reach, center + reach};
    return true;
}

void CityPlacer::begin_object(const CityBox& bounds) {
    if (bounds.is_empty()) return;
    if (mapping_->is_identity()) {
        linear_ = glm::transpose(frame_.axes);
        center_ = frame_.origin;
        offset_ = glm::dvec3(0.0);
        return;
    }
    const bool is_inside = linear_ && glm::all(glm::lessThanEqual(fitted_.min, bounds.min)) &&
                           glm::all(glm::lessThanEqual(bounds.max, fitted_.max));
    if (is_inside) return;
    const glm::dvec3 center = (bounds.min + bounds.max) * 0.5;
    const glm::dvec3 half = (bounds.max - bounds.min) * 0.5;
    glm::dvec3 ends[] = {center, center + glm::dvec3(half.x, half.y, 0.0), bounds.min, bounds.max};
    (void)mapping_->to_world(ends);
    const double radius = glm::distance(ends[2], ends[3]) * 0.5;
    linear_.reset();
    if (!std::isfinite(radius)) return;
    // Source units a metre, so that the neighbourhood can be said in the source's coordinates.
    const double flat_m = glm::distance(ends[0], ends[1]);
    const double units = flat_m > 0.0 ? glm::length(glm::dvec2(half)) / flat_m : 0.0;
    const double shared = std::max(radius * 1.01, kShared_m);
    // Degrees of latitude are longer than those of longitude: a third is safe below 70 degrees.
    const double flat = shared * units * (units < 1e-3 ? 0.33 : 0.99);
    if (fit(center, shared, glm::max(half, glm::dvec3(flat, flat, shared)))) return;
    if (!fit(center, radius, half)) linear_.reset();
}

glm::dvec3 CityPlacer::place(const glm::dvec3& position) const {
    if (linear_) return *linear_ * (position - center_) + offset_;
    glm::dvec3 world = position;
    (void)mapping_->to_world(std::span(&world, 1));
    return frame_.to_local(world);
}

glm::dmat4 CityPlacer::frame_at(const glm::dvec3& anchor) const {
    glm::dvec3 world = anchor;
    (void)mapping_->to_world(std::span(&world, 1));
    const bool is_on_earth = mapping_->is_georeferenced() && glm::length(world) > kDeepestCity_m;
    const geo::LocalFrame there =
        is_on_earth ? geo::east_north_up(world) : geo::LocalFrame{world, glm::dmat3(1.0)};
    const glm::dmat3 turn = glm::transpose(frame_.axes);
    glm::dmat4 matrix(turn * there.axes);
    matrix[3] = glm::dvec4(turn * (there.origin - frame_.origin), 1.0);
    return matrix;
}

}  // namespace belvedere::content::citymodel
