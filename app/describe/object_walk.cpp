// SPDX-License-Identifier: Apache-2.0
#include "app/describe/object_walk.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::describe {
namespace {

constexpr double kEighth_deg = 45.0;

}  // namespace

std::optional<std::size_t> step_in(std::span<const SceneObject> list, const Step& step) {
    const auto from = std::find_if(list.begin(), list.end(), [&](const SceneObject& object) {
        return object.placed.feature == step.from;
    });
    if (from == list.end()) return list.empty() ? std::nullopt : std::optional<std::size_t>(0);
    const std::ptrdiff_t by = step.direction == Direction::kNext ? 1 : -1;
    const auto end = static_cast<std::ptrdiff_t>(list.size());
    for (std::ptrdiff_t at = from - list.begin() + by; at >= 0 && at < end; at += by) {
        const SceneObject& object = list[static_cast<std::size_t>(at)];
        if (step.company == Company::kSameKind && object.placed.kind != from->placed.kind) continue;
        return static_cast<std::size_t>(at);
    }
    return std::nullopt;
}

Toward toward_of(double relative_deg) {
    const double eighths = std::floor(turned(relative_deg, -kEighth_deg / 2.0) / kEighth_deg);
    return static_cast<Toward>(static_cast<int>(eighths) % 8);
}

std::optional<std::size_t> nearest_toward(std::span<const SceneObject> list, const Look& look,
                                          const geo::LocalFrame& horizon) {
    std::optional<std::size_t> nearest;
    double distance_m = 0.0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].placed.feature == look.from) continue;
        const Way way = way_between(look.place, list[i].placed.box.center, horizon);
        if (toward_of(turned(way.bearing_deg, look.heading_deg)) != look.toward) continue;
        if (nearest && way.distance_m >= distance_m) continue;
        nearest = i;
        distance_m = way.distance_m;
    }
    return nearest;
}

std::vector<Neighbour> neighbours_of(std::span<const SceneObject> list, const SceneObject& object,
                                     std::size_t count, const geo::LocalFrame& horizon) {
    std::vector<Neighbour> found;
    for (std::size_t i = 0; i < list.size(); ++i) {
        // Land is below everything and beside nothing.
        if (list[i].placed.feature == object.placed.feature) continue;
        if (list[i].placed.kind == city::FeatureKind::kLand) continue;
        found.push_back(
            {i, way_between(object.placed.box.center, list[i].placed.box.center, horizon)});
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, found.size()));
    std::partial_sort(
        found.begin(), found.begin() + kept, found.end(),
        [](const Neighbour& a, const Neighbour& b) { return a.way.distance_m < b.way.distance_m; });
    found.resize(static_cast<std::size_t>(kept));
    std::sort(found.begin(), found.end(), [](const Neighbour& a, const Neighbour& b) {
        return a.way.bearing_deg < b.way.bearing_deg;
    });
    return found;
}

}  // namespace belvedere::describe
