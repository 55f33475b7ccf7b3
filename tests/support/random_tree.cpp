// SPDX-License-Identifier: Apache-2.0
#include "tests/support/random_tree.hpp"

#include <cmath>

#include <glm/geometric.hpp>

namespace belvedere::test {
namespace {

using namespace stream;

TileNode make_node(double x, double y, double side_m, std::uint32_t depth) {
    TileNode node;
    node.box.center = {x, y, 10.0};
    node.box.half_axes = glm::dmat3(side_m / 2, 0, 0, 0, side_m / 2, 0, 0, 0, 10.0);
    node.radius_m = side_m * 0.7072 + 10.0;
    node.geometric_error_m = side_m / 20.0;
    node.depth = static_cast<std::uint16_t>(depth);
    node.flags = tile_flags::kHasContent;
    return node;
}

}  // namespace

std::vector<TileNode> random_quadtree(std::mt19937& random, const RandomTreeOptions& options) {
    std::uniform_real_distribution<double> share(0.0, 1.0);
    std::vector<TileNode> nodes{make_node(0.0, 0.0, options.side_m, 0)};
    std::vector<double> sides{options.side_m};
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].depth + 1U >= options.levels) {
            nodes[i].geometric_error_m = 0.0;
            continue;
        }
        const double side = sides[i] / 2.0;
        const auto first = static_cast<std::uint32_t>(nodes.size());
        for (int child = 0; child < 4; ++child) {
            if (i > 0 && share(random) < options.missing_child_share) continue;
            const glm::dvec3 center = nodes[i].box.center;
            TileNode node = make_node(center.x + (child % 2 == 0 ? -0.5 : 0.5) * side,
                                      center.y + (child / 2 == 0 ? -0.5 : 0.5) * side, side,
                                      nodes[i].depth + 1U);
            node.parent = TileId{i};
            if (share(random) < options.empty_share) node.flags = tile_flags::kUnconditional;
            if (share(random) < options.additive_share) node.flags |= tile_flags::kAdditive;
            nodes.push_back(node);
            sides.push_back(side);
        }
        const auto count = static_cast<std::uint32_t>(nodes.size()) - first;
        if (count == 0) {
            nodes[i].geometric_error_m = 0.0;
            continue;
        }
        nodes[i].first_child = TileId{first};
        nodes[i].child_count = count;
    }
    return nodes;
}

SelectionView random_view(std::mt19937& random, double side_m) {
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    PerspectiveCamera camera;
    camera.position = {unit(random) * side_m / 2, unit(random) * side_m / 2,
                       60.0 + std::abs(unit(random)) * side_m / 2};
    camera.direction =
        glm::normalize(glm::dvec3(unit(random), unit(random), -0.3 - std::abs(unit(random))));
    camera.up = {0.0, 0.0, 1.0};
    camera.width_px = 1280.0;
    camera.height_px = 720.0;
    camera.far_m = 1.0e7;
    return perspective_view(camera);
}

}  // namespace belvedere::test
