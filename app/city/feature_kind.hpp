// SPDX-License-Identifier: Apache-2.0
// What sort of thing a feature is, as far as its class and its columns tell.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace belvedere::city {

// Coarse on purpose: enough to count by, to name what has no name, and to rank what is told first.
enum class FeatureKind : std::uint8_t {
    kBuilding,
    kBridge,
    kTree,
    kFurniture,  // Of a street: lamps, benches, signs.
    kRoad,
    kWater,
    kLand,   // Relief and land use.
    kOther,  // The data do not say.
};
inline constexpr int kFeatureKinds = static_cast<int>(FeatureKind::kOther) + 1;

// "building", "bldg:Building", "SolitaryVegetationObject": words of CityGML 2.0 and 3.0, CityJSON
// and what converters make of them. When the class name says nothing, the names of the columns are
// asked ("measuredHeight", "roofType": a building). Pure.
[[nodiscard]] FeatureKind kind_of_class(std::string_view class_name,
                                        std::span<const std::string_view> columns);

// Stable words for files: "building", "tree", "other".
[[nodiscard]] std::string_view name_of(FeatureKind kind);

}  // namespace belvedere::city
