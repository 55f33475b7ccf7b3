// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/block_site.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <glm/geometric.hpp>

namespace belvedere::generator {

BlockSite::BlockSite(Place place, const HeightGrid& ground, Random random, DistrictLayout& layout,
                     std::uint32_t buildings_max)
    : place_(std::move(place)),
      ground_(ground),
      random_(random),
      layout_(layout),
      buildings_max_(buildings_max),
      first_building_(layout.buildings.size()) {}

std::uint16_t BlockSite::house_number(const Point& at, const StreetEdge& street) const {
    const Point offset = at - street.anchor;
    const auto step = static_cast<std::uint32_t>(length(offset) / 6.0) % 400U;
    const std::uint32_t parity = offset.x + offset.y > 0 ? 1U : 2U;
    return static_cast<std::uint16_t>(2 * step + parity);
}

// Plausible, not statistical: floor area from footprint and storeys, residents from floor area,
// energy class from the year with some renovated since.
void BlockSite::fill_attributes(Building& building, const BuildingSpec& spec) {
    building.year = static_cast<std::uint16_t>(
        spec.year_from + random_.below(std::uint32_t{spec.year_to} - spec.year_from + 1U));
    const bool is_home = spec.function == BuildingFunction::kResidential ||
                         spec.function == BuildingFunction::kMixedUse;
    const double share = spec.function == BuildingFunction::kMixedUse ? 0.7 : 1.0;
    const double homes_m2 = building.floor_area_m2 * 0.78 * share;
    const double people = homes_m2 / random_.between(36.0, 52.0);
    building.residents =
        is_home ? static_cast<std::uint16_t>(std::clamp(people, 1.0, 60000.0)) : std::uint16_t{0};
    const double age = std::clamp((2024.0 - building.year) / 22.0, 0.0, 6.0);
    const double renovated = random_.chance(0.3) ? random_.between(1.0, 3.0) : 0.0;
    const double grade = age - renovated + random_.between(0.0, 1.6);
    building.energy_class = static_cast<std::uint8_t>(std::clamp(grade, 0.0, 7.0));
}

bool BlockSite::add_building(const BuildingSpec& spec, const std::vector<PartSpec>& parts) {
    if (layout_.buildings.size() >= buildings_max_ || parts.empty()) return false;
    Building building;
    building.function = spec.function;
    building.roof = spec.roof;
    building.storeys = spec.storeys;
    building.is_landmark = spec.is_landmark;
    building.part_first = static_cast<std::uint32_t>(layout_.parts.size());
    building.part_count = static_cast<std::uint32_t>(parts.size());
    double lowest = std::numeric_limits<double>::max();
    double highest = -lowest;
    for (const PartSpec& part : parts) {
        for (const Point& p : part.corners) {
            const double ground = ground_.height(p);
            lowest = std::min(lowest, ground);
            highest = std::max(highest, ground);
        }
    }
    const double storeys_m = spec.ground_storey_m + spec.storey_m * (spec.storeys - 1);
    double top = highest;
    double floor_area = 0.0;
    for (const PartSpec& part : parts) {
        BuildingPart built;
        built.corners = part.corners;
        built.base_m = static_cast<float>(part.lift_m > 0 ? highest + part.lift_m : lowest - 0.6);
        built.ground_m = static_cast<float>(highest + part.lift_m + (part.lift_m > 0 ? 0.0 : 0.12));
        const double walls = part.height_m > 0 ? part.height_m : storeys_m;
        built.eaves_m = built.ground_m + static_cast<float>(walls);
        built.roof = part.roof.value_or(spec.roof);
        built.roof_m = static_cast<float>(part.roof_m >= 0 ? part.roof_m : spec.roof_m);
        const Facade facade = part.facade.value_or(spec.facade);
        built.facades = {facade, spec.has_blank_sides ? Facade::kPlain : facade, facade,
                         spec.has_blank_sides ? Facade::kPlain : facade};
        built.has_shops = spec.has_shops && part.lift_m <= 0;
        built.storeys = static_cast<std::uint8_t>(
            std::clamp(std::lround((walls - spec.ground_storey_m) / spec.storey_m) + 1, 1L, 200L));
        built.joint_end = part.joint_end;
        built.joint_start = part.joint_start;
        built.wall = part.wall.value_or(spec.wall);
        built.roof_color = part.roof_color.value_or(spec.roof_color);
        built.building = static_cast<std::uint32_t>(layout_.buildings.size());
        layout_.parts.push_back(built);
        top = std::max(top, double{built.eaves_m} + built.roof_m);
        floor_area += signed_area(part.corners) * built.storeys;
        building.storeys = std::max(building.storeys, built.storeys);
    }
    building.height_m = static_cast<float>(std::round((top - highest) * 100.0) / 100.0);
    building.floor_area_m2 = static_cast<float>(std::round(floor_area));
    const StreetEdge& street = place_.edges[spec.edge % place_.edges.size()];
    building.street = street.street;
    building.house_number = house_number(middle(parts[0].corners), street);
    fill_attributes(building, spec);
    layout_.buildings.push_back(building);
    return true;
}

void BlockSite::add_ground(Polygon outline, Surface surface, double lift_m) {
    if (outline.size() < 3) return;
    const auto shade = static_cast<std::uint8_t>(random_.below(256));
    layout_.patches.push_back({std::move(outline), surface, static_cast<float>(lift_m), shade});
}

void BlockSite::add_ring(const Polygon& outer, const Polygon& inner, Surface surface,
                         double lift_m) {
    const auto shade = static_cast<std::uint8_t>(random_.below(256));
    for (const std::array<Point, 3>& triangle : fill_ring(outer, inner)) {
        layout_.patches.push_back(
            {{triangle.begin(), triangle.end()}, surface, static_cast<float>(lift_m), shade});
    }
}

void BlockSite::add_tree(const Point& place, TreeKind kind, double height_m) {
    layout_.trees.push_back({place, static_cast<float>(ground_.height(place) + 0.05),
                             static_cast<float>(height_m * random_.between(0.8, 1.2)),
                             static_cast<float>(random_.unit()), kind});
}

void BlockSite::add_tree_row(const Polygon& outline, double spacing_m, TreeKind kind,
                             double height_m) {
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point& a = outline[i];
        const Point edge = outline[(i + 1) % outline.size()] - a;
        const double size = length(edge);
        const auto count = static_cast<int>((size - 6.0) / spacing_m);
        for (int k = 0; k <= count && size > 12.0; ++k) {
            const double t = 0.5 + (k - count / 2.0) * spacing_m / size;
            if (!random_.chance(0.06)) add_tree(a + edge * t, kind, height_m);
        }
    }
}

