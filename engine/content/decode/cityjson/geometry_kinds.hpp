// SPDX-License-Identifier: Apache-2.0
// The types of geometry of CityJSON (2.0, section 3).
#pragma once

#include <string_view>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

struct KindName {
    std::string_view name;
    citymodel::GeometryKind kind;
    int levels;  // Of lists between the geometry and its polygons.
};

inline constexpr KindName kKinds[] = {
    {"MultiPoint", citymodel::GeometryKind::kMultiPoint, 0},
    {"MultiLineString", citymodel::GeometryKind::kMultiLine, 0},
    {"MultiSurface", citymodel::GeometryKind::kMultiSurface, 0},
    {"CompositeSurface", citymodel::GeometryKind::kCompositeSurface, 0},
    {"Solid", citymodel::GeometryKind::kSolid, 1},
    {"MultiSolid", citymodel::GeometryKind::kMultiSolid, 2},
    {"CompositeSolid", citymodel::GeometryKind::kCompositeSolid, 2},
    {"GeometryInstance", citymodel::GeometryKind::kInstance, 0}};

// Null for a type that is none of them.
[[nodiscard]] constexpr const KindName* kind_of(std::string_view type) {
    for (const KindName& known : kKinds) {
        if (known.name == type) return &known;
    }
    return nullptr;
}

}  // namespace belvedere::content::cityjson
