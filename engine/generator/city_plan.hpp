// SPDX-License-Identifier: Apache-2.0
// The city's skeleton: districts between radial avenues and ring roads on both banks of the river.
// Small (a few hundred bytes a district), made at once; everything finer is made a district at a
// time.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/generator/landscape.hpp"
#include "engine/generator/polygon.hpp"

namespace belvedere::generator {

// What is built in a district.
enum class DistrictKind : std::uint8_t {
    kOldTown,   // Narrow streets, steep tiled roofs, church and market square.
    kInner,     // Closed blocks of the nineteenth century.
    kBusiness,  // Towers on podiums.
    kEstate,    // Free-standing slabs in lawns.
    kRows,      // Row houses with gardens.
    kDetached,  // Single houses.
    kIndustry,  // Halls.
    kPark,      // Lawns, paths, trees; the castle where the hill is.
    kFields,    // Countryside.
    kForest
};

// The street along one edge of a block or district, as far as its middle line.
struct StreetEdge {
    std::uint32_t street = 0;  // Names it; equal along the whole street.
    float road_half_m = 0.0F;  // Carriageway from the middle line.
    float pavement_m = 0.0F;
    Point anchor{0.0};     // House numbers count from here; in the plan.
    bool is_quay = false;  // The edge is the river's bank.
};

struct District {
    std::uint64_t seed = 0;
    DistrictKind kind = DistrictKind::kFields;
    std::uint32_t ring = 0;
    Polygon plan;  // Counter-clockwise, convex; straight edges cut every 60 m or so.
    std::vector<StreetEdge> edges;  // edges[i] from corner i to i + 1.
    bool is_city = true;            // Inside the outermost ring road.
    bool is_first_of_bank = false;  // Of the two old town sectors with the river's middle bridge.
    std::uint32_t building_first = 0;
    std::uint32_t building_count = 0;  // What it holds once buildings are shared out.
};

// A street over the river, from the south bank to the north one, in the plan.
struct Bridge {
    double x_m = 0.0;
    float half_width_m = 8.0F;
    std::uint32_t street = 0;
};

// The stretch of river and the bridges that belong to a district on the north bank.
struct RiverStretch {
    double from_m = 0.0, to_m = 0.0;  // Plan x, from < to.
    std::vector<Bridge> bridges;
};

struct CityPlan {
    Landscape landscape;
    std::vector<District> districts;  // Ordered from the centre outwards.
    std::vector<RiverStretch>
        stretches;  // stretches[i] belongs to districts[i]; empty when from == to.
};

struct PlanOptions {
    std::uint64_t seed = 1;
    double city_radius_m = 900.0;
};
// A pure function of its options.
[[nodiscard]] CityPlan make_city_plan(const PlanOptions& options);

}  // namespace belvedere::generator
