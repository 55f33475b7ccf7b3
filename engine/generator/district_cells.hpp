// SPDX-License-Identifier: Apache-2.0
// A district cut into the cells between the middle lines of its streets.
#pragma once

#include <vector>

#include "engine/generator/city_plan.hpp"

namespace belvedere::generator {

// One block with its half of each street around it. Cells of a district fill it without gap or
// overlap: where a neighbour has a corner on an edge, the edge has a vertex too.
struct Cell {
    Polygon land;                   // Outline on the middle lines, counter-clockwise.
    std::vector<StreetEdge> edges;  // edges[i] from corner i to i + 1.
    std::vector<bool> on_border;    // Edge i is part of the district's own outline.
};

[[nodiscard]] std::vector<Cell> cut_district(const District& district, const Landscape& landscape);

}  // namespace belvedere::generator
