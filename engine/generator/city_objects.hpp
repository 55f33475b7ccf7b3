// SPDX-License-Identifier: Apache-2.0
// What stands in a district, as plain data: the layouts fill it, the meshers read it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/generator/palette.hpp"
#include "engine/generator/polygon.hpp"

namespace belvedere::generator {

enum class BuildingFunction : std::uint8_t {
    kResidential,
    kMixedUse,
    kOffice,
    kRetail,
    kIndustrial,
    kEducation,
    kReligious,
    kPublic
};
inline constexpr std::array<const char*, 8> kFunctionNames{"residential", "mixed use",  "office",
                                                           "retail",      "industrial", "education",
                                                           "religious",   "public"};

enum class RoofShape : std::uint8_t { kFlat, kGable, kHip, kShed, kMansard, kPyramid };
inline constexpr std::array<const char*, 6> kRoofNames{"flat", "gable",   "hip",
                                                       "shed", "mansard", "pyramid"};
inline constexpr std::array<const char*, 8> kEnergyNames{"A+", "A", "B", "C", "D", "E", "F", "G"};

// Which pattern of windows a wall shows; one material each.
enum class Facade : std::uint8_t { kPlain, kPlaster, kModern, kGlass, kHall, kShop, kCount };

// A convex quad of walls with a roof; a building is one or more of them. Corners go
// counter-clockwise; side i runs from corner i to i + 1. Side 0 is the street front and the roof's
// ridge runs along it. Heights are metres above the river.
struct BuildingPart {
    Quad corners{};
    float base_m = 0.0F;    // Bottom of the walls, below the ground around.
    float ground_m = 0.0F;  // Where the ground floor starts.
    float eaves_m = 0.0F;
    float roof_m = 0.0F;  // From the eaves to the ridge; parapet height of flat roofs.
    RoofShape roof = RoofShape::kFlat;
    std::array<Facade, 4> facades{};  // Of the walls above the ground floor.
    bool has_shops = false;           // Shop windows on the ground floor of side 0.
    std::uint8_t storeys = 1;
    // Sides 1 and 3 that lean on another part of the same building (no wall, the roof goes
    // through).
    bool joint_end = false, joint_start = false;
    Rgb wall{}, roof_color{};
    std::uint32_t building = 0;  // Index in the district.
};

struct Building {
    BuildingFunction function = BuildingFunction::kResidential;
    RoofShape roof = RoofShape::kFlat;
    std::uint8_t storeys = 1;
    std::uint8_t energy_class = 4;  // Index of kEnergyNames.
    float height_m = 0.0F;          // Ground to the highest point.
    float floor_area_m2 = 0.0F;
    std::uint16_t year = 1900;
    std::uint16_t residents = 0;
    std::uint32_t street = 0;
    std::uint16_t house_number = 1;
    std::uint32_t part_first = 0, part_count = 0;  // In DistrictLayout::parts.
    bool is_landmark = false;                      // Kept apart in far levels whatever its height.
};

enum class TreeKind : std::uint8_t { kBroad, kRound, kPoplar, kConifer, kShrub, kCount };
struct Tree {
    Point place{};
    float ground_m = 0.0F;
    float height_m = 8.0F;
    float turn = 0.0F;  // In turns.
    TreeKind kind = TreeKind::kBroad;
};

// What the ground is; decides its colour and how rough it looks.
enum class Surface : std::uint8_t {
    kAsphalt,
    kPavement,
    kPlaza,
    kCourt,
    kGarden,
    kLawn,
    kMeadow,
    kField,
    kForestFloor,
    kGravel,
    kYard,
    kPond
};
// A nearly convex piece of ground. Pieces of a district touch but never overlap.
struct GroundPatch {
    Polygon outline;
    Surface surface = Surface::kLawn;
    float lift_m = 0.0F;       // Above the land; kerbs are 0.12.
    std::uint8_t shade = 128;  // Variation within the surface.
};

// A block as seen from far away.
struct BlockMass {
    Polygon cell;  // To the middle lines of the streets.
    Polygon outline;
    float ground_m = 0.0F;
    float roof_m = 0.0F;  // Mean height of the roofs above the river.
    float cover = 0.0F;   // Part of the block that is built on.
    Rgb color{};
    Surface surface = Surface::kCourt;  // What lies between the buildings.
};

// A piece of the district's outline, counter-clockwise.
struct BorderEdge {
    Point from{}, to{};
    bool is_quay = false;
    bool is_lane = false;  // Of the countryside.
};

// Where a pavement drops to the street on its outer side.
struct KerbEdge {
    Point from{}, to{};
};

struct DistrictLayout {
    std::vector<Building> buildings;
    std::vector<BuildingPart> parts;
    std::vector<Tree> trees;
    std::vector<GroundPatch> patches;
    std::vector<BlockMass> blocks;
    std::vector<BorderEdge> borders;
    std::vector<KerbEdge> kerbs;
};

}  // namespace belvedere::generator
