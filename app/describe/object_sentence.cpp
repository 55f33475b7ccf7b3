// SPDX-License-Identifier: Apache-2.0
#include "app/describe/object_sentence.hpp"

#include <glm/geometric.hpp>

#include "app/describe/quantity_words.hpp"
#include "app/words/words.hpp"

namespace belvedere::describe {
namespace {

// The data's own height first; the box's only where they have none, and then it says so.
std::string height_sentence(const SceneObject& object, const ObjectFacts& facts) {
    if (facts.height_m) {
        return words::text({"object.height", "{height} high."},
                           {{"height", said_length(*facts.height_m)}});
    }
    const double height_m = 2.0 * glm::length(object.placed.box.half_axes[2]);
    constexpr double kFlat_m = 0.5;
    if (height_m < kFlat_m) return {};
    return words::text({"object.height_by_shape", "About {height} high by its shape."},
                       {{"height", said_length(height_m)}});
}

std::string storeys_sentence(const ObjectFacts& facts) {
    if (!facts.storeys) return {};
    constexpr words::PluralMessage kStoreys{"object.storeys", "{n} storey.", "{n} storeys."};
    const std::string number = said_count(*facts.storeys);
    return words::plural(kStoreys, *facts.storeys, {{"n", number}});
}

std::string address_of(const ObjectFacts& facts) {
    if (facts.house_number.empty()) return facts.street;
    return words::text({"object.address", "{street} {number}"},
                       {{"street", facts.street}, {"number", facts.house_number}});
}

std::string neighbour_text(const NamedNeighbour& neighbour) {
    return words::text({"object.neighbour", "{name} ({distance}, {direction})"},
                       {{"name", neighbour.name},
                        {"distance", said_length(neighbour.way.distance_m)},
                        {"direction", said_bearing(neighbour.way.bearing_deg)}});
}

std::string neighbours_text(const Message& message, const std::vector<NamedNeighbour>& neighbours) {
    std::vector<std::string> items;
    items.reserve(neighbours.size());
    for (const NamedNeighbour& each : neighbours)
        items.push_back(neighbour_text(each));
    return words::text(message, {{"neighbours", said_list(items)}});
}

}  // namespace

std::string object_name(const ObjectFacts& facts, city::FeatureKind kind) {
    if (!facts.name.empty()) return facts.name;
    if (!facts.street.empty()) return address_of(facts);
    return words::text({"object.by_id", "{kind} {id}"},
                       {{"kind", kind_name(kind)}, {"id", facts.id}});
}

std::string place_name(const ObjectFacts& facts) {
    return facts.street.empty() ? facts.name : facts.street;
}

std::string object_line(const SceneObject& object, const ObjectFacts& facts) {
    const std::string position =
        said_position({object.distance_m, object.relative_deg, object.level_m});
    return words::text({"object.line", "{name}, {position}, {direction} ({degrees})."},
                       {{"name", object_name(facts, object.placed.kind)},
                        {"position", position},
                        {"direction", said_bearing(object.bearing_deg)},
                        {"degrees", said_degrees(object.bearing_deg)}});
}

std::string object_sentence(const ObjectTold& told) {
    std::vector<std::string> sentences = {object_line(told.object, told.facts)};
    const ObjectFacts& facts = told.facts;
    if (!facts.name.empty() && !facts.street.empty()) {
        sentences.push_back(words::text({"object.at_address", "Address: {address}."},
                                        {{"address", address_of(facts)}}));
    }
    sentences.push_back(
        facts.function.empty()
            ? words::text({"object.kind", "Kind: {kind}."},
                          {{"kind", kind_name(told.object.placed.kind)}})
            : words::text({"object.use", "{kind}, use: {use}."},
                          {{"kind", kind_name(told.object.placed.kind)}, {"use", facts.function}}));
    sentences.push_back(height_sentence(told.object, facts));
    sentences.push_back(storeys_sentence(facts));
    if (told.is_selected) sentences.push_back(words::text({"object.selected", "Selected."}));
    if (!told.neighbours.empty()) {
        sentences.push_back(
            neighbours_text({"object.near", "Near by: {neighbours}."}, told.neighbours));
    }
    return joined(sentences);
}

std::string neighbours_sentence(const std::vector<NamedNeighbour>& neighbours) {
    if (neighbours.empty()) {
        return words::text({"object.no_neighbours", "Nothing else is loaded near it."});
    }
    return neighbours_text({"object.clockwise", "Clockwise from north: {neighbours}."}, neighbours);
}

}  // namespace belvedere::describe
