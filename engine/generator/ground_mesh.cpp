// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/ground_mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "engine/generator/noise.hpp"

namespace belvedere::generator {

namespace {

struct GroundStyle {
    double edge_max_m = 26.0;  // Longer edges are halved, so that the ground follows the land.
    double skirt_m = 3.0;      // Hides gaps to neighbours of another detail.
    bool has_kerbs = true;
};

GroundStyle style_of(Detail detail, double spacing_m) {
    const double scale = spacing_m / kCitySpacing_m;
    switch (detail) {
        case Detail::kFull:
            return {26.0 * scale, 3.0 * scale, true};
        case Detail::kReduced:
            return {52.0 * scale, 5.0 * scale, false};
        case Detail::kBoxes:
            return {90.0 * scale, 9.0 * scale, false};
        case Detail::kBlocks:
            return {160.0 * scale, 16.0 * scale, false};
    }
    return {};
}

bool is_green(Surface surface) {
    return surface == Surface::kGarden || surface == Surface::kLawn ||
           surface == Surface::kMeadow || surface == Surface::kField ||
           surface == Surface::kForestFloor || surface == Surface::kCourt;
}

// Puts patches on the land.
class GroundMesher {
  public:
    GroundMesher(CityMesh& mesh, const HeightGrid& ground, const GroundStyle& style)
        : mesh_(mesh), ground_(ground), style_(style) {}

    void add_patch(const GroundPatch& patch) {
        color_ = surface_color(patch.surface, patch.shade);
        lift_m_ = patch.lift_m;
        is_rough_ = is_green(patch.surface);
        known_.clear();
        const Polygon& p = patch.outline;
        if (p.size() == 4) {
            split(p[0], p[1], p[2], 0);
            split(p[0], p[2], p[3], 0);
            return;
        }
        if (p.size() == 3) return split(p[0], p[1], p[2], 0);
        const Point center = middle(p);
        for (std::size_t i = 0; i < p.size(); ++i)
            split(p[i], p[(i + 1) % p.size()], center, 0);
    }

    // From the patch's edge down to the street beside it.
    void add_kerb(const Point& from, const Point& to, double lift_m) {
        const auto at = [&](const Point& p, double lift) {
            return MeshVertex{{p.x, p.y, ground_.height(p) + lift}, glm::vec2(0.0F)};
        };
        mesh_.add_quad(Layer::kGround, rgb(0x9c9a95),
                       {at(from, -0.25), at(to, -0.25), at(to, lift_m), at(from, lift_m)});
    }

    void add_border(const BorderEdge& edge) {
        const auto at = [&](const Point& p, double z) {
            return MeshVertex{{p.x, p.y, z}, glm::vec2(0.0F)};
        };
        const double from = ground_.height(edge.from) + (edge.is_quay ? 0.12 : 0.0);
        const double to = ground_.height(edge.to) + (edge.is_quay ? 0.12 : 0.0);
        const double low_from = edge.is_quay ? -2.0 : from - style_.skirt_m;
        const double low_to = edge.is_quay ? -2.0 : to - style_.skirt_m;
        const Rgb color = edge.is_quay   ? palette::kBankWall
                          : edge.is_lane ? surface_color(Surface::kGravel, 128)
                                         : palette::kSkirt;
        mesh_.add_quad(
            Layer::kGround, color,
            {at(edge.from, low_from), at(edge.to, low_to), at(edge.to, to), at(edge.from, from)});
    }

  private:
    // Halves the longest edge; both triangles at an edge decide by its ends alone, so they agree.
    void split(const Point& a, const Point& b, const Point& c, int depth) {
        const std::array<double, 3> sizes{length(b - a), length(c - b), length(a - c)};
        const double longest = std::max({sizes[0], sizes[1], sizes[2]});
        if (longest > style_.edge_max_m && depth < 14) {
            if (sizes[0] == longest) return split_edge(a, b, c, depth);
            if (sizes[1] == longest) return split_edge(b, c, a, depth);
            return split_edge(c, a, b, depth);
        }
        if (cross(b - a, c - a) < 1e-4) return;
        mesh_.add_indices(Layer::kGround, {index_of(a), index_of(b), index_of(c)});
    }

