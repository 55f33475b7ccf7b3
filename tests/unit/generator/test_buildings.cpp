// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/building_mesh.hpp"

#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

namespace belvedere::generator {
namespace {

BuildingPart make_part(RoofShape roof) {
    BuildingPart part;
    part.corners = {Point(0, 0), Point(14, 1), Point(13, 11), Point(-1, 10)};
    part.base_m = -1.0F;
    part.ground_m = 0.0F;
    part.eaves_m = 9.0F;
    part.roof_m = 3.0F;
    part.roof = roof;
    part.storeys = 3;
    part.has_shops = true;
    part.facades = {Facade::kPlaster, Facade::kPlain, Facade::kModern, Facade::kGlass};
    return part;
}

using Key = std::tuple<long, long, long>;
Key key_of(const glm::vec3& p) {
    return {std::lround(p.x * 1000), std::lround(p.y * 1000), std::lround(p.z * 1000)};
}

// Signed volume under the surface of all layers, by the divergence theorem; the missing floor lies
// at the base and is added by measuring heights from there.
double volume_of(CityMesh& mesh, double base_m) {
    double volume = 0.0;
    for (std::size_t k = 0; k < static_cast<std::size_t>(Layer::kCount); ++k) {
        const auto& primitive = mesh.layer(static_cast<Layer>(k));
        for (std::size_t i = 0; i + 2 < primitive.indices.size(); i += 3) {
            std::array<glm::dvec3, 3> p{};
            for (std::size_t c = 0; c < 3; ++c) {
                p[c] = glm::dvec3(primitive.positions[primitive.indices[i + c]]);
                p[c].z -= base_m;
            }
            volume += glm::dot(p[0], glm::cross(p[1], p[2])) / 6;
        }
    }
    return volume;
}

// Every edge belongs to two faces that run along it in opposite directions, or lies in the floor.
// Storey bands split walls without splitting their neighbours, so only whole walls are asked.
void expect_closed(CityMesh& mesh, double base_m) {
    std::map<std::pair<Key, Key>, int> edges;
    for (std::size_t k = 0; k < static_cast<std::size_t>(Layer::kCount); ++k) {
        const auto& primitive = mesh.layer(static_cast<Layer>(k));
        for (std::size_t i = 0; i + 2 < primitive.indices.size(); i += 3) {
            for (std::size_t c = 0; c < 3; ++c) {
                const Key a = key_of(primitive.positions[primitive.indices[i + c]]);
                const Key b = key_of(primitive.positions[primitive.indices[i + (c + 1) % 3]]);
                ++edges[{a, b}];
                --edges[{b, a}];
            }
        }
    }
    for (const auto& [edge, count] : edges) {
        const bool in_floor = std::get<2>(edge.first) == std::lround(base_m * 1000) &&
                              std::get<2>(edge.second) == std::lround(base_m * 1000);
        EXPECT_TRUE(count == 0 || in_floor);
    }
}

void expect_normals_outwards(CityMesh& mesh) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(Layer::kCount); ++k) {
        const auto& primitive = mesh.layer(static_cast<Layer>(k));
        for (std::size_t i = 0; i + 2 < primitive.indices.size(); i += 3) {
            const auto at = [&](std::size_t c) {
                return primitive.positions[primitive.indices[i + c]];
            };
            const glm::vec3 face = glm::cross(at(1) - at(0), at(2) - at(0));
            const glm::vec3 normal = primitive.normals[primitive.indices[i]];
            EXPECT_NEAR(glm::length(normal), 1.0F, 1e-4F);
            EXPECT_GT(glm::dot(face, normal), 0.0F);
        }
    }
}

class RoofTest : public testing::TestWithParam<RoofShape> {};

TEST_P(RoofTest, PartIsAClosedSolid) {
    for (const Detail detail : {Detail::kReduced, Detail::kBoxes}) {
        BuildingPart part = make_part(GetParam());
        part.has_shops = false;
        CityMesh mesh;
        add_building_part(mesh, part, detail);
        expect_closed(mesh, part.base_m);
        expect_normals_outwards(mesh);
        const double walls = signed_area(part.corners) * 10.0;
        const double volume = volume_of(mesh, part.base_m);
        EXPECT_GE(volume, walls - 1.0);
        EXPECT_LE(volume, walls + signed_area(part.corners) * 3.0);
    }
}

TEST_P(RoofTest, FullDetailFacesOutwards) {
    CityMesh mesh;
    add_building_part(mesh, make_part(GetParam()), Detail::kFull);
    expect_normals_outwards(mesh);
    EXPECT_FALSE(mesh.layer(Layer::kShop).indices.empty());
}

TEST_P(RoofTest, TexturedWallsHaveCoordinatesAndFeatures) {
    CityMesh mesh;
    mesh.set_feature(5);
    add_building_part(mesh, make_part(GetParam()), Detail::kFull);
    const auto& wall = mesh.layer(Layer::kPlaster);
    EXPECT_EQ(wall.uvs.size(), wall.positions.size());
    ASSERT_EQ(wall.features.size(), wall.positions.size());
    for (const std::uint32_t feature : wall.features)
        EXPECT_EQ(feature, 5U);
}

INSTANTIATE_TEST_SUITE_P(All, RoofTest,
                         testing::Values(RoofShape::kFlat, RoofShape::kGable, RoofShape::kHip,
                                         RoofShape::kShed, RoofShape::kMansard,
                                         RoofShape::kPyramid));

}  // namespace
}  // namespace belvedere::generator
