// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "engine/generator/block_layouts.hpp"

namespace belvedere::generator {

namespace {

// Countryside blocks grow with their distance; trees stay affordable.
double grove_area_m2(const Polygon& outline, double usual_m2, double count_max) {
    return std::max(usual_m2, signed_area(outline) / count_max);
}

}  // namespace

void lay_out_park(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    if (site.place().holds_hill) return lay_out_castle(site);
    // Lawn, a path all round, and a meadow or a pond inside.
    const Polygon path_out = inset(outline, 9.0);
    const Polygon path_in = path_out.empty() ? path_out : inset(path_out, 2.4);
    if (path_in.empty()) {
        site.add_ground(outline, Surface::kLawn);
        site.add_grove(outline, 120.0, false);
        return;
    }
    site.add_ring(outline, path_out, Surface::kLawn);
    site.add_ring(path_out, path_in, Surface::kGravel);
    site.add_tree_row(inset(outline, 4.0), 10.0, TreeKind::kBroad, 11.0);
    const Polygon shore = inset(path_in, 14.0);
    if (!shore.empty() && signed_area(shore) > 900 && site.random().chance(0.3)) {
        site.add_ring(path_in, shore, Surface::kMeadow);
        site.add_ground(shore, Surface::kPond, -0.1);
        return;
    }
    site.add_ground(path_in, Surface::kMeadow);
    site.add_grove(path_in, grove_area_m2(path_in, 210.0, 220.0), true);
}

void lay_out_fields(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    const bool meadow = random.chance(0.35);
    site.add_ground(outline, meadow ? Surface::kMeadow : Surface::kField, 0.0);
    if (random.chance(0.45)) {
        const Polygon hedge = inset(outline, 4.0);
        site.add_tree_row(hedge, std::max(16.0, signed_area(outline) / 4000.0), TreeKind::kPoplar,
                          12.0);
    }
    if (random.chance(0.2)) {
        site.add_grove(outline, grove_area_m2(outline, 3000.0, 24.0), false);
    }
}

void lay_out_forest(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    site.add_ground(outline, Surface::kForestFloor, 0.0);
    site.add_grove(outline, grove_area_m2(outline, 150.0, 240.0), true);
}

}  // namespace belvedere::generator
