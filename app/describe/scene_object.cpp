// SPDX-License-Identifier: Apache-2.0
#include "app/describe/scene_object.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

#include <glm/geometric.hpp>

namespace belvedere::describe {
namespace {

using city::FeatureKind;
using city::PlacedFeature;

double compass_deg(double east, double north) {
    return turned(std::atan2(east, north) * 180.0 / std::numbers::pi, 0.0);
}

double distance_to_box(const geo::OrientedBox& box, const glm::dvec3& point) {
    const glm::dvec3 offset = point - box.center;
    double squared = 0.0;
    glm::dvec3 inside(0.0);
    for (int axis = 0; axis < 3; ++axis) {
        const double half = glm::length(box.half_axes[axis]);
        if (half <= 0.0) continue;
        const glm::dvec3 direction = box.half_axes[axis] / half;
        inside += direction * std::clamp(glm::dot(offset, direction), -half, half);
    }
    squared = glm::dot(offset - inside, offset - inside);
    return std::sqrt(squared);
}

// What all objects share, reckoned once.
struct Gaze {
    const Eye& eye;
    glm::dvec3 forward, right, up;
    double slope_x, slope_y;  // Half the picture over the distance.
    double heading_deg;
};

Gaze gaze_of(const Eye& eye) {
    const double slope = std::tan(eye.camera.fov_y_rad * 0.5);
    return {eye,
            render::forward(eye.camera),
            render::right(eye.camera),
            render::up(eye.camera),
            slope * eye.aspect(),
            slope,
            render::angles_in(eye.horizon, eye.camera.orientation).heading_deg};
}

bool is_in_picture(const Gaze& gaze, const glm::dvec3& point) {
    const glm::dvec3 offset = point - gaze.eye.camera.position;
    const double depth = glm::dot(offset, gaze.forward);
    return depth > gaze.eye.camera.near_m &&
           std::abs(glm::dot(offset, gaze.right)) <= depth * gaze.slope_x &&
           std::abs(glm::dot(offset, gaze.up)) <= depth * gaze.slope_y;
}

// Covers at least a pixel: what is smaller is not in the picture, be it beyond the horizon or far
// below. A point counts as a metre wide.
bool is_large_enough(const Gaze& gaze, const geo::OrientedBox& box) {
    constexpr double kSizeMin_m = 1.0, kSizeMin_px = 1.0;
    const double size_m = std::max(kSizeMin_m, 2.0 * geo::enclosing_sphere(box).radius_m);
    const double away_m = glm::distance(gaze.eye.camera.position, box.center);
    const double wide_m = 2.0 * away_m * gaze.slope_y / gaze.eye.height_px;  // Of a pixel there.
    return size_m >= kSizeMin_px * wide_m;
}

double weight_of(FeatureKind kind) {
    constexpr std::array<double, city::kFeatureKinds> kWeights = {1.0, 1.0, 3.0,  3.0,
                                                                  2.0, 2.0, 50.0, 1.0};
    return kWeights[static_cast<std::size_t>(kind)];
}

bool is_nearer(const SceneObject& a, const SceneObject& b) {
    return std::tuple(a.distance_m, a.placed.feature.value) <
           std::tuple(b.distance_m, b.placed.feature.value);
}

SceneObject object_seen(const PlacedFeature& placed, const Gaze& gaze) {
    SceneObject object;
    object.placed = placed;
    object.distance_m = distance_to_box(placed.box, gaze.eye.camera.position);
    const Way way = way_between(gaze.eye.camera.position, placed.box.center, gaze.eye.horizon);
    object.level_m = way.distance_m;
    object.bearing_deg = way.bearing_deg;
    object.relative_deg = turned(way.bearing_deg, gaze.heading_deg);
    object.is_in_view = placed.is_drawn && is_in_picture(gaze, placed.box.center) &&
                        is_large_enough(gaze, placed.box);
    return object;
}

}  // namespace

double turned(double bearing_deg, double heading_deg) {
    const double difference = std::fmod(bearing_deg - heading_deg, 360.0);
    // Adding 360 to a tiny negative angle would round to 360 itself.
    const double positive = difference < 0.0 ? difference + 360.0 : difference;
    return positive >= 360.0 ? 0.0 : positive;
}

Way way_between(const glm::dvec3& from, const glm::dvec3& to, const geo::LocalFrame& horizon) {
    const glm::dvec3 offset = (to - from) * horizon.axes;
    return {std::hypot(offset.x, offset.y), compass_deg(offset.x, offset.y)};
}

SceneObject object_at(const PlacedFeature& placed, const Eye& eye) {
    return object_seen(placed, gaze_of(eye));
}

std::vector<SceneObject> objects_around(std::span<const PlacedFeature> placed, const Eye& eye) {
    const Gaze gaze = gaze_of(eye);
    // Sorted by small keys: objects are large, and there are tens of thousands.
    struct Key {
        double distance_m;
        std::uint32_t feature, index;
    };
    std::vector<Key> keys;
    keys.reserve(placed.size());
    for (std::uint32_t i = 0; i < placed.size(); ++i) {
        keys.push_back(
            {distance_to_box(placed[i].box, eye.camera.position), placed[i].feature.value, i});
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
        return std::tie(a.distance_m, a.feature) < std::tie(b.distance_m, b.feature);
    });
    std::vector<SceneObject> objects;
    objects.reserve(placed.size());
    for (const Key& key : keys)
        objects.push_back(object_seen(placed[key.index], gaze));
    return objects;
}

