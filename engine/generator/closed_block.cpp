// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "engine/generator/block_layouts.hpp"
#include "engine/generator/parcels.hpp"

namespace belvedere::generator {

namespace {

struct ClosedStyle {
    double depth_m = 12.0, width_m = 15.0;
    std::uint32_t storeys_min = 4, storeys_max = 6;
    bool is_old = false;
};

ClosedStyle style_of(DistrictKind kind) {
    if (kind == DistrictKind::kOldTown) return {9.5, 10.0, 3, 4, true};
    return {};
}

BuildingSpec make_house(BlockSite& site, const ClosedStyle& style, std::uint32_t storeys) {
    Random& random = site.random();
    BuildingSpec spec;
    const bool modern = !style.is_old && random.chance(0.22);
    spec.storeys = static_cast<std::uint8_t>(storeys);
    spec.has_blank_sides = true;
    spec.has_shops = random.chance(style.is_old ? 0.6 : 0.4);
    spec.function = random.chance(0.08)   ? BuildingFunction::kOffice
                    : random.chance(0.04) ? BuildingFunction::kPublic
                    : spec.has_shops      ? BuildingFunction::kMixedUse
                                          : BuildingFunction::kResidential;
    if (modern) {
        spec.facade = Facade::kModern;
        spec.wall = pick(palette::kModern, random);
        spec.roof = RoofShape::kFlat;
        spec.roof_m = 0.7;
        spec.roof_color = pick(palette::kFlatRoof, random);
        spec.year_from = 1955;
        spec.year_to = 2022;
    } else {
        spec.facade = Facade::kPlaster;
        spec.wall = pick(palette::kPlaster, random);
        const bool mansard = !style.is_old && random.chance(0.3);
        spec.roof = mansard ? RoofShape::kMansard : RoofShape::kGable;
        spec.roof_m =
            mansard ? 4.2 : style.depth_m * random.between(0.3, style.is_old ? 0.52 : 0.4);
        spec.roof_color = mansard ? pick(palette::kSlate, random) : pick(palette::kTile, random);
        spec.storey_m = style.is_old ? 2.9 : 3.4;
        spec.year_from = style.is_old ? 1640 : 1868;
        spec.year_to = style.is_old ? 1880 : 1938;
    }
    return spec;
}

std::uint32_t draw_storeys(BlockSite& site, const ClosedStyle& style, std::uint32_t usual) {
    const double draw = site.random().unit();
    const std::uint32_t storeys = draw < 0.2 ? usual - 1 : draw > 0.85 ? usual + 1 : usual;
    return std::clamp(storeys, style.storeys_min, style.storeys_max + 1);
}

}  // namespace

void lay_out_closed_block(BlockSite& site) {
    const Polygon outline = site.place().outline;
    ClosedStyle style = style_of(site.place().kind);
    site.add_ground(outline, Surface::kCourt);
    Strip strip = make_strip(outline, style.depth_m);
    if (strip.inner.empty()) strip = make_strip(outline, style.depth_m *= 0.62);
    if (strip.inner.empty()) return site.add_grove(outline, 60.0, false);
    const std::uint32_t usual =
        style.storeys_min + site.random().below(style.storeys_max - style.storeys_min + 1);
    const std::vector<Parcel> parcels = cut_parcels(strip, style.width_m, site.random());
    // The last parcel of an edge and the first of the next meet at a corner: one house of two
    // wings.
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        const Parcel& parcel = parcels[i];
        if (parcel.is_first && !parcel.is_last) continue;  // Built with the one before it.
        const bool is_gap = !parcel.is_last && site.random().chance(0.03);
        if (is_gap || !is_convex(parcel.quad)) continue;
        BuildingSpec spec = make_house(site, style, draw_storeys(site, style, usual));
        spec.edge = parcel.edge;
        std::vector<PartSpec> parts{{.corners = parcel.quad}};
        const Parcel& following = parcels[(i + 1) % parcels.size()];
        if (parcel.is_last && following.is_first && !following.is_last &&
            is_convex(following.quad)) {
            parts[0].joint_end = true;
            parts.push_back({.corners = following.quad, .joint_start = true});
        }
        site.add_building(spec, parts);
    }
    if (signed_area(strip.inner) > 350) site.add_grove(inset(strip.inner, 3.0), 95.0, false);
}

}  // namespace belvedere::generator
