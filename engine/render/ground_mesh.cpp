// SPDX-License-Identifier: Apache-2.0
#include "engine/render/ground_mesh.hpp"

#include <cmath>
#include <numbers>

#include "engine/content/tile_content_builder.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

content::VertexGeometry vertex_at(double east_m, double north_m) {
    const double squared = east_m * east_m + north_m * north_m;
    const double curve = 1.0 / (2.0 * geo::kSemiMajorAxis_m);
    const double slope = std::sqrt(1.0 + 4.0 * curve * curve * squared);
    const content::OctNormal normal = content::encode_normal(
        static_cast<float>(2.0 * curve * east_m / slope),
        static_cast<float>(2.0 * curve * north_m / slope), static_cast<float>(1.0 / slope));
    return {{static_cast<float>(east_m), static_cast<float>(north_m),
             static_cast<float>(-curve * squared)},
            {normal.x, normal.y},
            content::kNone};
}

}  // namespace

GroundMesh ground_mesh(double radius_m) {
    constexpr int kRings = limits::kGroundRings, kSectors = limits::kGroundSectors;
    GroundMesh mesh;
    mesh.vertices.push_back(vertex_at(0.0, 0.0));
    for (int ring = 1; ring <= kRings; ++ring) {
        const double radius = radius_m * std::pow(static_cast<double>(ring) / kRings, 3.0);
        for (int sector = 0; sector < kSectors; ++sector) {
            const double angle = 2.0 * std::numbers::pi * sector / kSectors;
            mesh.vertices.push_back(vertex_at(radius * std::cos(angle), radius * std::sin(angle)));
        }
    }
    const auto at = [](int ring, int sector) {
        const int row = ring == 0 ? 0 : 1 + (ring - 1) * kSectors + sector % kSectors;
        return static_cast<std::uint16_t>(row);
    };
    for (int ring = 0; ring < kRings; ++ring) {
        for (int sector = 0; sector < kSectors; ++sector) {
            for (std::uint16_t index :
                 {at(ring, sector), at(ring + 1, sector), at(ring + 1, sector + 1)}) {
                mesh.indices.push_back(index);
            }
            if (ring == 0) continue;
            for (std::uint16_t index :
                 {at(ring, sector), at(ring + 1, sector + 1), at(ring, sector + 1)}) {
                mesh.indices.push_back(index);
            }
        }
    }
    return mesh;
}

}  // namespace belvedere::render
