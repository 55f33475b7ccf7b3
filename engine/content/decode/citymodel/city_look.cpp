// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::citymodel {
namespace {

struct Word {
    std::string_view part;  // Of the type's name.
    CityLook look;
};

// The first that is part of the name decides.
constexpr std::array kSurfaceWords{
    Word{"RoofSurface", CityLook::kRoof},
    Word{"Window", CityLook::kGlass},
    Word{"Door", CityLook::kDoor},
    Word{"WaterSurface", CityLook::kWater},
    Word{"WaterGround", CityLook::kGround},
    Word{"WaterClosure", CityLook::kWater},
    Word{"GroundSurface", CityLook::kGround},
    Word{"OuterFloor", CityLook::kFlatRoof},
    Word{"OuterCeiling", CityLook::kFlatRoof},
    Word{"Floor", CityLook::kGround},
    Word{"WallSurface", CityLook::kWall},
    Word{"Ceiling", CityLook::kWall},
    Word{"Marking", CityLook::kMarking},
    Word{"AuxiliaryTrafficArea", CityLook::kLand},
    Word{"TrafficArea", CityLook::kRoad},
    Word{"TrafficSpace", CityLook::kRoad},
};

constexpr std::array kObjectWords{
    Word{"Bridge", CityLook::kBridge},
    Word{"Tunnel", CityLook::kBridge},
    Word{"Furniture", CityLook::kFurniture},
    Word{"Installation", CityLook::kWall},
    Word{"Building", CityLook::kWall},
    Word{"Construction", CityLook::kWall},
    Word{"OtherConstruction", CityLook::kWall},
    Word{"Room", CityLook::kWall},
    Word{"Storey", CityLook::kWall},
    Word{"Railway", CityLook::kRail},
    Word{"Road", CityLook::kRoad},
    Word{"Square", CityLook::kRoad},
    Word{"Track", CityLook::kRoad},
    Word{"Transport", CityLook::kRoad},
    Word{"Section", CityLook::kRoad},
    Word{"Intersection", CityLook::kRoad},
    Word{"Waterway", CityLook::kWater},
    Word{"Water", CityLook::kWater},
    Word{"Plant", CityLook::kPlant},
    Word{"Vegetation", CityLook::kPlant},
    Word{"LandUse", CityLook::kLand},
    Word{"Relief", CityLook::kLand},
};

const Word* find_word(std::span<const Word> words, std::string_view type) {
    const auto found = std::ranges::find_if(
        words, [&](const Word& word) { return type.find(word.part) != type.npos; });
    return found == words.end() ? nullptr : &*found;
}

// Linear light; about sRGB plaster, tiles, concrete, asphalt ...
std::array<float, 3> color_of(CityLook look) {
    switch (look) {
        case CityLook::kWall:
            return {0.72F, 0.66F, 0.56F};
        case CityLook::kRoof:
            return {0.36F, 0.12F, 0.07F};
        case CityLook::kFlatRoof:
            return {0.42F, 0.38F, 0.34F};
        case CityLook::kGround:
            return {0.25F, 0.24F, 0.21F};
        case CityLook::kGlass:
            return {0.16F, 0.26F, 0.34F};
        case CityLook::kDoor:
            return {0.16F, 0.08F, 0.04F};
        case CityLook::kRoad:
            return {0.16F, 0.16F, 0.17F};
        case CityLook::kMarking:
            return {0.75F, 0.75F, 0.72F};
        case CityLook::kRail:
            return {0.20F, 0.17F, 0.15F};
        case CityLook::kWater:
            return {0.05F, 0.14F, 0.20F};
        case CityLook::kPlant:
            return {0.10F, 0.22F, 0.06F};
        case CityLook::kLand:
            return {0.24F, 0.28F, 0.14F};
        case CityLook::kBridge:
            return {0.46F, 0.42F, 0.36F};
        case CityLook::kFurniture:
            return {0.30F, 0.31F, 0.33F};
        case CityLook::kOther:
            break;
    }
    return {0.55F, 0.55F, 0.55F};
}

// X3D colours are meant for the screen; this is within 2/255 of the sRGB curve.
float to_light(float value) {
    return std::pow(std::clamp(value, 0.0F, 1.0F), 2.2F);
}

// City models are often written with some surfaces turned inside out.
MaterialRecord plain_material() {
    MaterialRecord record = default_material();
    record.metallic = 0.0F;
    record.roughness = 0.9F;
    record.flags = material_flags::kDoubleSided;
    return record;
}

}  // namespace

CityLook look_of(std::string_view surface_type, std::string_view object_type) {
    if (const Word* word = find_word(kSurfaceWords, surface_type)) return word->look;
    const Word* word = find_word(kObjectWords, object_type);
    return word != nullptr ? word->look : CityLook::kOther;
}

MaterialRecord material_of(CityLook look) {
    MaterialRecord record = plain_material();
    std::ranges::copy(color_of(look), record.base_color);
    if (look == CityLook::kGlass || look == CityLook::kWater) record.roughness = 0.3F;
    return record;
}

MaterialRecord material_of(const CityMaterial& material) {
    MaterialRecord record = plain_material();
    for (int i = 0; i < 3; ++i) {
        record.base_color[i] = to_light(material.diffuse[i]);
        record.emissive[i] = to_light(material.emissive[i]);
    }
    record.base_color[3] = 1.0F - std::clamp(material.transparency, 0.0F, 1.0F);
    if (record.base_color[3] < 1.0F) record.alpha_mode = AlphaMode::kBlend;
    record.roughness = 1.0F - 0.8F * std::clamp(material.shininess, 0.0F, 1.0F);
    return record;
}

bool is_inner(std::string_view surface_type, std::string_view object_type) {
    constexpr std::string_view kSurfaces[] = {"GroundSurface", "ClosureSurface", "FloorSurface",
                                              "CeilingSurface", "InteriorWallSurface"};
    constexpr std::string_view kObjects[] = {"Room", "Furniture", "Interior", "Storey"};
    const auto is_one_of = [](std::span<const std::string_view> names, std::string_view type) {
        return std::ranges::any_of(
            names, [&](std::string_view name) { return type.find(name) != type.npos; });
    };
    if (surface_type.starts_with("Outer")) return false;
    if (object_type.find("CityFurniture") != object_type.npos) return false;
    return is_one_of(kSurfaces, surface_type) || is_one_of(kObjects, object_type);
}

bool is_smooth(std::string_view object_type) {
    return object_type.find("Relief") != object_type.npos;
}

}  // namespace belvedere::content::citymodel
