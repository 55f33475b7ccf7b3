// SPDX-License-Identifier: Apache-2.0
// Which elements of CityGML are city objects, which are surfaces of them, and which are neither.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citygml {

enum class FeatureRole : std::uint8_t {
    kNone,        // A data type, an address, a geometry: part of whatever it stands in.
    kObject,      // Building, BuildingPart, Road, TINRelief ...
    kSurface,     // WallSurface, Window, TrafficArea, WaterSurface ...: what polygons are.
    kAppearance,  // Read apart.
};

// By module and local name, in all three versions. Of an extension's elements only those that end
// in "Surface" are told by their name; the rest is kNone.
[[nodiscard]] FeatureRole feature_role(Module module, std::string_view local);

// The level in a property's name: "lod2MultiSurface" is 20; kNoLod for names without one.
[[nodiscard]] citymodel::LodTenths lod_of_property(std::string_view local);

// A member element of any root: what stands inside is a feature.
[[nodiscard]] bool is_member_name(std::string_view local);

// Attributes of CityGML's own modules that are numbers by their schema.
[[nodiscard]] bool is_integer_attribute(std::string_view local);
[[nodiscard]] bool is_number_attribute(std::string_view local);

}  // namespace belvedere::content::citygml
