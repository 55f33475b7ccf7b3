// SPDX-License-Identifier: Apache-2.0
#include "app/describe/scene_nodes.hpp"

#include <algorithm>

#include "app/describe/quantity_words.hpp"
#include "app/words/words.hpp"

namespace belvedere::describe {
namespace {

std::string node_description(const ReadObject& read) {
    const SceneObject& object = read.object;
    std::string position = said_position({object.distance_m, object.relative_deg, object.level_m});
    if (read.facts.function.empty()) return position;
    return words::text({"object.position_and_use", "{position}; {use}"},
                       {{"position", position}, {"use", read.facts.function}});
}

}  // namespace

std::vector<ObjectNode> object_nodes(const city::Scene& scene, const SceneReading& reading,
                                     const NodeMarks& marks) {
    std::vector<ObjectNode> nodes;
    nodes.reserve(reading.objects.size());
    for (const ReadObject& read : reading.objects) {
        const city::PlacedFeature& placed = read.object.placed;
        ObjectNode node;
        node.key = "canvas.object." + std::to_string(scene.describe(placed.feature).source.value) +
                   "." + read.facts.id;
        node.name = object_name(read.facts, placed.kind);
        node.description = node_description(read);
        node.kind = placed.kind;
        node.feature = placed.feature;
        node.rect = picture_rect(placed.box, reading.eye).value_or(PictureRect{});
        node.is_current = placed.feature == marks.current;
        node.is_selected = std::find(marks.selected.begin(), marks.selected.end(),
                                     placed.feature) != marks.selected.end();
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace belvedere::describe
