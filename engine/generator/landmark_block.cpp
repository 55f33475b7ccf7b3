// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "engine/generator/block_layouts.hpp"

namespace belvedere::generator {

namespace {

// A square tower with a pointed roof.
PartSpec tower(const Point& center, const Point& axis, double half_m, double height_m,
               double roof_m, Rgb roof_color) {
    return {.corners = rectangle(center, axis, half_m, half_m),
            .height_m = height_m,
            .roof = RoofShape::kPyramid,
            .roof_m = roof_m,
            .roof_color = roof_color};
}

BuildingSpec stone_building(BuildingFunction function) {
    BuildingSpec spec;
    spec.function = function;
    spec.facade = Facade::kPlaster;
    spec.wall = palette::kStone;
    spec.roof_color = palette::kTile[0];
    spec.is_landmark = true;
    spec.year_from = 1250;
    spec.year_to = 1740;
    return spec;
}

}  // namespace

void lay_out_church(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    Random& random = site.random();
    site.add_ground(outline, Surface::kPlaza);
    site.add_tree_row(inset(outline, 3.0), 8.0, TreeKind::kBroad, 9.0);
    const InnerRectangle room = inner_rectangle(inset(outline, 5.0));
    if (room.half_width < 8.0 || room.half_length < 14.0) return;
    const double size = std::clamp(room.half_length / 26.0, 0.6, 1.25);
    BuildingSpec spec = stone_building(BuildingFunction::kReligious);
    spec.storeys = 1;
    spec.ground_storey_m = 14.0 * size;
    spec.storey_m = 4.0;
    spec.roof = RoofShape::kGable;
    spec.roof_m = 8.0 * size;
    const Point axis = room.axis;
    const double half = std::min(room.half_length - 4.0 * size, 22.0 * size);
    const Point nave = room.center + axis * (3.0 * size);
    std::vector<PartSpec> parts{{.corners = rectangle(nave, axis, half, 6.5 * size)}};
    // The transept crosses the nave; its roof is a little lower, so that no two planes coincide.
    const double arm = std::min(room.half_width, 12.0 * size);
    parts.push_back(
        {.corners = rectangle(nave + axis * (half * 0.3), -outward(axis), arm, 4.5 * size),
         .height_m = 13.2 * size,
         .roof_m = 6.4 * size});
    const Rgb spire = random.chance(0.5) ? palette::kCopper : palette::kSlate[0];
    parts.push_back(tower(nave - axis * (half + 1.0 * size), axis, 4.2 * size, 30.0 * size,
                          22.0 * size, spire));
    site.add_building(spec, parts);
}

void lay_out_market(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    site.add_ground(outline, Surface::kPlaza);
    site.add_tree_row(inset(outline, 3.5), 9.0, TreeKind::kRound, 7.5);
    const InnerRectangle room = inner_rectangle(inset(outline, 9.0));
    if (room.half_width < 7.0) return;
    BuildingSpec spec = stone_building(BuildingFunction::kPublic);
    spec.storeys = 3;
    spec.storey_m = 4.0;
    spec.ground_storey_m = 5.0;
    spec.roof = RoofShape::kHip;
    spec.roof_m = 6.0;
    spec.has_shops = true;
    const Point hall = room.center + room.axis * (room.half_length * 0.35);
    const double half = std::min(room.half_length * 0.5, 18.0);
    std::vector<PartSpec> parts{
        {.corners = rectangle(hall, room.axis, half, std::min(room.half_width, 9.0))}};
    parts.push_back(tower(hall - room.axis * half, room.axis, 3.2, 26.0, 9.0, palette::kCopper));
    site.add_building(spec, parts);
}

void lay_out_castle(BlockSite& site) {
    const Polygon& outline = site.place().outline;
    site.add_ground(outline, Surface::kLawn);
    const Polygon top = inset(outline, 12.0);
    const InnerRectangle room = inner_rectangle(inset(outline, 12.0));
    if (room.half_width < 20.0) return;
    BuildingSpec spec = stone_building(BuildingFunction::kPublic);
    spec.storeys = 3;
    spec.storey_m = 4.2;
    spec.ground_storey_m = 5.0;
    spec.roof = RoofShape::kGable;
    spec.roof_m = 5.0;
    const Point along = room.axis;
    const Point across = -outward(along);
    const double a = std::min(room.half_length * 0.62, 46.0);
    const double b = std::min(room.half_width * 0.62, 30.0);
    // Four wings round a court, joined at their corners, and a tower on each corner.
    const Quad outer = rectangle(room.center, along, a, b);
    const Quad inner = rectangle(room.center, along, a - 11.0, b - 11.0);
    std::vector<PartSpec> parts;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t next = (i + 1) % 4;
        parts.push_back({.corners = {outer[i], outer[next], inner[next], inner[i]},
                         .joint_end = true,
                         .joint_start = true});
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const double height = i == 2 ? 36.0 : 21.0;
        parts.push_back(
            tower(outer[i], along, i == 2 ? 6.5 : 5.0, height, 11.0, palette::kSlate[1]));
    }
    parts.push_back({.corners = rectangle(room.center - across * (b * 0.2), along, 9.0, 5.0),
                     .height_m = 12.0,
                     .roof_m = 7.0});
    site.add_building(spec, parts);
    site.add_tree_row(inset(outline, 5.0), 9.0, TreeKind::kBroad, 10.0);
}

}  // namespace belvedere::generator