void BlockSite::add_grove(const Polygon& outline, double area_m2, bool with_conifers) {
    if (outline.size() < 3) return;
    Point low = outline[0];
    Point high = outline[0];
    for (const Point& p : outline) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    const auto tries = static_cast<int>((high.x - low.x) * (high.y - low.y) / area_m2);
    for (int i = 0; i < std::min(tries, 1600); ++i) {
        const double x = random_.between(low.x, high.x);
        const Point p(x, random_.between(low.y, high.y));
        const double draw = random_.unit();
        if (!contains(outline, p)) continue;
        if (with_conifers && draw < 0.45) {
            add_tree(p, TreeKind::kConifer, 13.0);
        } else if (draw < 0.6) {
            add_tree(p, TreeKind::kBroad, 10.0);
        } else if (draw < 0.9) {
            add_tree(p, TreeKind::kRound, 8.0);
        } else {
            add_tree(p, TreeKind::kShrub, 2.2);
        }
    }
}

void BlockSite::close(Surface between) {
    BlockMass mass;
    mass.outline = place_.outline;
    mass.surface = between;
    mass.ground_m = static_cast<float>(ground_.height(middle(place_.outline)));
    double covered = 0.0;
    double roofs = 0.0;
    double red = 0, green = 0, blue = 0;
    for (std::size_t b = first_building_; b < layout_.buildings.size(); ++b) {
        const Building& building = layout_.buildings[b];
        for (std::uint32_t k = 0; k < building.part_count; ++k) {
            const BuildingPart& part = layout_.parts[building.part_first + k];
            const double area = signed_area(part.corners);
            covered += area;
            roofs += area * (part.eaves_m + 0.45 * part.roof_m);
            red += area * part.roof_color.r;
            green += area * part.roof_color.g;
            blue += area * part.roof_color.b;
        }
    }
    if (covered > 0) {
        mass.roof_m = static_cast<float>(roofs / covered);
        mass.color = {static_cast<std::uint8_t>(red / covered),
                      static_cast<std::uint8_t>(green / covered),
                      static_cast<std::uint8_t>(blue / covered)};
    }
    const double area = signed_area(place_.outline);
    mass.cover = static_cast<float>(std::clamp(covered / std::max(area, 1.0), 0.0, 1.0));
    layout_.blocks.push_back(std::move(mass));
}

}  // namespace belvedere::generator
