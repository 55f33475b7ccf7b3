// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_placer.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/vector_relational.hpp>

namespace belvedere::content::citymodel {
namespace {

// Nearer to the Earth's centre nothing is a city: "up" there has no meaning.
constexpr double kDeepestCity_m = 6.0e6;
// The quadratic and the affine that touches it may be off by half of what is allowed each.
constexpr double kFitError_m = kCityPlaceError_m * 0.5;
constexpr double kTouchError_m = kCityPlaceError_m * 0.5;
// Neighbourhoods that are tried, from large to small, where the whole tile is too large: about its
// own objects only in the end.
constexpr double kNeighbourhoods_m[] = {1000.0, 200.0, 0.0};
// A flat object is fitted with some height about it.
constexpr double kLeastReach_m = 10.0;
constexpr std::size_t kFits = 64;  // Kept; the oldest goes first.

bool holds_all(const CityBox& outer, const CityBox& inner) {
    return glm::all(glm::lessThanEqual(outer.min, inner.min)) &&
           glm::all(glm::lessThanEqual(inner.max, outer.max));
}

// Source units that a metre is, along each axis.
glm::dvec3 units_per_metre(const glm::dvec3& place, const geo::WorldMapping& mapping) {
    constexpr double kStep = 1e-4;
    glm::dvec3 points[4] = {place, place, place, place};
    for (glm::length_t axis = 0; axis < 3; ++axis)
        points[axis + 1][axis] += kStep;
    (void)mapping.to_world(points);
    glm::dvec3 units;
    for (glm::length_t axis = 0; axis < 3; ++axis)
        units[axis] = kStep / glm::distance(points[0], points[axis + 1]);
    return units;
}

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
        is_on_earth ? geo::east_north_up(world) : geo::LocalFrame{world, glm::dmat3(1.0)}, mapping,
        bounds);
}

std::size_t CityPlacer::fit(const glm::dvec3& center, const glm::dvec3& reach) {
    const auto map = geo::fit_quadratic(*mapping_, center, reach, kFitError_m);
    if (!map) return kNoFit;
    std::size_t place = fits_.size();
    if (place < kFits) {
        fits_.emplace_back();
    } else {
        place = next_replaced_;
        next_replaced_ = (next_replaced_ + 1) % kFits;
    }
    fits_[place] = {map->moved(glm::transpose(frame_.axes), frame_.origin),
                    {center - reach, center + reach}};
    return place;
}

std::size_t CityPlacer::find_fit(const CityBox& bounds) const {
    if (fit_ != kNoFit && holds_all(fits_[fit_].holds, bounds)) return fit_;
    for (std::size_t i = 0; i < fits_.size(); ++i) {
        if (holds_all(fits_[i].holds, bounds)) return i;
    }
    return kNoFit;
}

std::size_t CityPlacer::make_fit(const CityBox& bounds) {
    const glm::dvec3 center = (bounds.min + bounds.max) * 0.5;
    const glm::dvec3 half = (bounds.max - bounds.min) * 0.5;
    const glm::dvec3 units = units_per_metre(center, *mapping_);
    if (!std::isfinite(units.x + units.y + units.z)) return kNoFit;
    // Boxes are compared by the last digit, and a flat one needs some reach.
    const auto around = [&](const glm::dvec3& wanted, double reach_m) {
        return glm::max(wanted * 1.001, units * std::max(reach_m, kLeastReach_m));
    };
    if (!whole_is_tried_) {
        whole_is_tried_ = true;
        const glm::dvec3 all = (whole_.max - whole_.min) * 0.5;
        const std::size_t made = fit((whole_.min + whole_.max) * 0.5, around(all, 0.0));
        if (made != kNoFit) return made;
    }
    for (const double reach_m : kNeighbourhoods_m) {
        const std::size_t made = fit(center, around(half, reach_m));
        if (made != kNoFit) return made;
    }
    return kNoFit;
}

void CityPlacer::begin_object(const CityBox& bounds) {
    if (bounds.is_empty()) return;
    if (mapping_->is_identity()) {
        linear_ = glm::transpose(frame_.axes);
        center_ = frame_.origin;
        offset_ = glm::dvec3(0.0);
        return;
    }
    fit_ = find_fit(bounds);
    if (fit_ == kNoFit) fit_ = make_fit(bounds);
    linear_.reset();
    if (fit_ == kNoFit) return;
    const geo::QuadraticMap& map = fits_[fit_].map;
    if (map.bend_within((bounds.max - bounds.min) * 0.5) > kTouchError_m) return;
    center_ = (bounds.min + bounds.max) * 0.5;
    const geo::QuadraticMap::Tangent tangent = map.tangent_at(center_);
    linear_ = tangent.linear;
    offset_ = tangent.value;
}

glm::dvec3 CityPlacer::place(const glm::dvec3& position) const {
    if (linear_) return *linear_ * (position - center_) + offset_;
    if (fit_ != kNoFit) return fits_[fit_].map.at(position);
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
