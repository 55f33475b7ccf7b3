// SPDX-License-Identifier: Apache-2.0
// SceneReading: the loaded city as it is told from one eye. Where the pure functions of this folder
// meet a Scene; the window and the command line use it alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/city/scene.hpp"
#include "app/describe/object_facts.hpp"
#include "app/describe/object_sentence.hpp"
#include "app/describe/scene_object.hpp"
#include "app/describe/view_sentence.hpp"

namespace belvedere::describe {

// An object with what the data say of it.
struct ReadObject {
    SceneObject object;
    ObjectFacts facts;
};

// Plain data; true of the moment it was read.
struct SceneReading {
    Eye eye;
    ViewFacts view;                   // Without selection, style and sun: the caller knows those.
    std::vector<SceneObject> around;  // All loaded, nearest first.
    std::vector<SceneObject> in_view;
    std::vector<ReadObject> objects;  // The most important in view, grouped by kind.
};

// The eye of a camera over a picture of this size.
[[nodiscard]] Eye eye_of(const city::Scene& scene, const render::Camera& camera, double width_px,
                         double height_px);
// Main thread; about 10 ms for 30,000 loaded features. Not for every frame.
[[nodiscard]] SceneReading read_scene(city::Scene& scene, const Eye& eye);
// An object by its number, in what was read; nothing when it is no longer loaded.
[[nodiscard]] const SceneObject* find_object(const SceneReading& reading, FeatureId feature);
// The nearest neighbours of an object with their names, clockwise.
[[nodiscard]] std::vector<NamedNeighbour> named_neighbours(const city::Scene& scene,
                                                           const SceneReading& reading,
                                                           const SceneObject& object,
                                                           std::size_t count);

}  // namespace belvedere::describe
