// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/surface_reader.hpp"

#include <simdjson.h>

#include "engine/content/decode/cityjson/attribute_reader.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;

// The place of the surface's parent in the list, and its attributes.
void read_fields(const dom::object& fields, std::uint32_t first, std::size_t count,
                 citymodel::SemanticSurface& surface, citymodel::CityBatch& batch) {
    for (const dom::key_value_pair field : fields) {
        std::uint64_t parent = 0;
        if (field.key == "type" || field.key == "children") continue;
        if (field.key != "parent") {
            const auto attribute = read_attribute(field.key, &field.value, batch);
            if (attribute) batch.attributes.push_back(*attribute);
        } else if (field.value.get(parent) == simdjson::SUCCESS && parent < count) {
            surface.parent = first + static_cast<std::uint32_t>(parent);
        }
    }
}

}  // namespace

std::uint32_t read_surfaces(const void* semantics, std::uint32_t object,
                            citymodel::CityBatch& batch) {
    dom::array list;
    const auto& source = *static_cast<const dom::element*>(semantics);
    if (source["surfaces"].get(list) != simdjson::SUCCESS) return 0;
    const auto first = static_cast<std::uint32_t>(batch.surfaces.size());
    for (const dom::element each : list) {
        citymodel::SemanticSurface surface;
        surface.object = object;
        std::string_view type;
        if (each["type"].get(type) != simdjson::SUCCESS) type = "";
        surface.type = batch.names.intern(type);
        surface.attributes.first = static_cast<std::uint32_t>(batch.attributes.size());
        dom::object fields;
        if (each.get(fields) == simdjson::SUCCESS) {
            read_fields(fields, first, list.size(), surface, batch);
        }
        surface.attributes.count =
            static_cast<std::uint32_t>(batch.attributes.size()) - surface.attributes.first;
        batch.surfaces.push_back(surface);
    }
    return static_cast<std::uint32_t>(batch.surfaces.size()) - first;
}

}  // namespace belvedere::content::cityjson