    void split_edge(const Point& a, const Point& b, const Point& c, int depth) {
        const Point mid = (a + b) * 0.5;
        split(a, mid, c, depth + 1);
        split(mid, b, c, depth + 1);
    }

    // Vertices are shared within a patch: each costs a look at the land and some noise.
    std::uint32_t index_of(const Point& p) {
        const auto [at, is_new] = known_.try_emplace(std::pair(p.x, p.y), 0U);
        if (is_new) at->second = mesh_.add_smooth_vertex(Layer::kGround, vertex(p));
        return at->second;
    }

    [[nodiscard]] CityMesh::SmoothVertex vertex(const Point& p) const {
        CityMesh::SmoothVertex v;
        v.position = {p.x, p.y, ground_.height(p) + lift_m_};
        v.normal = ground_.normal(p);
        // Grass is never one green.
        const double shade =
            is_rough_ ? 1.0 + 0.10 * smooth_noise(5, p / 23.0) + 0.07 * smooth_noise(6, p / 140.0)
                      : 1.0 + 0.025 * smooth_noise(7, p / 31.0);
        v.color = scaled(color_, shade);
        return v;
    }

    CityMesh& mesh_;
    const HeightGrid& ground_;
    GroundStyle style_;
    Rgb color_{};
    double lift_m_ = 0.0;
    bool is_rough_ = false;
    std::map<std::pair<double, double>, std::uint32_t> known_;
};

}  // namespace

Rgb surface_color(Surface surface, std::uint8_t shade) {
    const double t = shade / 255.0;
    switch (surface) {
        case Surface::kAsphalt:
            return rgb(0x6d6f72);
        case Surface::kPavement:
            return rgb(0xb3aea4);
        case Surface::kPlaza:
            return blend(rgb(0xc8bca6), rgb(0xbdb5a8), t);
        case Surface::kCourt:
            return blend(rgb(0x8d9e6a), rgb(0xa8a487), t);
        case Surface::kGarden:
            return blend(rgb(0x86a35c), rgb(0x95a763), t);
        case Surface::kLawn:
            return blend(rgb(0x7fa455), rgb(0x8cab5c), t);
        case Surface::kMeadow:
            return blend(rgb(0x8aa65a), rgb(0xa0ac63), t);
        case Surface::kField:
            // Green corn, ripe corn, ploughed soil.
            return t < 0.4   ? blend(rgb(0x8fa653), rgb(0xa5ac58), t / 0.4)
                   : t < 0.8 ? blend(rgb(0xcdb56a), rgb(0xdcc681), (t - 0.4) / 0.4)
                             : rgb(0xa98b66);
        case Surface::kForestFloor:
            return blend(rgb(0x5c7a42), rgb(0x67824a), t);
        case Surface::kGravel:
            return rgb(0xc9bd9f);
        case Surface::kYard:
            return blend(rgb(0xa29e97), rgb(0x95938e), t);
        case Surface::kPond:
            return palette::kWater;
    }
    return {};
}

void add_ground(CityMesh& mesh, const DistrictLayout& layout, const HeightGrid& ground,
                Detail detail) {
    const GroundStyle style = style_of(detail, ground.spacing());
    GroundMesher mesher(mesh, ground, style);
    for (const GroundPatch& patch : layout.patches) {
        mesher.add_patch(patch);
        // Pavement patches are quads whose first edge is the kerb.
        if (style.has_kerbs && patch.surface == Surface::kPavement && patch.outline.size() == 4) {
            mesher.add_kerb(patch.outline[0], patch.outline[1], patch.lift_m);
        }
    }
    for (const BorderEdge& edge : layout.borders)
        mesher.add_border(edge);
}

}  // namespace belvedere::generator
