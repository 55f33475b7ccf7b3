// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/district_layout.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/generator/block_layouts.hpp"
#include "engine/generator/district_cells.hpp"
#include "engine/generator/height_grid.hpp"

namespace belvedere::generator {

namespace {

constexpr float kKerb_m = 0.12F;

using Layout = void (*)(BlockSite&);

struct BlockUse {
    Layout layout = lay_out_fields;
    Surface between = Surface::kMeadow;  // What far levels show around the buildings.
};

// Which way a block of a district is built on; `index` is its place in the district's order.
BlockUse use_of(const District& district, std::size_t index, std::size_t blocks, double area_m2,
                Random& random) {
    const double draw = random.unit();
    const bool is_middle = index == blocks / 2;
    switch (district.kind) {
        case DistrictKind::kOldTown:
            if (is_middle) {
                return district.is_first_of_bank ? BlockUse{lay_out_market, Surface::kPlaza}
                                                 : BlockUse{lay_out_church, Surface::kPlaza};
            }
            return {lay_out_closed_block, Surface::kCourt};
        case DistrictKind::kInner:
            if (is_middle) {
                return draw < 0.4 ? BlockUse{lay_out_church, Surface::kPlaza}
                                  : BlockUse{lay_out_park, Surface::kLawn};
            }
            if (draw < 0.05) return {lay_out_school, Surface::kGarden};
            return {lay_out_closed_block, Surface::kCourt};
        case DistrictKind::kBusiness:
            if (draw < 0.22) return {lay_out_closed_block, Surface::kCourt};
            return draw < 0.3 ? BlockUse{lay_out_park, Surface::kLawn}
                              : BlockUse{lay_out_towers, Surface::kPlaza};
        case DistrictKind::kEstate:
            if (draw < 0.1) return {lay_out_school, Surface::kGarden};
            return {lay_out_slabs, Surface::kLawn};
        case DistrictKind::kRows:
            if (draw < 0.06) return {lay_out_park, Surface::kLawn};
            return {draw < 0.85 ? lay_out_row_houses : lay_out_detached_houses, Surface::kGarden};
        case DistrictKind::kDetached:
            if (is_middle && draw < 0.35) return {lay_out_church, Surface::kPlaza};
            if (draw < 0.06) return {lay_out_park, Surface::kLawn};
            return {lay_out_detached_houses, Surface::kGarden};
        case DistrictKind::kIndustry:
            return {lay_out_halls, Surface::kYard};
        case DistrictKind::kPark:
            return {lay_out_park, area_m2 > 0 ? Surface::kLawn : Surface::kMeadow};
        case DistrictKind::kFields:
            return {lay_out_fields, draw < 0.35 ? Surface::kMeadow : Surface::kField};
        case DistrictKind::kForest:
            return {lay_out_forest, Surface::kForestFloor};
    }
    return {};
}

bool is_countryside(DistrictKind kind) {
    return kind == DistrictKind::kFields || kind == DistrictKind::kForest;
}

void fill_street(DistrictLayout& layout, const Polygon& outer, const Polygon& inner,
                 Surface surface, float lift_m) {
    for (const std::array<Point, 3>& triangle : fill_ring(outer, inner)) {
        if (cross(triangle[1] - triangle[0], triangle[2] - triangle[0]) < 1e-3) continue;
        layout.patches.push_back({{triangle.begin(), triangle.end()}, surface, lift_m, 128});
    }
}

struct Block {
    Polygon outline;
    std::vector<StreetEdge> edges;
};

// Lanes between fields; land keeps every corner of the cell, as its outline may be far from convex.
Block lay_out_lanes(const Cell& cell, DistrictLayout& layout) {
    std::vector<double> lane;
    lane.reserve(cell.edges.size());
    for (const StreetEdge& edge : cell.edges)
        lane.push_back(edge.road_half_m);
    const Polygon land = mitred_inset(cell.land, lane);
    if (land.empty()) return {cell.land, cell.edges};
    const std::size_t count = land.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t next = (i + 1) % count;
        if (lane[i] <= 0.0) continue;
        layout.patches.push_back(
            {{cell.land[i], cell.land[next], land[next], land[i]}, Surface::kGravel, 0.0F, 128});
    }
    return {land, cell.edges};
}

// The streets around a block: carriageway, then pavement. Returns the block inside them, without
// corners when the cell is so narrow that it is all street.
Block lay_out_streets(const Cell& cell, const District& district, DistrictLayout& layout) {
    Polygon turning;
    std::vector<StreetEdge> streets;
    std::vector<double> road;
    for (const std::size_t i : turning_corners(cell.land)) {
        turning.push_back(cell.land[i]);
        streets.push_back(cell.edges[i]);
        road.push_back(cell.edges[i].road_half_m);
    }
    const TracedPolygon kerb = traced_inset(turning, road);
    std::vector<double> pavement;
    pavement.reserve(kerb.sources.size());
    for (const std::size_t source : kerb.sources)
        pavement.push_back(streets[source].pavement_m);
    const TracedPolygon inside = traced_inset(kerb.corners, pavement);
    if (inside.corners.empty()) {
        layout.patches.push_back({cell.land, Surface::kPavement, 0.0F, 128});
        return {};
    }
    fill_street(layout, cell.land, kerb.corners, Surface::kAsphalt, 0.0F);
    fill_street(layout, kerb.corners, inside.corners,
                district.kind == DistrictKind::kPark ? Surface::kGravel : Surface::kPavement,
                kKerb_m);
    for (std::size_t i = 0; i < kerb.corners.size(); ++i) {
        layout.kerbs.push_back({kerb.corners[i], kerb.corners[(i + 1) % kerb.corners.size()]});
    }
    Block block{inside.corners, {}};
    for (const std::size_t source : inside.sources) {
        block.edges.push_back(streets[kerb.sources[source]]);
    }
    return block;
}

// What the outside of the district needs: walls down to the river, skirts towards neighbours.
void note_border(const std::vector<Cell>& cells, DistrictKind kind, DistrictLayout& layout) {
    for (const Cell& cell : cells) {
        for (std::size_t i = 0; i < cell.land.size(); ++i) {
            if (!cell.on_border[i]) continue;
            layout.borders.push_back({cell.land[i], cell.land[(i + 1) % cell.land.size()],
                                      cell.edges[i].is_quay, is_countryside(kind)});
        }
    }
}

// The cell nearest to the castle hill's top, when the district has the hill.
std::size_t hill_cell(const District& district, const std::vector<Cell>& cells,
                      const Landscape& landscape) {
    std::size_t best = cells.size();
    if (!contains(district.plan, landscape.hill())) return best;
    const Point hill = landscape.to_land(landscape.hill());
    double nearest = 1e30;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double off = length(middle(cells[i].land) - hill);
        if (off < nearest) {
            nearest = off;
            best = i;
        }
    }
    return best;
}

