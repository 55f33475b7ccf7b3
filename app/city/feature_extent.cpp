// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_extent.hpp"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/city/tile_ray.hpp"

namespace belvedere::city {
namespace {

void add_point(std::vector<FeatureExtent>& extents, std::uint32_t row, const glm::vec3& point) {
    if (row >= extents.size()) return;
    extents[row].low_m = glm::min(extents[row].low_m, point);
    extents[row].high_m = glm::max(extents[row].high_m, point);
}

// The eight corners of the primitive's own vertices, moved by the instance.
void add_instance(std::vector<FeatureExtent>& extents, const content::InstanceRecord& instance,
                  const glm::vec3& low, const glm::vec3& high) {
    for (unsigned corner = 0; corner < 8; ++corner) {
        const glm::vec3 from((corner & 1U) != 0 ? high.x : low.x,
                             (corner & 2U) != 0 ? high.y : low.y,
                             (corner & 4U) != 0 ? high.z : low.z);
        glm::vec3 moved;
        for (int row = 0; row < 3; ++row) {
            moved[row] = instance.rows[row][0] * from.x + instance.rows[row][1] * from.y +
                         instance.rows[row][2] * from.z + instance.rows[row][3];
        }
        add_point(extents, instance.feature, moved);
    }
}

void add_primitive(std::vector<FeatureExtent>& extents, const content::TileContent& tile,
                   const content::PrimitiveRecord& primitive) {
    FeatureExtent all;
    for (const auto& vertex :
         tile.geometry().subspan(primitive.vertices.first, primitive.vertices.count)) {
        const glm::vec3 point(vertex.position_m[0], vertex.position_m[1], vertex.position_m[2]);
        if (primitive.instances.count == 0) add_point(extents, vertex.feature, point);
        all.low_m = glm::min(all.low_m, point);
        all.high_m = glm::max(all.high_m, point);
    }
    for (const auto& instance :
         tile.instances().subspan(primitive.instances.first, primitive.instances.count)) {
        add_instance(extents, instance, all.low_m, all.high_m);
    }
}

}  // namespace

std::vector<FeatureExtent> feature_extents(const content::TileContent& tile) {
    std::vector<FeatureExtent> extents(tile.header().feature_count);
    for (const content::PrimitiveRecord& primitive : tile.primitives()) {
        add_primitive(extents, tile, primitive);
    }
    return extents;
}

geo::BoundingSphere sphere_of(const content::TileContent& tile, const FeatureExtent& extent) {
    const glm::dvec3 low(extent.low_m);
    const glm::dvec3 high(extent.high_m);
    return {frame_of(tile).to_world(0.5 * (low + high)), 0.5 * glm::length(high - low)};
}

}  // namespace belvedere::city
