// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/object_reader.hpp"

#include <string>
#include <unordered_map>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/cityjson/attribute_reader.hpp"
#include "engine/content/decode/cityjson/geometry_reader.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;

std::uint32_t place_of(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

// Members of a city object that are read as what they are, or say nothing that is not known
// otherwise.
bool is_structure(std::string_view key) {
    return key == "type" || key == "attributes" || key == "geometry" || key == "parents" ||
           key == "children" || key == "geographicalExtent" || key == "children_roles";
}

}  // namespace

struct ObjectReader::State {
    citymodel::CityBatch& batch;
    GeometryReader geometries;
    citymodel::LodChoice lods;
    std::unordered_map<std::string, std::uint32_t> known;  // By id.

    explicit State(citymodel::CityBatch& target) : batch(target), geometries(target) {}
    void add_attribute(std::string_view name, const dom::element& value);
    void read_attributes(const dom::element& source, citymodel::CityObject& object);
    void read_geometries(const dom::element& source, std::uint32_t object, std::string_view id);
};

ObjectReader::ObjectReader(citymodel::CityBatch& batch) : state_(std::make_unique<State>(batch)) {}
ObjectReader::~ObjectReader() = default;

void ObjectReader::set_context(const ObjectContext& context) {
    state_->geometries.set_context(context);
    state_->lods = context.lods;
}

void ObjectReader::State::add_attribute(std::string_view name, const dom::element& value) {
    const auto attribute = read_attribute(name, &value, batch);
    if (attribute) batch.attributes.push_back(*attribute);
}

void ObjectReader::State::read_attributes(const dom::element& source,
                                          citymodel::CityObject& object) {
    object.attributes.first = place_of(batch.attributes.size());
    dom::object fields;
    if (source["attributes"].get(fields) == simdjson::SUCCESS) {
        for (const dom::key_value_pair field : fields)
            add_attribute(field.key, field.value);
    }
    // What an extension or an address adds beside the attributes.
    if (source.get(fields) == simdjson::SUCCESS) {
        for (const dom::key_value_pair field : fields) {
            if (!is_structure(field.key)) add_attribute(field.key, field.value);
        }
    }
    object.attributes.count = place_of(batch.attributes.size()) - object.attributes.first;
}

void ObjectReader::State::read_geometries(const dom::element& source, std::uint32_t object,
                                          std::string_view id) {
    dom::array list;
    if (source["geometry"].get(list) != simdjson::SUCCESS) return;
    std::vector<citymodel::LodTenths> available;
    for (const dom::element geometry : list)
        available.push_back(read_lod(&geometry));
    const citymodel::LodTenths chosen = citymodel::chosen_lod(available, lods);
    std::size_t i = 0;
    for (const dom::element geometry : list) {
        if (lods.every_lod || available[i] == chosen) geometries.read(&geometry, object, id);
        ++i;
    }
}

void ObjectReader::read(std::string_view id, const void* element) {
    const auto& source = *static_cast<const dom::element*>(element);
    State& state = *state_;
    std::string_view type;
    if (source["type"].get(type) != simdjson::SUCCESS) {
        return citymodel::warn(state.batch, "a city object without a type is left out", id);
    }
    citymodel::CityObject object;
    object.id = citymodel::add_text(state.batch, id);
    object.type = state.batch.names.intern(type);
    std::string_view parent;
    if (source["parents"].at(0).get(parent) == simdjson::SUCCESS) {
        const auto found = state.known.find(std::string(parent));
        if (found != state.known.end()) object.parent = found->second;
    }
    state.read_attributes(source, object);
    const std::uint32_t index = place_of(state.batch.objects.size());
    state.batch.objects.push_back(object);
    state.known.try_emplace(std::string(id), index);
    state.read_geometries(source, index, id);
}

}  // namespace belvedere::content::cityjson
