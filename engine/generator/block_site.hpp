// SPDX-License-Identifier: Apache-2.0
// One block while it is being built on: where it lies, and the city's book it is written into.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/generator/city_objects.hpp"
#include "engine/generator/city_plan.hpp"
#include "engine/generator/height_grid.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

// What a layout says about a building; the rest (address, year ...) follows from it and the site.
struct BuildingSpec {
    BuildingFunction function = BuildingFunction::kResidential;
    RoofShape roof = RoofShape::kFlat;
    Facade facade = Facade::kPlaster;
    std::uint8_t storeys = 3;
    double storey_m = 3.1;
    double ground_storey_m = 3.6;
    double roof_m = 0.6;
    Rgb wall{}, roof_color{};
    bool has_shops = false;
    bool has_blank_sides = false;  // Sides 1 and 3 are party walls.
    bool is_landmark = false;
    std::uint16_t year_from = 1880, year_to = 2020;
    std::size_t edge = 0;  // Block edge whose street gives the address.
};

// One part of a building: its quad and what differs from the building's spec.
struct PartSpec {
    Quad corners{};
    bool joint_end = false, joint_start = false;
    double lift_m = 0.0;    // Its foot stands this high on another part; 0: on the ground.
    double height_m = 0.0;  // Of the walls above its foot; 0: by storeys.
    std::optional<RoofShape> roof{};
    double roof_m = -1.0;  // Negative: the building's.
    std::optional<Facade> facade{};
    std::optional<Rgb> wall{}, roof_color{};
};

// Lives for one block; adds to the layout of its district.
class BlockSite {
  public:
    struct Place {
        Polygon outline;                // Inside the pavements; land.
        std::vector<StreetEdge> edges;  // Of the same corners.
        DistrictKind kind = DistrictKind::kInner;
        bool holds_hill = false;  // It is the one at the castle hill's top.
    };
    BlockSite(Place place, const HeightGrid& ground, Random random, DistrictLayout& layout,
              std::uint32_t buildings_max);

    [[nodiscard]] const Place& place() const { return place_; }
    [[nodiscard]] Random& random() { return random_; }

    // False once the district has its buildings: the parcel then stays green.
    bool add_building(const BuildingSpec& spec, const std::vector<PartSpec>& parts);
    void add_ground(Polygon outline, Surface surface, double lift_m = 0.12);
    // The ring between an outline and an inner one.
    void add_ring(const Polygon& outer, const Polygon& inner, Surface surface,
                  double lift_m = 0.12);
    void add_tree(const Point& place, TreeKind kind, double height_m);
    // Trees at about `spacing_m` along the outline, kept off its corners.
    void add_tree_row(const Polygon& outline, double spacing_m, TreeKind kind, double height_m);
    // Trees strewn over the polygon, one for each `area_m2`.
    void add_grove(const Polygon& outline, double area_m2, bool with_conifers);
    // Notes how the block looks from far; call once when it is done.
    void close(Surface between);

  private:
    [[nodiscard]] std::uint16_t house_number(const Point& at, const StreetEdge& street) const;
    void fill_attributes(Building& building, const BuildingSpec& spec);

    Place place_;
    const HeightGrid& ground_;
    Random random_;
    DistrictLayout& layout_;
    std::uint32_t buildings_max_;
    std::size_t first_building_;
};

}  // namespace belvedere::generator
