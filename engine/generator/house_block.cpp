// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "engine/generator/block_layouts.hpp"
#include "engine/generator/parcels.hpp"

namespace belvedere::generator {

namespace {

constexpr double kFrontGarden_m = 4.0;
constexpr double kRowDepth_m = 9.5;

void lay_out_gardens(BlockSite& site, const Polygon& outline) {
    site.add_ground(outline, Surface::kGarden);
    const Polygon inside = inset(outline, 3.0);
    if (!inside.empty()) site.add_grove(inside, 420.0, true);
}

// A quad inside another: from fraction u0 to u1 along the street and v0 to v1 into the depth.
Quad part_of(const Quad& quad, double u0, double u1, double v0, double v1) {
    const auto at = [&](double u, double v) {
        const Point front = quad[0] + (quad[1] - quad[0]) * u;
        const Point back = quad[3] + (quad[2] - quad[3]) * u;
        return front + (back - front) * v;
    };
    return {at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)};
}

BuildingSpec make_row_house(Random& random, bool tall, bool modern) {
    BuildingSpec spec;
    spec.facade = modern ? Facade::kModern : Facade::kPlaster;
    spec.storeys = tall ? 3 : 2;
    spec.storey_m = 2.9;
    spec.ground_storey_m = 3.1;
    spec.roof = RoofShape::kGable;
    spec.roof_m = random.between(3.2, 3.7);
    spec.has_blank_sides = true;
    spec.year_from = modern ? 1970 : 1905;
    spec.year_to = modern ? 2019 : 1965;
    return spec;
}

BuildingSpec make_single_house(Random& random) {
    BuildingSpec spec;
    const bool modern = random.chance(0.25);
    spec.facade = modern ? Facade::kModern : Facade::kPlaster;
    spec.wall = pick(palette::kHouse, random);
    spec.storeys = random.chance(0.3) ? 1 : 2;
    spec.storey_m = 2.8;
    spec.ground_storey_m = 3.0;
    spec.roof = modern               ? (random.chance(0.5) ? RoofShape::kFlat : RoofShape::kShed)
                : random.chance(0.4) ? RoofShape::kHip
                                     : RoofShape::kGable;
    spec.roof_m = spec.roof == RoofShape::kFlat   ? 0.5
                  : spec.roof == RoofShape::kShed ? 1.6
                                                  : random.between(3.0, 4.6);
    spec.roof_color = modern ? pick(palette::kFlatRoof, random) : pick(palette::kTile, random);
    spec.year_from = modern ? 1975 : 1920;
    spec.year_to = modern ? 2023 : 1992;
    return spec;
}

}  // namespace

void lay_out_row_houses(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    const Polygon front = inset(outline, kFrontGarden_m);
    const Strip strip = make_strip(front, kRowDepth_m);
    lay_out_gardens(site, outline);
    if (strip.inner.empty()) return;
    Random& random = site.random();
    const bool tall = random.chance(0.35);
    const bool modern = random.chance(0.35);
    std::size_t edge = outline.size();
    Rgb wall{};
    Rgb roof{};
    for (const Parcel& parcel : cut_parcels(strip, 6.8, random)) {
        if (parcel.is_first || parcel.is_last || !is_convex(parcel.quad)) continue;
        if (parcel.edge != edge || random.chance(0.2)) {
            edge = parcel.edge;
            wall = pick(palette::kHouse, random);
            roof =
                random.chance(0.8) ? pick(palette::kTile, random) : pick(palette::kSlate, random);
        }
        BuildingSpec spec = make_row_house(random, tall, modern);
        spec.wall = scaled(wall, random.between(0.94, 1.04));
        spec.roof_color = scaled(roof, random.between(0.94, 1.04));
        spec.edge = edge;
        site.add_building(spec, {{.corners = parcel.quad}});
    }
}

void lay_out_detached_houses(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    lay_out_gardens(site, outline);
    double depth = 27.0;
    Strip strip = make_strip(outline, depth);
    if (strip.inner.empty()) strip = make_strip(outline, depth = 20.0);
    if (strip.inner.empty()) strip = make_strip(outline, depth = 15.0);
    if (strip.inner.empty()) return;
    Random& random = site.random();
    for (const Parcel& parcel : cut_parcels(strip, random.between(16.0, 20.0), random)) {
        const double width = length(parcel.quad[1] - parcel.quad[0]);
        if (!is_convex(parcel.quad) || width < 13.5 || random.chance(0.05)) continue;
        const double half = std::clamp(random.between(9.0, 12.5) / 2 / width, 0.2, 0.36);
        const double at = 0.5 + random.between(-0.06, 0.06);
        const double set_back = random.between(4.5, 7.5) / depth;
        const double deep = random.between(8.5, 11.5) / depth;
        BuildingSpec spec = make_single_house(random);
        spec.edge = parcel.edge;
        std::vector<PartSpec> parts{
            {.corners = part_of(parcel.quad, at - half, at + half, set_back, set_back + deep)}};
        // A garage beside it, or a wing behind.
        if (random.chance(0.45) && at + half + 0.26 < 0.98) {
            parts.push_back({.corners = part_of(parcel.quad, at + half + 0.03, at + half + 0.2,
                                                set_back + 0.08, set_back + 0.3),
                             .height_m = 2.7,
                             .roof = RoofShape::kFlat,
                             .roof_m = 0.2,
                             .facade = Facade::kPlain,
                             .roof_color = palette::kFlatRoof[2]});
        }
        site.add_building(spec, parts);
        if (random.chance(0.7)) {
            const Quad garden = part_of(parcel.quad, 0.1, 0.9, 0.72, 0.95);
            site.add_tree(garden[0] + (garden[2] - garden[0]) * random.unit(),
                          random.chance(0.25) ? TreeKind::kConifer : TreeKind::kRound,
                          random.between(5.0, 9.0));
        }
    }
}

}  // namespace belvedere::generator
