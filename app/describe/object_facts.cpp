// SPDX-License-Identifier: Apache-2.0
#include "app/describe/object_facts.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace belvedere::describe {
namespace {

using city::FeatureAttribute;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// "gml:name" and "addr:street" without what stands before the last colon, in small letters and
// without "_" or "-": "storeys_above_ground" is "storeysaboveground".
std::string plain_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
    std::string plain = lower(name);
    std::erase_if(plain, [](char c) { return c == '_' || c == '-' || c == ' '; });
    return plain;
}

// The first attribute with a value, in the order of the names.
const FeatureAttribute* attribute_of(const city::FeatureRecord& record,
                                     std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        for (const FeatureAttribute& each : record.attributes) {
            if (!each.value.empty() && plain_name(each.name) == name) return &each;
        }
    }
    return nullptr;
}

std::string text_of(const city::FeatureRecord& record,
                    std::initializer_list<std::string_view> names) {
    const FeatureAttribute* found = attribute_of(record, names);
    return found == nullptr ? std::string() : found->value;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<double> height_of(const city::FeatureRecord& record) {
    const FeatureAttribute* found =
        attribute_of(record, {"measuredheight", "height", "buildingheight", "hoehe"});
    if (found == nullptr) return std::nullopt;
    const auto value = number_of(found->value);
    // CityGML writes -9999 for a height that nobody measured.
    if (!value || *value <= 0.0) return std::nullopt;
    const std::string unit = lower(found->unit);
    if (unit == "ft" || unit == "foot" || unit == "feet") return *value * 0.3048;
    if (!unit.empty() && !unit.starts_with("m") && unit.find("metre") == std::string::npos) {
        return std::nullopt;
    }
    return unit == "mm" ? std::nullopt : value;
}

std::optional<std::uint64_t> storeys_of(const city::FeatureRecord& record) {
    const FeatureAttribute* found =
        attribute_of(record, {"storeysaboveground", "storeys", "stories", "levels", "floors",
                              "numberoffloors", "numfloors"});
    if (found == nullptr) return std::nullopt;
    const auto value = number_of(found->value);
    constexpr double kStoreysMax = 300.0;  // More is a code for "unknown": 9999.
    if (!value || *value < 1.0 || *value > kStoreysMax) return std::nullopt;
    return static_cast<std::uint64_t>(std::llround(*value));
}

}  // namespace

ObjectFacts facts_of(const city::FeatureRecord& record) {
    ObjectFacts facts;
    facts.id = record.id;
    facts.class_name = record.class_name;
    facts.name = text_of(record, {"name", "buildingname", "label", "title"});
    facts.function =
        text_of(record, {"function", "usage", "use", "buildinguse", "amenity", "type"});
    facts.street = text_of(record, {"street", "streetname", "thoroughfarename", "thoroughfare"});
    facts.house_number = text_of(record, {"housenumber", "thoroughfarenumber", "streetnumber"});
    if (facts.street.empty()) facts.street = text_of(record, {"address"});
    facts.height_m = height_of(record);
    facts.storeys = storeys_of(record);
    return facts;
}

bool matches(const city::FeatureRecord& record, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos && equals > 0) {
        const std::string name = plain_name(std::string_view(text).substr(0, equals));
        const std::string value = lower(std::string_view(text).substr(equals + 1));
        return std::any_of(record.attributes.begin(), record.attributes.end(),
                           [&](const FeatureAttribute& each) {
                               return plain_name(each.name) == name &&
                                      lower(each.value).find(value) != std::string::npos;
                           });
    }
    const std::string part = lower(text);
    const auto has = [&part](std::string_view where) {
        return lower(where).find(part) != std::string::npos;
    };
    return has(record.id) || has(record.class_name) ||
           std::any_of(record.attributes.begin(), record.attributes.end(),
                       [&](const FeatureAttribute& each) { return has(each.value); });
}

}  // namespace belvedere::describe
