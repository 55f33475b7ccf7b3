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

bool is_in_picture(const glm::dvec2& ndc) {
    return std::abs(ndc.x) <= 1.0 && std::abs(ndc.y) <= 1.0;
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

double weight_of(FeatureKind kind) {
    constexpr std::array<double, city::kFeatureKinds> kWeights = {1.0, 1.0, 3.0,  3.0,
                                                                  2.0, 2.0, 50.0, 1.0};
    return kWeights[static_cast<std::size_t>(kind)];
}

bool is_nearer(const SceneObject& a, const SceneObject& b) {
    return std::tuple(a.distance_m, a.placed.feature.value) <
           std::tuple(b.distance_m, b.placed.feature.value);
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
    SceneObject object;
    object.placed = placed;
    object.distance_m = distance_to_box(placed.box, eye.camera.position);
    const Way way = way_between(eye.camera.position, placed.box.center, eye.horizon);
    object.level_m = way.distance_m;
    object.bearing_deg = way.bearing_deg;
    const render::HeadingPitch gaze = render::angles_in(eye.horizon, eye.camera.orientation);
    object.relative_deg = turned(way.bearing_deg, gaze.heading_deg);
    const auto middle = render::project(eye.camera, eye.aspect(), placed.box.center);
    object.is_in_view = placed.is_drawn && middle && is_in_picture(middle->ndc);
    if (object.is_in_view) object.rect = picture_rect(placed.box, eye);
    return object;
}

std::vector<SceneObject> objects_around(std::span<const PlacedFeature> placed, const Eye& eye) {
    std::vector<SceneObject> objects;
    objects.reserve(placed.size());
    for (const PlacedFeature& each : placed)
        objects.push_back(object_at(each, eye));
    std::sort(objects.begin(), objects.end(), is_nearer);
    return objects;
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
    std::vector<SceneObject> chosen(objects.begin(), objects.end());
    const auto cost = [](const SceneObject& object) {
        return std::tuple((object.distance_m + 1.0) * weight_of(object.placed.kind),
                          object.placed.feature.value);
    };
    const std::size_t count = std::min(limit, chosen.size());
    std::partial_sort(
        chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(count), chosen.end(),
        [&](const SceneObject& a, const SceneObject& b) { return cost(a) < cost(b); });
    chosen.resize(count);
    std::sort(chosen.begin(), chosen.end(), [](const SceneObject& a, const SceneObject& b) {
        return a.placed.kind != b.placed.kind ? a.placed.kind < b.placed.kind : is_nearer(a, b);
    });
    return chosen;
}

}  // namespace belvedere::describe
