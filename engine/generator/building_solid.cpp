// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/building_solid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include <glm/geometric.hpp>

namespace belvedere::generator {

namespace {

constexpr double kSolidBay_m = 3.2;  // Width of a window bay, as the tiles have it.
constexpr double kFlatWithin_m = 0.005;

// Points (depth, height) of a roof from side 0 to side 2, both as shares of the whole.
struct RidgePoint {
    double depth = 0.0, height = 0.0;
};
constexpr std::array<RidgePoint, 3> kGableRidge{{{0, 0}, {0.5, 1}, {1, 0}}};
constexpr std::array<RidgePoint, 3> kShedRidge{{{0, 0}, {1, 1}, {1, 0}}};
constexpr std::array<RidgePoint, 5> kMansardRidge{
    {{0, 0}, {0.13, 0.72}, {0.5, 1}, {0.87, 0.72}, {1, 0}}};

glm::dvec3 lifted(const Point& p, double z) {
    return {p.x, p.y, z};
}

class SolidBuilder {
  public:
    explicit SolidBuilder(const BuildingPart& part) : part_(part) {}

    std::vector<SolidPolygon> build() {
        add_ground();
        switch (part_.roof) {
            case RoofShape::kFlat:
                add_face(SolidFace::kRoof, {eaves(0), eaves(1), eaves(2), eaves(3)});
                add_sides({}, {});
                break;
            case RoofShape::kGable:
                add_ridged(kGableRidge);
                break;
            case RoofShape::kMansard:
                add_ridged(kMansardRidge);
                break;
            case RoofShape::kShed:
                add_ridged(kShedRidge);
                break;
            case RoofShape::kHip:
                add_hip();
                break;
            case RoofShape::kPyramid:
                add_pyramid();
                break;
        }
        return std::move(polygons_);
    }

  private:
    using Corners = std::vector<glm::dvec3>;

    [[nodiscard]] glm::dvec3 foot(std::size_t i) const {
        return lifted(part_.corners[i % 4], part_.base_m);
    }
    [[nodiscard]] glm::dvec3 eaves(std::size_t i) const {
        return lifted(part_.corners[i % 4], part_.eaves_m);
    }
    [[nodiscard]] double top() const { return double{part_.eaves_m} + double{part_.roof_m}; }

    void add_ground() { add_face(SolidFace::kGround, {foot(3), foot(2), foot(1), foot(0)}); }

    // Corners that lie out of their plane make triangles of it.
    void add_face(SolidFace face, Corners corners) {
        const glm::dvec3 normal = glm::cross(corners[1] - corners[0], corners[2] - corners[0]);
        const double length = glm::length(normal);
        const bool is_flat = std::ranges::all_of(corners, [&](const glm::dvec3& corner) {
            const double off = glm::dot(corner - corners[0], normal);
            return std::abs(off) <= kFlatWithin_m * length;
        });
        if (is_flat || corners.size() == 3) {
            polygons_.push_back({face, std::move(corners), {}, Facade::kPlain});
            return;
        }
        for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
            polygons_.push_back(
                {face, {corners[0], corners[i], corners[i + 1]}, {}, Facade::kPlain});
        }
    }

    // The wall below the eaves, and what of the roof's end stands on it.
    void add_side(std::size_t side, const Corners& above) {
        const bool is_joint = (side == 1 && part_.joint_end) || (side == 3 && part_.joint_start);
        SolidPolygon wall;
        wall.face = is_joint ? SolidFace::kClosure : SolidFace::kWall;
        wall.corners = {foot(side), foot(side + 1), eaves(side + 1)};
        wall.corners.insert(wall.corners.end(), above.begin(), above.end());
        wall.corners.push_back(eaves(side));
        if (!is_joint && part_.facades[side] != Facade::kPlain && above.empty()) {
            const double width = glm::length(foot(side + 1) - foot(side));
            const auto bays = static_cast<float>(std::max(1.0, std::round(width / kSolidBay_m)));
            const auto storeys = static_cast<float>(std::max<int>(1, part_.storeys));
            wall.facade = part_.facades[side];
            wall.bays = {{0.0F, 0.0F}, {bays, 0.0F}, {bays, storeys}, {0.0F, storeys}};
        }
        polygons_.push_back(std::move(wall));
    }

