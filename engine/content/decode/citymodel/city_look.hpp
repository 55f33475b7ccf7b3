// SPDX-License-Identifier: Apache-2.0
// How objects look whose file says nothing of it: plain colours by what they are.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content::citymodel {

enum class CityLook : std::uint8_t {
    kWall,
    kRoof,
    kFlatRoof,  // Of a building whose surfaces are not told apart.
    kGround,
    kGlass,
    kDoor,
    kRoad,
    kMarking,
    kRail,
    kWater,
    kPlant,
    kLand,
    kBridge,
    kFurniture,
    kOther,
};
inline constexpr std::uint32_t kCityLooks = static_cast<std::uint32_t>(CityLook::kOther) + 1;

// By the surface's type ("RoofSurface") where there is one, else by the object's ("Road"). Types of
// CityGML 1.0 to 3.0, CityJSON and their extensions ("+NoiseBuilding"). Pure.
[[nodiscard]] CityLook look_of(std::string_view surface_type, std::string_view object_type);
// A building's plain shell is roof where it looks up.
[[nodiscard]] inline bool is_shell(CityLook look) {
    return look == CityLook::kWall;
}

[[nodiscard]] MaterialRecord material_of(CityLook look);
// Textures are left to the caller.
[[nodiscard]] MaterialRecord material_of(const CityMaterial& material);

// Not seen from outside and from afar: floors, interior surfaces, closures, rooms.
[[nodiscard]] bool is_inner(std::string_view surface_type, std::string_view object_type);
// Terrain, water: shaded as one smooth surface.
[[nodiscard]] bool is_smooth(std::string_view object_type);

}  // namespace belvedere::content::citymodel
