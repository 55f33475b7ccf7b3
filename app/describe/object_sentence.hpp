// SPDX-License-Identifier: Apache-2.0
// One object in a name, a line and a few sentences.
#pragma once

#include <string>
#include <vector>

#include "app/describe/object_facts.hpp"
#include "app/describe/object_walk.hpp"
#include "app/describe/scene_object.hpp"

namespace belvedere::describe {

// All in the language that words speaks; main thread; otherwise pure.

// The name of the data, else the address, else the kind with the id: "Town hall",
// "Elm Street 12", "Building B0000017".
[[nodiscard]] std::string object_name(const ObjectFacts& facts, city::FeatureKind kind);
// "Elm Street" or a name: what the surroundings of the object are called; empty when the data do
// not say.
[[nodiscard]] std::string place_name(const ObjectFacts& facts);

// A neighbour with its name.
struct NamedNeighbour {
    std::string name;
    Way way;
};

// "Town hall, 80 m ahead, north-east (45°). Use: public. 24 m high. 4 storeys. Near by: ..."
struct ObjectTold {
    const SceneObject& object;
    const ObjectFacts& facts;
    bool is_selected = false;
    std::vector<NamedNeighbour> neighbours;  // Clockwise.
};
[[nodiscard]] std::string object_sentence(const ObjectTold& told);
// The first sentence of it: what is said while one walks.
[[nodiscard]] std::string object_line(const SceneObject& object, const ObjectFacts& facts);
// "Clockwise from north: a, 40 m north-east; ..."
[[nodiscard]] std::string neighbours_sentence(const std::vector<NamedNeighbour>& neighbours);

}  // namespace belvedere::describe