// Trees along wide streets, on the pavement.
void plant_street(BlockSite& site, const Polygon& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        const StreetEdge& edge = site.place().edges[i];
        const bool is_avenue = edge.road_half_m >= 6.0F || edge.is_quay;
        if (!is_avenue || edge.pavement_m < 3.5F) continue;
        const Point& a = block[i];
        const Point& b = block[(i + 1) % block.size()];
        // Off the kerb, and far enough from the water that no crown hangs over it.
        const double off = edge.is_quay ? edge.pavement_m * 0.45 : edge.pavement_m - 1.3;
        const Point out = outward(direction(b - a)) * off;
        const auto count = static_cast<int>(length(b - a) / 11.0);
        for (int k = 0; k < count; ++k) {
            site.add_tree(a + (b - a) * ((k + 0.5) / count) + out, TreeKind::kRound, 8.5);
        }
    }
}

}  // namespace

DistrictLayout lay_out_district(const District& district, const Landscape& landscape,
                                std::uint32_t buildings_max) {
    DistrictLayout layout;
    const HeightGrid ground = make_height_grid(district, landscape);
    const std::vector<Cell> cells = cut_district(district, landscape);
    note_border(cells, district.kind, layout);
    const std::size_t hill = hill_cell(district, cells, landscape);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const Block block = is_countryside(district.kind) ? lay_out_lanes(cell, layout)
                                                          : lay_out_streets(cell, district, layout);
        if (block.outline.empty()) continue;
        Random random(district.seed, 100 + i);
        const BlockUse use = use_of(district, i, cells.size(), signed_area(block.outline), random);
        BlockSite site({block.outline, block.edges, district.kind, i == hill}, ground, random,
                       layout, buildings_max);
        use.layout(site);
        if (!is_countryside(district.kind)) plant_street(site, block.outline);
        site.close(use.between);
        layout.blocks.back().cell = cell.land;
    }
    return layout;
}

}  // namespace belvedere::generator