    // Gables of sides 1 and 3, seen from outside from left to right.
    void add_sides(const Corners& end, const Corners& start) {
        add_side(0, {});
        add_side(1, end);
        add_side(2, {});
        add_side(3, start);
    }

    // A roof that is the same all along side 0; its two ends stand upright.
    void add_ridged(std::span<const RidgePoint> ridge) {
        const Quad& c = part_.corners;
        const auto point = [&](std::size_t from, std::size_t to, const RidgePoint& at) {
            return lifted(c[from] + (c[to] - c[from]) * at.depth,
                          part_.eaves_m + double{part_.roof_m} * at.height);
        };
        Corners end, start;  // Without the eaves' own corners.
        for (std::size_t i = 1; i + 1 < ridge.size(); ++i) {
            start.push_back(point(0, 3, ridge[i]));
            end.push_back(point(1, 2, ridge[i]));
        }
        for (std::size_t i = 0; i + 1 < ridge.size(); ++i) {
            const bool is_upright = ridge[i].depth == ridge[i + 1].depth;
            add_face(is_upright ? SolidFace::kWall : SolidFace::kRoof,
                     {point(0, 3, ridge[i]), point(1, 2, ridge[i]), point(1, 2, ridge[i + 1]),
                      point(0, 3, ridge[i + 1])});
        }
        // Seen from outside side 1 goes from corner 1 to corner 2: the way back is the other one.
        std::ranges::reverse(end);
        add_sides(end, start);
    }

    void add_hip() {
        const Quad& c = part_.corners;
        const Point from = (c[0] + c[3]) * 0.5, to = (c[1] + c[2]) * 0.5;
        const double run = length(to - from);
        const double depth = (length(c[3] - c[0]) + length(c[2] - c[1])) / 2;
        const double inset = std::min(0.5 * depth / std::max(run, 0.1), 0.46);
        const glm::dvec3 r0 = lifted(from + (to - from) * (part_.joint_start ? 0.0 : inset), top());
        const glm::dvec3 r1 = lifted(to + (from - to) * (part_.joint_end ? 0.0 : inset), top());
        add_face(SolidFace::kRoof, {eaves(0), eaves(1), r1, r0});
        add_face(SolidFace::kRoof, {eaves(2), eaves(3), r0, r1});
        if (!part_.joint_end) add_face(SolidFace::kRoof, {eaves(1), eaves(2), r1});
        if (!part_.joint_start) add_face(SolidFace::kRoof, {eaves(3), eaves(0), r0});
        add_sides(part_.joint_end ? Corners{r1} : Corners{},
                  part_.joint_start ? Corners{r0} : Corners{});
    }

    void add_pyramid() {
        const glm::dvec3 apex = lifted(middle(part_.corners), top());
        for (std::size_t i = 0; i < 4; ++i)
            add_face(SolidFace::kRoof, {eaves(i), eaves(i + 1), apex});
        add_sides({}, {});
    }

    const BuildingPart& part_;
    std::vector<SolidPolygon> polygons_;
};

}  // namespace

std::string_view name_of(SolidFace face) {
    switch (face) {
        case SolidFace::kWall:
            return "WallSurface";
        case SolidFace::kRoof:
            return "RoofSurface";
        case SolidFace::kGround:
            return "GroundSurface";
        case SolidFace::kClosure:
            break;
    }
    return "ClosureSurface";
}

std::vector<SolidPolygon> solid_of(const BuildingPart& part) {
    return SolidBuilder(part).build();
}

}  // namespace belvedere::generator
