// SPDX-License-Identifier: Apache-2.0
// Attributes of a primitive into the vertex records of a tile, in the tile's frame.
#pragma once

#include <cstdint>
#include <span>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/gltf/accessor_view.hpp"
#include "engine/content/float4.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::gltf {

// linear * (p - center) + offset in floats. Subtracting a centre that lies among the positions
// loses nothing, so a primitive millions of metres from its node keeps its last bits; `offset` is
// where the centre comes to lie, computed in double.
struct FloatAffine {
    glm::vec3 center{0.0F};
    glm::mat3 linear{1.0F};
    glm::vec3 offset{0.0F};
};
[[nodiscard]] FloatAffine float_affine(const glm::dmat4& matrix, const glm::vec3& center);

// What normals are multiplied with: the inverse transpose up to length, also for matrices that
// flatten.
[[nodiscard]] glm::mat3 normal_matrix(const glm::dmat3& linear);

// All of these write out.size() records, which is the view's count. Positions first: writing them
// spoils the normals.
// Returns the bounds of what was written; their fourth lane is noise.
Bounds4 write_positions(const AccessorView& positions, const FloatAffine& affine,
                        std::span<VertexGeometry> out);
// Through a mapping that is no affine: source = matrix * p, world = mapping(source), frame. Returns
// how many positions the mapping refused; those are set to the frame's origin.
[[nodiscard]] std::size_t write_mapped_positions(const AccessorView& positions,
                                                 const glm::dmat4& matrix,
                                                 const geo::WorldMapping& mapping,
                                                 const geo::LocalFrame& frame,
                                                 std::span<VertexGeometry> out);
void write_normals(const AccessorView& normals, const glm::mat3& matrix,
                   std::span<VertexGeometry> out);
// Coordinates that are not finite become 0.
void write_uvs(const AccessorView& uv, int set, std::span<VertexSurface> out);
// `handedness` is -1 for a mirrored transform.
void write_tangents(const AccessorView& tangents, const glm::mat3& linear, float handedness,
                    std::span<VertexSurface> out);
void write_colors(const AccessorView& colors, std::span<Rgba8> out);

}  // namespace belvedere::content::gltf
