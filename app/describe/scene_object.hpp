// SPDX-License-Identifier: Apache-2.0
// Things of the city as they stand round the eye: which, how far, which way, where in the picture.
// Pure functions over plain data; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "app/city/placed_feature.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::describe {

// Objects that are told at once at most: more cannot be listened to.
inline constexpr std::size_t kObjectsMax = 60;

// A rectangle of the picture in pixels from its upper left corner.
struct PictureRect {
    double x0 = 0.0, y0 = 0.0, x1 = 0.0, y1 = 0.0;
};

// From where and how the city is looked at.
struct Eye {
    render::Camera camera;
    geo::LocalFrame horizon;  // East, north, up at the camera.
    double width_px = 1280.0, height_px = 720.0;
    [[nodiscard]] double aspect() const { return width_px / height_px; }
};

struct SceneObject {
    city::PlacedFeature placed;
    double distance_m = 0.0;    // From the eye to the nearest point of its box.
    double level_m = 0.0;       // From below the eye to its middle, along the horizon.
    double bearing_deg = 0.0;   // Of its middle, clockwise from north, 0 ... 360.
    double relative_deg = 0.0;  // The same, clockwise from where the camera looks.
    // It is drawn, its middle is in the picture, and it covers a pixel at least.
    bool is_in_view = false;
};

// Where one feature stands.
[[nodiscard]] SceneObject object_at(const city::PlacedFeature& placed, const Eye& eye);

// What its box covers of the picture, cut at the edges; nothing when it is out of the picture.
[[nodiscard]] std::optional<PictureRect> picture_rect(const geo::OrientedBox& box, const Eye& eye);

// All features, nearest first; equal distances by number, so that the order is always the same.
[[nodiscard]] std::vector<SceneObject> objects_around(std::span<const city::PlacedFeature> placed,
                                                      const Eye& eye);
// Of these the ones in view, in the same order. That something else hides them is not asked: a
// person who walks the city without sight wants to know of them.
[[nodiscard]] std::vector<SceneObject> only_in_view(std::span<const SceneObject> objects);
// How many of each kind, by FeatureKind.
using KindCounts = std::array<std::size_t, city::kFeatureKinds>;
[[nodiscard]] KindCounts counts_of(std::span<const SceneObject> objects);
// The nearest and most important, grouped by kind in the order of FeatureKind, nearest first in
// each. A metre to a tree counts as three to a building, and land counts last.
[[nodiscard]] std::vector<SceneObject> most_important(std::span<const SceneObject> objects,
                                                      std::size_t limit = kObjectsMax);

// From one object to another along the horizon of the first, middle to middle.
struct Way {
    double distance_m = 0.0;
    double bearing_deg = 0.0;
};
[[nodiscard]] Way way_between(const glm::dvec3& from, const glm::dvec3& to,
                              const geo::LocalFrame& horizon);

// The difference of two compass angles, 0 ... 360.
[[nodiscard]] double turned(double bearing_deg, double heading_deg);

}  // namespace belvedere::describe