// Corners behind the eye are left out: the rectangle is then what is in front.
std::optional<PictureRect> picture_rect(const geo::OrientedBox& box, const Eye& eye) {
    glm::dvec2 low(1e9);
    glm::dvec2 high(-1e9);
    for (const glm::dvec3& corner : geo::corners_of(box)) {
        const auto seen = render::project(eye.camera, eye.aspect(), corner);
        if (!seen) continue;
        low = glm::min(low, seen->ndc);
        high = glm::max(high, seen->ndc);
    }
    if (low.x > 1.0 || low.y > 1.0 || high.x < -1.0 || high.y < -1.0) return std::nullopt;
    const auto pixel = [](double ndc, double size) {
        return (std::clamp(ndc, -1.0, 1.0) + 1.0) * 0.5 * size;
    };
    return PictureRect{pixel(low.x, eye.width_px), pixel(low.y, eye.height_px),
                       pixel(high.x, eye.width_px), pixel(high.y, eye.height_px)};
}

std::vector<SceneObject> only_in_view(std::span<const SceneObject> objects) {
    std::vector<SceneObject> seen;
    std::copy_if(objects.begin(), objects.end(), std::back_inserter(seen),
                 [](const SceneObject& object) { return object.is_in_view; });
    return seen;
}

KindCounts counts_of(std::span<const SceneObject> objects) {
    KindCounts counts{};
    for (const SceneObject& object : objects)
        ++counts[static_cast<std::size_t>(object.placed.kind)];
    return counts;
}

std::vector<SceneObject> most_important(std::span<const SceneObject> objects, std::size_t limit) {
    std::vector<const SceneObject*> ranked;
    ranked.reserve(objects.size());
    for (const SceneObject& object : objects)
        ranked.push_back(&object);
    const auto cost = [](const SceneObject* object) {
        return std::tuple((object->distance_m + 1.0) * weight_of(object->placed.kind),
                          object->placed.feature.value);
    };
    const std::size_t count = std::min(limit, ranked.size());
    std::partial_sort(
        ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end(),
        [&](const SceneObject* a, const SceneObject* b) { return cost(a) < cost(b); });
    std::vector<SceneObject> chosen;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(*ranked[i]);
    std::sort(chosen.begin(), chosen.end(), [](const SceneObject& a, const SceneObject& b) {
        return a.placed.kind != b.placed.kind ? a.placed.kind < b.placed.kind : is_nearer(a, b);
    });
    return chosen;
}

}  // namespace belvedere::describe
