// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/attribute_reader.hpp"

#include <cmath>

#include <simdjson.h>

#include "engine/content/decode/citymodel/city_lods.hpp"

namespace belvedere::content::cityjson {

namespace dom = simdjson::dom;

std::optional<citymodel::Attribute> read_attribute(std::string_view name, const void* element,
                                                   citymodel::CityBatch& batch) {
    const auto& value = *static_cast<const dom::element*>(element);
    citymodel::Attribute attribute;
    attribute.name = batch.names.intern(name);
    switch (value.type()) {
        case dom::element_type::NULL_VALUE:
            return std::nullopt;
        case dom::element_type::BOOL:
            attribute.type = citymodel::AttributeType::kBool;
            attribute.integer = bool(value) ? 1 : 0;
            return attribute;
        case dom::element_type::INT64:
            attribute.type = citymodel::AttributeType::kInteger;
            attribute.integer = std::int64_t(value);
            return attribute;
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            attribute.type = citymodel::AttributeType::kNumber;
            attribute.number = double(value);
            return attribute;
        case dom::element_type::STRING:
            attribute.type = citymodel::AttributeType::kText;
            attribute.text = citymodel::add_text(batch, std::string_view(value));
            return attribute;
        case dom::element_type::ARRAY:
        case dom::element_type::OBJECT:
            break;
    }
    attribute.type = citymodel::AttributeType::kJson;
    attribute.text = citymodel::add_text(batch, simdjson::minify(value));
    return attribute;
}

citymodel::LodTenths read_lod(const void* element) {
    const auto& geometry = *static_cast<const dom::element*>(element);
    std::string_view text;
    if (geometry["lod"].get(text) == simdjson::SUCCESS) {
        return citymodel::lod_of_text(text).value_or(citymodel::kNoLod);
    }
    double number = -1.0;
    if (geometry["lod"].get(number) != simdjson::SUCCESS) return citymodel::kNoLod;
    const double tenths = std::round(number * 10.0);
    return tenths >= 0.0 && tenths < 50.0 ? static_cast<citymodel::LodTenths>(tenths)
                                          : citymodel::kNoLod;
}

}  // namespace belvedere::content::cityjson
