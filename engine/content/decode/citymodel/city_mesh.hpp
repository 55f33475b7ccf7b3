// SPDX-License-Identifier: Apache-2.0
// Triangles, lines and points of a tile, kept apart by what they look like until all are there.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::citymodel {

// The rows that a vertex belongs to, of the two levels of features.
struct VertexRows {
    std::uint32_t drawn = kNone;  // Picked and styled by.
    std::uint32_t other = kNone;  // Of the further set.
};

// One material of one topology.
struct MeshPart {
    std::vector<VertexGeometry> geometry;
    std::vector<VertexSurface> surfaces;  // One for each vertex, or none.
    std::vector<std::uint32_t> indices;
    std::vector<std::uint32_t> other_rows;  // One for each vertex.
};

// What tells parts apart. Of kNone is the part that no template owns.
struct PartKey {
    std::uint32_t template_geometry = kNone;
    std::uint32_t material = 0;  // In the builder's materials.
    Topology topology = Topology::kTriangles;

    friend auto operator<=>(const PartKey&, const PartKey&) = default;
};

// One job at a time.
class CityMesh {
  public:
    [[nodiscard]] MeshPart& part(const PartKey& key);
    [[nodiscard]] bool vertices_are_over(std::uint64_t limit) const;

    // Adds a primitive for each part, and the further set of features under that name. Parts of a
    // template are drawn at its instances, which must stand in the builder already.
    void write(TileContentBuilder& builder, std::string_view other_set,
               const std::map<std::uint32_t, Range>& instances_of_template) const;

  private:
    std::map<PartKey, MeshPart> parts_;
    const PartKey* last_key_ = nullptr;
    MeshPart* last_ = nullptr;
};

[[nodiscard]] VertexGeometry mesh_vertex(const glm::dvec3& position, const glm::dvec3& normal,
                                         std::uint32_t feature);

}  // namespace belvedere::content::citymodel
