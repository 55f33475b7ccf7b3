// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/vertex_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include <glm/geometric.hpp>

namespace belvedere::content::gltf {

namespace {

// Floats of a view as they stand, or converted once.
struct FloatElements {
    const std::byte* data;
    std::uint64_t stride;
    std::vector<float> converted;
};

FloatElements float_elements(const AccessorView& view, std::uint32_t width, float fill) {
    if (view.component == ComponentType::kFloat32 && view.components >= width) {
        return {view.data, view.stride, {}};
    }
    FloatElements elements{nullptr, width * sizeof(float), {}};
    elements.converted.resize(view.count * width);
    read_floats(view, width, fill, elements.converted.data());
    elements.data = reinterpret_cast<const std::byte*>(elements.converted.data());
    return elements;
}

std::int8_t snorm8(float value) {
    return static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127.0F));
}

}  // namespace

FloatAffine float_affine(const glm::dmat4& matrix, const glm::vec3& center) {
    FloatAffine affine;
    affine.center = center;
    affine.linear = glm::mat3(glm::dmat3(matrix));
    affine.offset = glm::vec3(glm::dvec3(matrix * glm::dvec4(glm::dvec3(center), 1.0)));
    return affine;
}

glm::mat3 normal_matrix(const glm::dmat3& linear) {
    // The cofactors are determinant * inverse transpose and exist for every matrix.
    glm::dmat3 cofactors(glm::cross(linear[1], linear[2]), glm::cross(linear[2], linear[0]),
                         glm::cross(linear[0], linear[1]));
    double largest = 0.0;
    for (int column = 0; column < 3; ++column) {
        largest = std::max(largest, glm::length(cofactors[column]));
    }
    if (!(largest > 0.0)) return glm::mat3(1.0F);
    const double sign = glm::dot(cofactors[0], linear[0]) < 0.0 ? -1.0 : 1.0;
    return glm::mat3(cofactors * (sign / largest));
}

void write_positions(const AccessorView& positions, const FloatAffine& affine,
                     std::span<VertexGeometry> out) {
    const glm::mat3 m = affine.linear;
    const glm::vec3 c = affine.center, t = affine.offset;
    const std::byte* from = positions.data;
    for (VertexGeometry& vertex : out) {
        float p[3];
        std::memcpy(p, from, sizeof(p));
        from += positions.stride;
        const float x = p[0] - c.x, y = p[1] - c.y, z = p[2] - c.z;
        vertex.position_m[0] = m[0][0] * x + m[1][0] * y + m[2][0] * z + t.x;
        vertex.position_m[1] = m[0][1] * x + m[1][1] * y + m[2][1] * z + t.y;
        vertex.position_m[2] = m[0][2] * x + m[1][2] * y + m[2][2] * z + t.z;
    }
}

std::size_t write_mapped_positions(const AccessorView& positions, const glm::dmat4& matrix,
                                   const geo::WorldMapping& mapping, const geo::LocalFrame& frame,
                                   std::span<VertexGeometry> out) {
    std::vector<glm::dvec3> mapped(out.size());
    const std::byte* from = positions.data;
    for (glm::dvec3& position : mapped) {
        float p[3];
        std::memcpy(p, from, sizeof(p));
        from += positions.stride;
        position = glm::dvec3(matrix * glm::dvec4(p[0], p[1], p[2], 1.0));
    }
    (void)mapping.to_world(mapped);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const glm::vec3 local(frame.to_local(mapped[i]));
        const bool is_finite = std::isfinite(local.x + local.y + local.z);
        refused += is_finite ? 0U : 1U;
        for (int axis = 0; axis < 3; ++axis) {
            out[i].position_m[axis] = is_finite ? local[axis] : 0.0F;
        }
    }
    return refused;
}

void write_normals(const AccessorView& normals, const glm::mat3& m, std::span<VertexGeometry> out) {
    const FloatElements elements = float_elements(normals, 3, 0.0F);
    const std::byte* from = elements.data;
    for (VertexGeometry& vertex : out) {
        float n[3];
        std::memcpy(n, from, sizeof(n));
        from += elements.stride;
        const OctNormal oct = encode_normal(m[0][0] * n[0] + m[1][0] * n[1] + m[2][0] * n[2],
                                            m[0][1] * n[0] + m[1][1] * n[1] + m[2][1] * n[2],
                                            m[0][2] * n[0] + m[1][2] * n[1] + m[2][2] * n[2]);
        vertex.normal_oct[0] = oct.x;
        vertex.normal_oct[1] = oct.y;
    }
}

void write_uvs(const AccessorView& uv, int set, std::span<VertexSurface> out) {
    const FloatElements elements = float_elements(uv, 2, 0.0F);
    const std::byte* from = elements.data;
    for (VertexSurface& vertex : out) {
        float* target = set == 0 ? vertex.uv0 : vertex.uv1;
        std::memcpy(target, from, 2 * sizeof(float));
        from += elements.stride;
    }
}

void write_tangents(const AccessorView& tangents, const glm::mat3& linear, float handedness,
                    std::span<VertexSurface> out) {
    const FloatElements elements = float_elements(tangents, 4, 1.0F);
    const std::byte* from = elements.data;
    for (VertexSurface& vertex : out) {
        float t[4];
        std::memcpy(t, from, sizeof(t));
        from += elements.stride;
        const glm::vec3 turned = linear * glm::vec3(t[0], t[1], t[2]);
        const float length = glm::length(turned);
        if (!(length > 0.0F) || !std::isfinite(length)) continue;
        for (int axis = 0; axis < 3; ++axis)
            vertex.tangent[axis] = snorm8(turned[axis] / length);
        vertex.tangent[3] = snorm8((t[3] < 0.0F ? -1.0F : 1.0F) * handedness);
    }
}

void write_colors(const AccessorView& colors, std::span<Rgba8> out) {
    const bool is_rgba8 = colors.component == ComponentType::kUInt8 && colors.components == 4;
    if (is_rgba8) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            std::memcpy(&out[i], colors.data + i * colors.stride, sizeof(Rgba8));
        }
        return;
    }
    AccessorView normalized = colors;
    normalized.is_normalized = true;  // Integer colours have no other meaning.
    const FloatElements elements = float_elements(normalized, 4, 1.0F);
    const auto unorm8 = [](float value) {
        return static_cast<std::uint8_t>(std::clamp(value * 255.0F + 0.5F, 0.0F, 255.0F));
    };
    const std::byte* from = elements.data;
    for (Rgba8& color : out) {
        float c[4];
        std::memcpy(c, from, sizeof(c));
        from += elements.stride;
        for (float& channel : c)
            channel = channel >= 0.0F ? channel : 0.0F;  // NaN included.
        color = {unorm8(c[0]), unorm8(c[1]), unorm8(c[2]), unorm8(c[3])};
    }
}

}  // namespace belvedere::content::gltf
