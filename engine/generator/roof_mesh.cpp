// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/roof_mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace {

MeshVertex at(const Point& p, double z) {
    return {{p.x, p.y, z}, glm::vec2(0.0F)};
}

Point mix(const Point& a, const Point& b, double t) {
    return a + (b - a) * t;
}

// A roof that is the same all along side 0: points (depth, height) from side 0 to side 2, both as
// fractions of the whole.
struct ProfilePoint {
    double depth = 0.0, height = 0.0;
};
using Profile = std::span<const ProfilePoint>;
constexpr std::array<ProfilePoint, 3> kGable{{{0, 0}, {0.5, 1}, {1, 0}}};
constexpr std::array<ProfilePoint, 3> kShed{{{0, 0}, {1, 1}, {1, 0}}};
constexpr std::array<ProfilePoint, 5> kMansard{
    {{0, 0}, {0.13, 0.72}, {0.5, 1}, {0.87, 0.72}, {1, 0}}};

void add_profile(CityMesh& mesh, const BuildingPart& part, Profile profile) {
    const Quad& c = part.corners;
    const auto start = [&](const ProfilePoint& p) {
        return at(mix(c[0], c[3], p.depth), part.eaves_m + part.roof_m * p.height);
    };
    const auto end = [&](const ProfilePoint& p) {
        return at(mix(c[1], c[2], p.depth), part.eaves_m + part.roof_m * p.height);
    };
    for (std::size_t i = 0; i + 1 < profile.size(); ++i) {
        const bool is_upright = profile[i].depth == profile[i + 1].depth;
        mesh.add_quad(
            Layer::kRoofs, is_upright ? part.wall : part.roof_color,
            {start(profile[i]), end(profile[i]), end(profile[i + 1]), start(profile[i + 1])});
    }
    const Rgb gable = scaled(part.wall, 0.93);
    for (std::size_t i = 1; i + 1 < profile.size(); ++i) {
        if (!part.joint_end) {
            mesh.add_triangle(Layer::kRoofs, gable,
                              {end(profile[0]), end(profile[i + 1]), end(profile[i])});
        }
        if (!part.joint_start) {
            mesh.add_triangle(Layer::kRoofs, gable,
                              {start(profile[0]), start(profile[i]), start(profile[i + 1])});
        }
    }
}

void add_hip(CityMesh& mesh, const BuildingPart& part) {
    const Quad& c = part.corners;
    const Point ridge_start = mix(c[0], c[3], 0.5);
    const Point ridge_end = mix(c[1], c[2], 0.5);
    const double run = length(ridge_end - ridge_start);
    const double depth = (length(c[3] - c[0]) + length(c[2] - c[1])) / 2;
    const double inset = std::min(0.5 * depth / std::max(run, 0.1), 0.46);
    const double eaves = part.eaves_m;
    const double top = eaves + part.roof_m;
    const MeshVertex r0 = at(mix(ridge_start, ridge_end, part.joint_start ? 0.0 : inset), top);
    const MeshVertex r1 = at(mix(ridge_end, ridge_start, part.joint_end ? 0.0 : inset), top);
    const std::array<MeshVertex, 4> e{at(c[0], eaves), at(c[1], eaves), at(c[2], eaves),
                                      at(c[3], eaves)};
    mesh.add_quad(Layer::kRoofs, part.roof_color, {e[0], e[1], r1, r0});
    mesh.add_quad(Layer::kRoofs, part.roof_color, {e[2], e[3], r0, r1});
    if (!part.joint_end) mesh.add_triangle(Layer::kRoofs, part.roof_color, {e[1], e[2], r1});
    if (!part.joint_start) mesh.add_triangle(Layer::kRoofs, part.roof_color, {e[3], e[0], r0});
}

void add_pyramid(CityMesh& mesh, const BuildingPart& part) {
    const MeshVertex apex = at(middle(part.corners), part.eaves_m + part.roof_m);
    for (std::size_t i = 0; i < 4; ++i) {
        mesh.add_triangle(
            Layer::kRoofs, part.roof_color,
            {at(part.corners[i], part.eaves_m), at(part.corners[(i + 1) % 4], part.eaves_m), apex});
    }
}

void add_flat(CityMesh& mesh, const BuildingPart& part, Detail detail) {
    const Quad& c = part.corners;
    const double eaves = part.eaves_m;
    const double top = eaves + part.roof_m;
    const Polygon rim = inset({c.begin(), c.end()}, 0.4);
    const bool has_parapet = detail == Detail::kFull && part.roof_m > 0.3 && !part.joint_start &&
                             !part.joint_end && !rim.empty() && signed_area(c) > 60.0;
    if (!has_parapet) {
        mesh.add_quad(Layer::kRoofs, part.roof_color,
                      {at(c[0], eaves), at(c[1], eaves), at(c[2], eaves), at(c[3], eaves)});
        return;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t next = (i + 1) % 4;
        mesh.add_quad(Layer::kRoofs, part.wall,
                      {at(c[i], eaves), at(c[next], eaves), at(c[next], top), at(c[i], top)});
        mesh.add_quad(Layer::kRoofs, part.wall,
                      {at(c[i], top), at(c[next], top), at(rim[next], top), at(rim[i], top)});
        mesh.add_quad(
            Layer::kRoofs, scaled(part.wall, 0.85),
            {at(rim[i], top), at(rim[next], top), at(rim[next], eaves), at(rim[i], eaves)});
    }
    mesh.add_quad(Layer::kRoofs, part.roof_color,
                  {at(rim[0], eaves), at(rim[1], eaves), at(rim[2], eaves), at(rim[3], eaves)});
}

// One or two chimneys near the ridge. They start inside the roof, so they need no floor.
void add_chimneys(CityMesh& mesh, const BuildingPart& part) {
    Random random(part.building, 77, static_cast<std::uint64_t>(part.eaves_m * 100.0F));
    const std::uint32_t count = random.below(3);
    for (std::uint32_t i = 0; i < count; ++i) {
        const double along = random.between(0.15, 0.85);
        const double depth = random.between(0.56, 0.66);
        const Quad& c = part.corners;
        const Point spot = mix(mix(c[0], c[1], along), mix(c[3], c[2], along), depth);
        const Quad box = rectangle(spot, direction(c[1] - c[0]), 0.55, 0.4);
        const double ridge = part.eaves_m + part.roof_m;
        add_prism(mesh, {box.begin(), box.end()}, part.eaves_m + 0.3 * part.roof_m, ridge + 0.7,
                  {rgb(0x9a6a58), rgb(0x4a4240)});
    }
}

}  // namespace

void add_roof(CityMesh& mesh, const BuildingPart& part, Detail detail) {
    switch (part.roof) {
        case RoofShape::kFlat:
            return add_flat(mesh, part, detail);
        case RoofShape::kGable:
            add_profile(mesh, part, kGable);
            break;
        case RoofShape::kMansard:
            add_profile(mesh, part, kMansard);
            break;
        case RoofShape::kShed:
            return add_profile(mesh, part, kShed);
        case RoofShape::kHip:
            add_hip(mesh, part);
            break;
        case RoofShape::kPyramid:
            return add_pyramid(mesh, part);
    }
    if (detail == Detail::kFull && part.roof_m < 7.0F) add_chimneys(mesh, part);
}

}  // namespace belvedere::generator
