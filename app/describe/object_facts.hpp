// SPDX-License-Identifier: Apache-2.0
// What the data say of one object that a person asks first: name, use, height, storeys, address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/city/feature_record.hpp"

namespace belvedere::describe {

// Plain data, in the words of the data. Empty or none: the data do not say.
struct ObjectFacts {
    std::string id, class_name;
    std::string name;
    std::string function;
    std::string street, house_number;
    std::optional<double> height_m;
    std::optional<std::uint64_t> storeys;
};

// Reads the attributes by the names that CityGML, CityJSON, OpenStreetMap and their converters
// give them, whatever their case and prefix ("gml:name", "bldg:measuredHeight",
// "storeysAboveGround"). A height in feet is turned into metres; one in another unit is left out.
// Pure.
[[nodiscard]] ObjectFacts facts_of(const city::FeatureRecord& record);

// Whether a text is found in them, whatever the case of ASCII letters; "name=value" asks the
// attribute of that name (or of that ending, "function" for "bldg:function") alone.
[[nodiscard]] bool matches(const city::FeatureRecord& record, const std::string& text);

}  // namespace belvedere::describe
