// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/generator/ground_mesh.hpp"
#include "engine/generator/noise.hpp"

namespace belvedere::generator {

namespace {

constexpr double kUnderBank_m = 1.5;  // The water reaches under the banks, so that no gap shows.
constexpr int kSpans = 3;
constexpr int kSpanPieces = 6;
constexpr double kParapet_m = 0.9;

glm::dvec3 on_land(const Landscape& landscape, const Point& plan, double z) {
    const Point land = landscape.to_land(plan);
    return {land.x, land.y, z};
}

void add_water(CityMesh& mesh, const RiverStretch& stretch, const Landscape& landscape,
               double step_m) {
    const double half = landscape.river_width() / 2 + kUnderBank_m;
    const double size = stretch.to_m - stretch.from_m;
    const auto pieces = std::max(1, static_cast<int>(std::ceil(size / step_m)));
    const auto vertex = [&](int i, int k) {
        CityMesh::SmoothVertex v;
        const Point plan(stretch.from_m + size * i / pieces, half * (k - 1));
        v.position = on_land(landscape, plan, 0.0);
        v.color = scaled(palette::kWater,
                         (k == 1 ? 0.94 : 1.08) * (1.0 + 0.04 * smooth_noise(9, plan / 60.0)));
        return v;
    };
    for (int i = 0; i < pieces; ++i) {
        for (int k = 0; k < 2; ++k) {
            mesh.add_smooth_triangle(Layer::kWater,
                                     {vertex(i, k), vertex(i + 1, k), vertex(i + 1, k + 1)});
            mesh.add_smooth_triangle(Layer::kWater,
                                     {vertex(i, k), vertex(i + 1, k + 1), vertex(i, k + 1)});
        }
    }
}

// A stone bridge of three arches with a slightly raised deck.
class BridgeMesher {
  public:
    BridgeMesher(CityMesh& mesh, const Bridge& bridge, const Landscape& landscape)
        : mesh_(mesh), bridge_(bridge), landscape_(landscape) {}

    void add() {
        const int pieces = kSpans * kSpanPieces;
        for (int i = 0; i < pieces; ++i) {
            const double t0 = static_cast<double>(i) / pieces;
            const double t1 = static_cast<double>(i + 1) / pieces;
            add_deck(t0, t1);
            add_side(t0, t1, -1.0);
            add_side(t0, t1, 1.0);
            // Seen from below: the lines change places.
            add_strip(palette::kBridge, {t0, t1}, {-1.0, under(t0), under(t1)},
                      {1.0, under(t0), under(t1)});
        }
    }

  private:
    // Across the bridge -1 ... 1, height at the start and at the end of a piece.
    struct Line {
        double across = 0.0, z0 = 0.0, z1 = 0.0;
    };
    struct Piece {
        double t0 = 0.0, t1 = 0.0;
    };

    [[nodiscard]] double deck(double t) const {
        return Landscape::kBankHeight_m + 0.08 + 4.0 * t * (1.0 - t) * 1.7;
    }
    [[nodiscard]] double under(double t) const {
        const double in_span = t * kSpans - std::floor(std::min(t * kSpans, kSpans - 1e-9));
        const double x = 2.0 * std::min(in_span, 1.0) - 1.0;
        // Elliptic arches; the piers between them are their feet, which stand in the water.
        const double rise = std::sqrt(std::max(0.0, 1.0 - x * x / (0.93 * 0.93)));
        return -1.0 + (deck(t) - 0.9 + 1.0) * rise;
    }
    [[nodiscard]] glm::dvec3 point(double t, double across, double z) const {
        const double half = landscape_.river_width() / 2;
        const Point plan(bridge_.x_m + across * bridge_.half_width_m, half * (2.0 * t - 1.0));
        return on_land(landscape_, plan, z);
    }
    // A strip between two lines along the bridge; counter-clockwise with `right` first.
    void add_strip(Rgb color, const Piece& piece, const Line& right, const Line& left) {
        const auto at = [&](double t, const Line& line, double z) {
            return MeshVertex{point(t, line.across, z), glm::vec2(0.0F)};
        };
        mesh_.add_quad(Layer::kGround, color,
                       {at(piece.t0, left, left.z0), at(piece.t0, right, right.z0),
                        at(piece.t1, right, right.z1), at(piece.t1, left, left.z1)});
    }
    void add_deck(double t0, double t1) {
        const double d0 = deck(t0);
        const double d1 = deck(t1);
        const Piece piece{t0, t1};
        add_strip(rgb(0xa9a399), piece, {-0.62, d0 + 0.12, d1 + 0.12},
                  {-0.95, d0 + 0.12, d1 + 0.12});
        add_strip(rgb(0x74767a), piece, {0.62, d0, d1}, {-0.62, d0, d1});
        add_strip(rgb(0xa9a399), piece, {0.95, d0 + 0.12, d1 + 0.12}, {0.62, d0 + 0.12, d1 + 0.12});
    }
    // Outer face with its arch, the parapet's top and its inner face.
    void add_side(double t0, double t1, double side) {
        const double top0 = deck(t0) + kParapet_m;
        const double top1 = deck(t1) + kParapet_m;
        const Piece piece{t0, t1};
        const Line low{side, under(t0), under(t1)};
        const Line high{side, top0, top1};
        const Line rim{side * 0.95, top0, top1};
        const Line foot{side * 0.95, deck(t0), deck(t1)};
        if (side > 0) {
            add_strip(palette::kBridge, piece, low, high);
            add_strip(scaled(palette::kBridge, 1.1), piece, high, rim);
            add_strip(palette::kBridge, piece, rim, foot);
        } else {
            add_strip(palette::kBridge, piece, high, low);
            add_strip(scaled(palette::kBridge, 1.1), piece, rim, high);
            add_strip(palette::kBridge, piece, foot, rim);
        }
    }

    CityMesh& mesh_;
    const Bridge& bridge_;
    const Landscape& landscape_;
};

}  // namespace

void add_river(CityMesh& mesh, const RiverStretch& stretch, const Landscape& landscape,
               Detail detail) {
    if (stretch.to_m <= stretch.from_m) return;
    const double reach = std::max(std::abs(stretch.from_m), std::abs(stretch.to_m));
    const double fine = detail == Detail::kFull ? 40.0 : detail == Detail::kReduced ? 70.0 : 140.0;
    add_water(mesh, stretch, landscape, std::max(fine, reach * 0.02));
    for (const Bridge& bridge : stretch.bridges)
        BridgeMesher(mesh, bridge, landscape).add();
}

}  // namespace belvedere::generator
