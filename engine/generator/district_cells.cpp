// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/district_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/generator/noise.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace {

constexpr int kCutsMax = 9;  // Deep enough for 512 blocks; a district has 5 to 60.

// How a kind of district is cut.
struct CutStyle {
    double area_m2 = 9000.0;
    double width_min_m = 42.0;                           // Blocks are not cut narrower.
    float first_road_m = 4.5F, first_pavement_m = 3.0F;  // The first two cuts: collecting streets.
    float road_m = 3.2F, pavement_m = 2.4F;
};

CutStyle style_of(const District& district) {
    const double area = std::abs(signed_area(district.plan));
    switch (district.kind) {
        case DistrictKind::kOldTown:
            return {3300.0, 34.0, 3.0F, 2.0F, 2.3F, 1.5F};
        case DistrictKind::kInner:
            return {9000.0, 52.0, 4.5F, 3.2F, 3.4F, 2.6F};
        case DistrictKind::kBusiness:
            return {8200.0, 56.0, 6.0F, 4.5F, 4.5F, 3.5F};
        case DistrictKind::kEstate:
            return {15000.0, 80.0, 4.2F, 3.0F, 3.2F, 2.4F};
        case DistrictKind::kRows:
            return {7200.0, 46.0, 3.6F, 2.4F, 2.9F, 2.0F};
        case DistrictKind::kDetached:
            return {9500.0, 56.0, 3.4F, 2.2F, 2.8F, 1.8F};
        case DistrictKind::kIndustry:
            return {24000.0, 90.0, 4.8F, 2.0F, 4.2F, 1.8F};
        case DistrictKind::kPark:
            return {26000.0, 100.0, 0.0F, 3.0F, 0.0F, 2.2F};
        case DistrictKind::kFields:
            return {area / 9.0, 60.0, 2.2F, 0.0F, 1.4F, 0.0F};
        case DistrictKind::kForest:
            return {area / 3.0, 60.0, 1.8F, 0.0F, 1.4F, 0.0F};
    }
    return {};
}

struct PlanCell {
    Polygon corners;
    std::vector<StreetEdge> edges;
    std::vector<bool> on_border;
};

// The part of a convex cell where dot(normal, p) <= offset; the new edge gets `street`.
PlanCell clip(const PlanCell& cell, const Point& normal, double offset, const StreetEdge& street) {
    PlanCell kept;
    const std::size_t count = cell.corners.size();
    const auto push = [&](const Point& p, const StreetEdge& edge, bool border) {
        kept.corners.push_back(p);
        kept.edges.push_back(edge);
        kept.on_border.push_back(border);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const Point& a = cell.corners[i];
        const Point& b = cell.corners[(i + 1) % count];
        const double da = glm::dot(normal, a) - offset;
        const double db = glm::dot(normal, b) - offset;
        if (da <= 0) push(a, cell.edges[i], cell.on_border[i]);
        if ((da <= 0) == (db <= 0)) continue;
        // From the same end whichever side is kept, so that both parts get the same corner.
        const bool forward = std::pair(a.x, a.y) < std::pair(b.x, b.y);
        const Point meet =
            forward ? a + (b - a) * (da / (da - db)) : b + (a - b) * (db / (db - da));
        if (da <= 0) {
            push(meet, street, false);
        } else {
            push(meet, cell.edges[i], cell.on_border[i]);
        }
    }
    return kept;
}

class Cutter {
  public:
    Cutter(const District& district, const CutStyle& style)
        : random_(district.seed, 11), style_(style), seed_(district.seed) {}

    void cut(const PlanCell& cell, int depth) {
        const double area = std::abs(signed_area(cell.corners));
        const bool small = area < style_.area_m2 * random_.between(0.75, 1.45);
        if (depth >= kCutsMax || small || !try_cut(cell, depth)) done.push_back(cell);
    }

    std::vector<PlanCell> done;

