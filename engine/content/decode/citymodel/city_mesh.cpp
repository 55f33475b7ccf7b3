// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_mesh.hpp"

#include <string_view>

#include "engine/content/limits.hpp"

namespace belvedere::content::citymodel {
namespace {

constexpr std::size_t kVerticesOf16Bits = 65'535;

SectionCounts counts_of(const std::map<PartKey, MeshPart>& parts) {
    SectionCounts counts;
    for (const auto& [key, part] : parts) {
        counts.vertices += part.geometry.size();
        counts.surfaces += part.surfaces.size();
        auto& indices =
            part.geometry.size() <= kVerticesOf16Bits ? counts.indices_16 : counts.indices_32;
        indices += part.indices.size();
    }
    return counts;
}

void write_indices(const MeshPart& part, PrimitiveRecord& primitive, TileContentBuilder& builder) {
    primitive.indices.count = static_cast<std::uint32_t>(part.indices.size());
    if (part.geometry.size() <= kVerticesOf16Bits) {
        primitive.index_bytes = 2;
        primitive.indices.first = static_cast<std::uint32_t>(builder.indices_16.size());
        for (const std::uint32_t index : part.indices)
            builder.indices_16.push_back(static_cast<std::uint16_t>(index));
        return;
    }
    primitive.index_bytes = 4;
    primitive.indices.first = static_cast<std::uint32_t>(builder.indices_32.size());
    builder.indices_32.insert(builder.indices_32.end(), part.indices.begin(), part.indices.end());
}

}  // namespace

VertexGeometry mesh_vertex(const glm::dvec3& position, const glm::dvec3& normal,
                           std::uint32_t feature) {
    VertexGeometry vertex{};
    for (int axis = 0; axis < 3; ++axis)
        vertex.position_m[axis] = static_cast<float>(position[axis]);
    const OctNormal oct = encode_normal(static_cast<float>(normal.x), static_cast<float>(normal.y),
                                        static_cast<float>(normal.z));
    vertex.normal_oct[0] = oct.x;
    vertex.normal_oct[1] = oct.y;
    vertex.feature = feature;
    return vertex;
}

MeshPart& CityMesh::part(const PartKey& key) {
    if (last_key_ != nullptr && *last_key_ == key) return *last_;
    const auto [found, is_new] = parts_.try_emplace(key);
    last_key_ = &found->first;
    last_ = &found->second;
    return *last_;
}

bool CityMesh::vertices_are_over(std::uint64_t limit) const {
    std::uint64_t total = 0;
    for (const auto& [key, part] : parts_)
        total += part.geometry.size();
    return total > limit;
}

void CityMesh::write(TileContentBuilder& builder, std::string_view other_set,
                     const std::map<std::uint32_t, Range>& instances_of_template) const {
    SectionCounts counts = counts_of(parts_);
    counts.instances = builder.instances.size();
    if (counts.instances == 0) builder.expect(counts);
    bool has_other = false;
    for (const auto& [key, part] : parts_) {
        if (part.geometry.empty()) continue;
        PrimitiveRecord primitive{};
        primitive.vertices = {static_cast<std::uint32_t>(builder.geometry.size()),
                              static_cast<std::uint32_t>(part.geometry.size())};
        primitive.surface_first = primitive.color_first = kNone;
        primitive.material = key.material;
        primitive.topology = key.topology;
        primitive.flags = key.topology == Topology::kTriangles ? primitive_flags::kHasNormals : 0;
        builder.geometry.insert(builder.geometry.end(), part.geometry.begin(), part.geometry.end());
        if (!part.surfaces.empty()) {
            primitive.surface_first = static_cast<std::uint32_t>(builder.surfaces.size());
            builder.surfaces.insert(builder.surfaces.end(), part.surfaces.begin(),
                                    part.surfaces.end());
        }
        if (!part.indices.empty()) write_indices(part, primitive, builder);
        const auto placed = instances_of_template.find(key.template_geometry);
        if (placed != instances_of_template.end()) primitive.instances = placed->second;
        builder.fit_bounds(primitive);
        builder.primitives.push_back(primitive);
        builder.set_rows.insert(builder.set_rows.end(), part.other_rows.begin(),
                                part.other_rows.end());
        for (const std::uint32_t row : part.other_rows)
            has_other = has_other || row != kNone;
    }
    if (!has_other) {
        builder.set_rows.clear();
        return;
    }
    FeatureSetRecord set{};
    set.name = builder.add_text(other_set);
    set.elements = {0, static_cast<std::uint32_t>(builder.geometry.size())};
    builder.feature_sets.push_back(set);
}

}  // namespace belvedere::content::citymodel
