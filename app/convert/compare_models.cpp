// SPDX-License-Identifier: Apache-2.0
#include "app/convert/compare_models.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/geometric.hpp>

namespace belvedere::convert {

namespace {

constexpr double kWorldTolerance_m = 0.005;
// A degree at the equator: what the tolerance is in coordinates that are degrees.
constexpr double kMetresOfDegree = 111'320.0;
constexpr double kDegreesMost = 360.0;

// Whether x and y are degrees; heights are metres all the same.
bool is_in_degrees(const ShapePrint& shape) {
    return std::abs(shape.low.x) <= kDegreesMost && std::abs(shape.high.x) <= kDegreesMost &&
           std::abs(shape.low.y) <= 90.0 && std::abs(shape.high.y) <= 90.0 &&
           shape.high.x - shape.low.x < 1.0 && shape.high.y - shape.low.y < 1.0;
}

double distance_m(const glm::dvec3& one, const glm::dvec3& other, bool in_degrees) {
    glm::dvec3 way = other - one;
    if (in_degrees) {
        way.x *= kMetresOfDegree;
        way.y *= kMetresOfDegree;
    }
    return glm::length(way);
}

// How far the box and the middle of the corners went.
double moved(const ShapePrint& one, const ShapePrint& other, bool in_degrees) {
    return std::max({distance_m(one.low, other.low, in_degrees),
                     distance_m(one.high, other.high, in_degrees),
                     distance_m(one.middle, other.middle, in_degrees)});
}

// Corners that each move by the tolerance change the area by it along the outline.
bool is_area_changed(const ShapePrint& one, const ShapePrint& other, double tolerance) {
    const double outline = std::sqrt(std::max(one.area, other.area));
    const double polygons = std::max(1.0, static_cast<double>(one.polygons));
    return std::abs(one.area - other.area) > 4.0 * tolerance * (outline + polygons * tolerance);
}

// Models that are placed are as large as they are there, and turned as they are.
bool is_placed_otherwise(const ShapePrint& one, const ShapePrint& other, double tolerance_m) {
    const double apart = std::max(glm::distance(one.placed_low, other.placed_low),
                                  glm::distance(one.placed_high, other.placed_high));
    const double outline = std::sqrt(std::max(one.placed_area, other.placed_area));
    const double corners = std::max(1.0, static_cast<double>(one.placed_corners));
    return one.placed_corners != other.placed_corners || apart > tolerance_m ||
           std::abs(one.placed_area - other.placed_area) >
               4.0 * tolerance_m * (outline + corners * tolerance_m);
}

std::vector<ChangedAttribute> compare_attributes(const ObjectPrint& before,
                                                 const ObjectPrint& after) {
    std::vector<ChangedAttribute> changed;
    auto one = before.attributes.begin();
    auto other = after.attributes.begin();
    while (one != before.attributes.end() || other != after.attributes.end()) {
        const bool is_gone = other == after.attributes.end() ||
                             (one != before.attributes.end() && one->first < other->first);
        const bool is_new =
            !is_gone && (one == before.attributes.end() || other->first < one->first);
        if (is_gone) {
            changed.push_back({one->first, one->second, {}, true, false});
            ++one;
        } else if (is_new) {
            changed.push_back({other->first, {}, other->second, false, true});
            ++other;
        } else {
            if (one->second != other->second) {
                changed.push_back({one->first, one->second, other->second, true, true});
            }
            ++one;
            ++other;
        }
    }
    return changed;
}

// Nothing of it differs: `id` is empty.
ChangedObject compare_objects(const std::string& id, const ObjectPrint& before,
                              const ObjectPrint& after, double tolerance_m) {
    ChangedObject changed;
    changed.type = after.type;
    changed.is_type_changed = before.type != after.type;
    changed.is_parent_changed = before.parent != after.parent;
    const ShapePrint &one = before.shape, &other = after.shape;
    const bool in_degrees = is_in_degrees(one) && is_in_degrees(other);
    const bool has_shapes = one.corners > 0 && other.corners > 0;
    changed.moved_m = has_shapes ? moved(one, other, in_degrees) : 0.0;
    const double tolerance = in_degrees ? tolerance_m / kMetresOfDegree : tolerance_m;
    changed.is_shape_changed =
        one.polygons != other.polygons || one.levels != other.levels ||
        (one.corners > 0) != (other.corners > 0) || changed.moved_m > tolerance_m ||
        is_placed_otherwise(one, other, tolerance_m) || is_area_changed(one, other, tolerance);
    changed.attributes = compare_attributes(before, after);
    const bool is_changed = changed.is_type_changed || changed.is_parent_changed ||
                            changed.is_shape_changed || !changed.attributes.empty();
    if (is_changed) changed.id = id;
    return changed;
}

bool is_one_crs(const CityModel& before, const CityModel& after) {
    const std::string name = before.parts.front().mapping->name();
    const auto is_same = [&](const stream::CityPart& part) { return part.mapping->name() == name; };
    return std::ranges::all_of(before.parts, is_same) && std::ranges::all_of(after.parts, is_same);
}

}  // namespace

ModelDifference compare_prints(const ModelPrints& before, const ModelPrints& after,
                               double tolerance_m) {
    ModelDifference difference;
    difference.without_id = before.without_id + after.without_id;
    difference.repeated = before.repeated + after.repeated;
    for (const auto& [id, print] : before.objects) {
        const auto found = after.objects.find(id);
        if (found == after.objects.end()) {
            difference.removed.push_back({id, print.type});
            continue;
        }
        ChangedObject changed = compare_objects(id, print, found->second, tolerance_m);
        if (changed.id.empty()) {
            ++difference.same;
        } else {
            difference.changed.push_back(std::move(changed));
        }
    }
    for (const auto& [id, print] : after.objects) {
        if (!before.objects.contains(id)) difference.added.push_back({id, print.type});
    }
    return difference;
}

Result<ModelDifference> compare_models(const CityModel& before, const CityModel& after,
                                       double tolerance_m, const ConvertProgress& progress,
                                       const CancelToken& cancel) {
    const bool is_one = is_one_crs(before, after);
    const PrintPlace place = is_one ? PrintPlace::kSource : PrintPlace::kWorld;
    const auto one = print_objects(
        before, place, [&](double done) { progress(done * 0.5); }, cancel);
    if (!one) return fail(one.error());
    const auto other = print_objects(
        after, place, [&](double done) { progress(0.5 + done * 0.5); }, cancel);
    if (!other) return fail(other.error());
    ModelDifference difference = compare_prints(
        *one, *other, is_one ? tolerance_m : std::max(tolerance_m, kWorldTolerance_m));
    difference.is_in_one_crs = is_one;
    return difference;
}

}  // namespace belvedere::convert
