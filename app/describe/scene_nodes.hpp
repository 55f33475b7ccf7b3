// SPDX-License-Identifier: Apache-2.0
// SceneObjects: the picture as children that assistive technology can list, ask and act on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/describe/scene_reading.hpp"

namespace belvedere::describe {

// One object of the picture. Its actions are commands that take `feature` as their argument: see
// kObjectActions.
struct ObjectNode {
    std::string key;  // "canvas.object.0.B0000017": layer number and id; the same in any language.
    std::string name;
    std::string description;  // "80 m ahead", with the use: what tells it from its neighbours.
    city::FeatureKind kind = city::FeatureKind::kOther;
    FeatureId feature;
    PictureRect rect;  // Of the picture, not of the window.
    bool is_current = false, is_selected = false;
};

// Plain data; as fresh as the last reading of the view, which is while the camera rests.
struct SceneObjects {
    std::string sentence;             // The name of the picture itself.
    std::vector<ObjectNode> objects;  // At most kObjectsMax, grouped by kind.
};

// What can be done with each object: command ids, in the order they are offered.
inline constexpr std::string_view kObjectActions[] = {"object.describe", "object.go_to",
                                                      "object.select"};

struct NodeMarks {
    FeatureId current;
    const std::vector<FeatureId>& selected;
};
[[nodiscard]] std::vector<ObjectNode> object_nodes(const city::Scene& scene,
                                                   const SceneReading& reading,
                                                   const NodeMarks& marks);

}  // namespace belvedere::describe
