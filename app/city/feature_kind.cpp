// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

namespace belvedere::city {
namespace {

struct Word {
    std::string_view part;  // Of a lower-case name.
    FeatureKind kind;
};

// The first that is contained counts, so "bridge" stands before "road" for a "road bridge".
constexpr Word kClassWords[] = {
    {"bridge", FeatureKind::kBridge},   {"building", FeatureKind::kBuilding},
    {"bldg", FeatureKind::kBuilding},   {"house", FeatureKind::kBuilding},
    {"vegetation", FeatureKind::kTree}, {"tree", FeatureKind::kTree},
    {"plantcover", FeatureKind::kTree}, {"furniture", FeatureKind::kFurniture},
    {"lamp", FeatureKind::kFurniture},  {"water", FeatureKind::kWater},
    {"river", FeatureKind::kWater},     {"road", FeatureKind::kRoad},
    {"street", FeatureKind::kRoad},     {"railway", FeatureKind::kRoad},
    {"traffic", FeatureKind::kRoad},    {"transportation", FeatureKind::kRoad},
    {"tunnel", FeatureKind::kRoad},     {"relief", FeatureKind::kLand},
    {"landuse", FeatureKind::kLand},    {"terrain", FeatureKind::kLand},
    {"ground", FeatureKind::kLand},
};
constexpr Word kColumnWords[] = {
    {"storey", FeatureKind::kBuilding},
    {"roof", FeatureKind::kBuilding},
    {"bldg", FeatureKind::kBuilding},
    {"building", FeatureKind::kBuilding},
    {"measuredheight", FeatureKind::kBuilding},
    {"species", FeatureKind::kTree},
    {"bouwjaar", FeatureKind::kBuilding},
    {"yearofconstruction", FeatureKind::kBuilding},
    {"crown", FeatureKind::kTree},
    {"trunk", FeatureKind::kTree},
};

std::optional<FeatureKind> kind_in(std::string_view name, std::span<const Word> words) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const Word& word : words) {
        if (lower.find(word.part) != std::string::npos) return word.kind;
    }
    return std::nullopt;
}

}  // namespace

FeatureKind kind_of_class(std::string_view class_name, std::span<const std::string_view> columns) {
    if (const auto kind = kind_in(class_name, kClassWords)) return *kind;
    for (const std::string_view column : columns) {
        if (const auto kind = kind_in(column, kColumnWords)) return *kind;
    }
    return FeatureKind::kOther;
}

std::string_view name_of(FeatureKind kind) {
    constexpr std::array<std::string_view, kFeatureKinds> kNames = {
        "building", "bridge", "tree", "furniture", "road", "water", "land", "other"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace belvedere::city
