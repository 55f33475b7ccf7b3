// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/generator/block_layouts.hpp"

namespace belvedere::generator {

namespace {

// `count` rectangles side by side along the axis of `room`.
std::vector<InnerRectangle> split_along(const InnerRectangle& room, int count, double gap_m) {
    std::vector<InnerRectangle> parts;
    const double step = 2 * room.half_length / count;
    for (int i = 0; i < count; ++i) {
        InnerRectangle part = room;
        part.center = room.center + room.axis * (-room.half_length + (i + 0.5) * step);
        part.half_length = step / 2 - gap_m / 2;
        if (part.half_length > 4.0) parts.push_back(part);
    }
    return parts;
}

Quad quad_of(const InnerRectangle& r) {
    return rectangle(r.center, r.axis, r.half_length, r.half_width);
}

BuildingSpec flat_building(Random& random, Facade facade) {
    BuildingSpec spec;
    spec.facade = facade;
    spec.roof = RoofShape::kFlat;
    spec.roof_m = 0.8;
    spec.wall = facade == Facade::kGlass ? pick(palette::kGlassTower, random)
                                         : pick(palette::kModern, random);
    spec.roof_color = pick(palette::kFlatRoof, random);
    spec.year_from = 1958;
    spec.year_to = 2021;
    return spec;
}

// The machine room that stands on many flat roofs.
PartSpec roof_house(const InnerRectangle& below, double lift_m, double scale) {
    return {.corners = rectangle(below.center, below.axis, below.half_length * scale,
                                 below.half_width * scale * 1.2),
            .lift_m = lift_m,
            .height_m = 3.0,
            .roof = RoofShape::kFlat,
            .roof_m = 0.2,
            .facade = Facade::kPlain};
}

}  // namespace

void lay_out_slabs(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    const InnerRectangle room = inner_rectangle(inset(outline, 7.0));
    if (room.half_width < 7.0) return lay_out_row_houses(site);
    site.add_ground(outline, Surface::kLawn);
    // Slabs stand across the longer side, so that each has light from both.
    const int count = std::max(1, static_cast<int>(std::lround(2 * room.half_length / 34.0)));
    const auto storeys = static_cast<std::uint8_t>(5 + random.below(5));
    for (const InnerRectangle& lot : split_along(room, count, 0.0)) {
        const double half = std::min(lot.half_width * random.between(0.8, 0.98), 36.0);
        const InnerRectangle slab{lot.center, -outward(lot.axis), half, 6.2};
        BuildingSpec spec = flat_building(random, Facade::kModern);
        spec.storeys = static_cast<std::uint8_t>(storeys + random.below(2));
        spec.storey_m = 2.8;
        spec.ground_storey_m = 3.0;
        std::vector<PartSpec> parts{{.corners = quad_of(slab)}};
        parts.push_back(roof_house({slab.center, slab.axis, slab.half_length * 0.3, 2.0},
                                   spec.ground_storey_m + spec.storey_m * (spec.storeys - 1), 1.0));
        site.add_building(spec, parts);
        const InnerRectangle green{lot.center + lot.axis * lot.half_length, slab.axis, half * 0.8,
                                   5.0};
        const Quad strip = quad_of(green);
        site.add_grove({strip.begin(), strip.end()}, 110.0, false);
    }
}

void lay_out_towers(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    site.add_ground(outline, Surface::kPlaza);
    site.add_tree_row(inset(outline, 2.5), 9.0, TreeKind::kRound, 7.0);
    InnerRectangle room = inner_rectangle(inset(outline, 6.0));
    if (room.half_width < 11.0) return;
    const int count = room.half_length > 42.0 ? 2 : 1;
    for (const InnerRectangle& lot : split_along(room, count, 9.0)) {
        BuildingSpec spec = flat_building(random, Facade::kGlass);
        spec.function =
            random.chance(0.75) ? BuildingFunction::kOffice : BuildingFunction::kMixedUse;
        spec.storey_m = 3.6;
        spec.ground_storey_m = 5.0;
        const double podium = 5.0 + 3.6 * (1 + random.below(3));
        const double reach = std::min({lot.half_width * 0.72, lot.half_length * 0.72, 19.0});
        const bool low = random.chance(0.45);
        const std::uint32_t storeys = low ? 6 + random.below(6) : 14 + random.below(22);
        spec.storeys = static_cast<std::uint8_t>(storeys);
        spec.is_landmark = storeys > 16;
        const double shaft = 3.6 * (storeys - 3.0);
        const double stretch = std::min(lot.half_length / lot.half_width, 1.35);
        std::vector<PartSpec> parts{
            {.corners = quad_of(lot), .height_m = podium, .facade = Facade::kShop}};
        parts.push_back({.corners = rectangle(lot.center, lot.axis, reach * stretch, reach),
                         .lift_m = podium,
                         .height_m = shaft,
                         .roof_m = 1.2});
        const bool stepped = storeys > 20 && random.chance(0.6);
        if (stepped) {
            parts.push_back(
                {.corners = rectangle(lot.center, lot.axis, reach * stretch * 0.68, reach * 0.68),
                 .lift_m = podium + shaft,
                 .height_m = 3.6 * (4 + random.below(5)),
                 .roof_m = 1.2});
        } else {
            parts.push_back(roof_house({lot.center, lot.axis, reach, reach}, podium + shaft, 0.4));
        }
        site.add_building(spec, parts);
    }
}

void lay_out_halls(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    site.add_ground(outline, Surface::kYard);
    const InnerRectangle room = inner_rectangle(inset(outline, 8.0));
    if (room.half_width < 9.0) return;
    const int count = 1 + static_cast<int>(room.half_length / 38.0);
    for (const InnerRectangle& lot : split_along(room, count, 11.0)) {
        BuildingSpec spec;
        spec.function =
            random.chance(0.8) ? BuildingFunction::kIndustrial : BuildingFunction::kRetail;
        spec.facade = Facade::kHall;
        spec.storeys = random.chance(0.3) ? 2 : 1;
        spec.storey_m = 4.5;
        spec.ground_storey_m = random.between(6.5, 10.0);
        spec.roof = random.chance(0.5) ? RoofShape::kGable : RoofShape::kFlat;
        spec.roof_m = spec.roof == RoofShape::kFlat ? 0.7 : 2.0;
        spec.wall = pick(palette::kHallWall, random);
        spec.roof_color = pick(palette::kFlatRoof, random);
        spec.year_from = 1900;
        spec.year_to = 2020;
        site.add_building(spec, {{.corners = quad_of(lot)}});
    }
    site.add_tree_row(inset(outline, 3.0), 14.0, TreeKind::kPoplar, 14.0);
}

void lay_out_school(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    site.add_ground(outline, Surface::kGarden);
    const InnerRectangle room = inner_rectangle(inset(outline, 8.0));
    if (room.half_width < 14.0) return;
    BuildingSpec spec = flat_building(random, Facade::kModern);
    spec.function = BuildingFunction::kEducation;
    spec.storeys = 3;
    spec.storey_m = 3.6;
    spec.ground_storey_m = 3.8;
    const double reach = std::min(room.half_length, 34.0);
    const Point across = -outward(room.axis);
    const double wing = room.half_width - 6.5;
    const Point back = room.center + across * wing;
    std::vector<PartSpec> parts{{.corners = rectangle(back, room.axis, reach, 6.0)}};
    const Point left = room.center - room.axis * (reach - 6.0) - across * 6.25;
    parts.push_back({.corners = rectangle(left, across, wing - 0.25, 6.0), .height_m = 7.4});
    site.add_building(spec, parts);
    site.add_grove(inset(outline, 4.0), 260.0, false);
}

}  // namespace belvedere::generator