  private:
    bool try_cut(const PlanCell& cell, int depth) {
        Point along(1.0, 0.0);
        double longest = 0.0;
        for (std::size_t i = 0; i < cell.corners.size(); ++i) {
            const Point edge = cell.corners[(i + 1) % cell.corners.size()] - cell.corners[i];
            if (length(edge) > longest) {
                longest = length(edge);
                along = direction(edge);
            }
        }
        along = longer_axis(cell.corners, along);
        double low = std::numeric_limits<double>::max();
        double high = -low;
        // A little askew: no city is ruled with a ruler.
        const Point normal = direction(along + outward(along) * random_.between(-0.09, 0.09));
        for (const Point& p : cell.corners) {
            low = std::min(low, glm::dot(normal, p));
            high = std::max(high, glm::dot(normal, p));
        }
        if (high - low < style_.width_min_m * 2) return false;
        const double offset = low + (high - low) * random_.between(0.42, 0.58);
        StreetEdge street;
        street.street = static_cast<std::uint32_t>(mix_bits(seed_ + ++streets_)) | 0x80000000U;
        street.road_half_m = depth < 2 ? style_.first_road_m : style_.road_m;
        street.pavement_m = depth < 2 ? style_.first_pavement_m : style_.pavement_m;
        street.anchor = middle(cell.corners) + outward(normal) * 400.0;
        const PlanCell left = clip(cell, normal, offset, street);
        const PlanCell right = clip(cell, -normal, -offset, street);
        if (left.corners.size() < 3 || right.corners.size() < 3) return false;
        cut(left, depth + 1);
        cut(right, depth + 1);
        return true;
    }

    // The edge's direction or the one across it, whichever the cell is longer in.
    static Point longer_axis(const Polygon& corners, const Point& along) {
        const Point across = outward(along);
        double reach[2][2] = {{1e30, -1e30}, {1e30, -1e30}};
        for (const Point& p : corners) {
            const double t[2] = {glm::dot(p, along), glm::dot(p, across)};
            for (int k = 0; k < 2; ++k) {
                reach[k][0] = std::min(reach[k][0], t[k]);
                reach[k][1] = std::max(reach[k][1], t[k]);
            }
        }
        return reach[1][1] - reach[1][0] > reach[0][1] - reach[0][0] ? across : along;
    }

    Random random_;
    CutStyle style_;
    std::uint64_t seed_;
    std::uint64_t streets_ = 0;
};

bool lies_inside_edge(const Point& p, const Point& a, const Point& b) {
    const Point edge = b - a;
    const double size = length(edge);
    const double along = glm::dot(p - a, edge) / size;
    return along > 1e-3 && along < size - 1e-3 && std::abs(cross(edge, p - a)) / size < 1e-4;
}

// Adds to every edge the corners that neighbours have on it.
PlanCell with_neighbours_corners(const PlanCell& cell, const Polygon& all) {
    PlanCell result;
    for (std::size_t i = 0; i < cell.corners.size(); ++i) {
        const Point& a = cell.corners[i];
        const Point& b = cell.corners[(i + 1) % cell.corners.size()];
        Polygon on_edge{a};
        for (const Point& p : all) {
            if (lies_inside_edge(p, a, b)) on_edge.push_back(p);
        }
        std::ranges::sort(on_edge, {}, [&](const Point& p) { return glm::dot(p - a, b - a); });
        for (const Point& p : on_edge) {
            if (!result.corners.empty() && length(p - result.corners.back()) < 1e-3) continue;
            result.corners.push_back(p);
            result.edges.push_back(cell.edges[i]);
            result.on_border.push_back(cell.on_border[i]);
        }
    }
    return result;
}

}  // namespace

std::vector<Cell> cut_district(const District& district, const Landscape& landscape) {
    Cutter cutter(district, style_of(district));
    cutter.cut({district.plan, district.edges, std::vector<bool>(district.plan.size(), true)}, 0);
    Polygon all;
    for (const PlanCell& cell : cutter.done) {
        all.insert(all.end(), cell.corners.begin(), cell.corners.end());
    }
    std::vector<Cell> cells;
    for (const PlanCell& rough : cutter.done) {
        PlanCell cell = with_neighbours_corners(rough, all);
        Cell mapped{.land = {}, .edges = cell.edges, .on_border = cell.on_border};
        for (const Point& p : cell.corners)
            mapped.land.push_back(landscape.to_land(p));
        cells.push_back(std::move(mapped));
    }
    return cells;
}

}  // namespace belvedere::generator
