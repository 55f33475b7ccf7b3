// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/vertex_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/float4.hpp"

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

// Different normals that wait to be encoded, each with how many vertices in a row share it: flat
// walls make most normals of a city equal to the one before.
constexpr std::size_t kNormalBlock = 64;
struct NormalBlock {
    float x[kNormalBlock], y[kNormalBlock], z[kNormalBlock];
    std::int32_t u[kNormalBlock], v[kNormalBlock];
    std::size_t repeats[kNormalBlock];
    std::size_t count = 0;
};

// encode_normal() over a block, without branches and component by component, so that the arithmetic
// runs over whole vectors.
void encode(NormalBlock& block, const glm::mat3& m) {
    constexpr float kSmallest = std::numeric_limits<float>::min();
    constexpr float kLargest = std::numeric_limits<float>::max();
    constexpr std::size_t kVector = 8;
    const std::size_t count = (block.count + kVector - 1) / kVector * kVector;
    for (std::size_t i = 0; i < count; ++i) {
        const float nx = block.x[i], ny = block.y[i], nz = block.z[i];
        const float x = m[0][0] * nx + m[1][0] * ny + m[2][0] * nz;
        const float y = m[0][1] * nx + m[1][1] * ny + m[2][1] * nz;
        const float z = m[0][2] * nx + m[1][2] * ny + m[2][2] * nz;
        const float length = std::abs(x) + std::abs(y) + std::abs(z);
        const float scale = 1.0F / length;
        const float u = x * scale, v = y * scale;
        const float folded_u = std::copysign(1.0F - std::abs(v), u);
        const float folded_v = std::copysign(1.0F - std::abs(u), v);
        const float chosen_u = (z < 0.0F ? folded_u : u) * 32767.0F;
        const float chosen_v = (z < 0.0F ? folded_v : v) * 32767.0F;
        // NaN compares false: neither infinite nor undefined lengths are usable, nor those whose
        // reciprocal is infinite.
        const bool is_usable = (length >= kSmallest) & (length <= kLargest);
        const float rounded_u = is_usable ? chosen_u + std::copysign(0.5F, chosen_u) : kNoNormal;
        const float rounded_v = is_usable ? chosen_v + std::copysign(0.5F, chosen_v) : kNoNormal;
        block.u[i] = static_cast<std::int32_t>(rounded_u);
        block.v[i] = static_cast<std::int32_t>(rounded_v);
    }
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
    const Float4 x_axis = load3(&affine.linear[0]), y_axis = load3(&affine.linear[1]);
    const Float4 z_axis = load3(&affine.linear[2]);
    const Float4 center = load3(&affine.center), offset = load3(&affine.offset);
    const auto place = [&](VertexGeometry& vertex, Float4 position) {
        const Float4 p = position - center;
        const Float4 placed =
            x_axis * splat(p[0]) + y_axis * splat(p[1]) + z_axis * splat(p[2]) + offset;
        // The fourth lane falls on the normal, which is written after the positions.
        std::memcpy(&vertex, &placed, sizeof(placed));
    };
    if (out.empty()) return;
    const std::byte* from = positions.data;
    // Sixteen bytes from any element but the last are inside the accessor.
    for (VertexGeometry& vertex : out.first(out.size() - 1)) {
        place(vertex, load4(from));
        from += positions.stride;
    }
    place(out.back(), load3(from));
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
    NormalBlock block{};
    VertexGeometry* written = out.data();
    const auto flush = [&] {
        encode(block, m);
        for (std::size_t i = 0; i < block.count; ++i) {
            const auto u = static_cast<std::int16_t>(block.u[i]);
            const auto v = static_cast<std::int16_t>(block.v[i]);
            for (std::size_t k = 0; k < block.repeats[i]; ++k, ++written) {
                written->normal_oct[0] = u;
                written->normal_oct[1] = v;
            }
        }
        block.count = 0;
    };
    const std::byte* last = nullptr;
    for (std::size_t i = 0; i < out.size(); ++i, from += elements.stride) {
        constexpr std::size_t kBytes = 3 * sizeof(float);
        if (last != nullptr && std::memcmp(last, from, kBytes) == 0) {
            ++block.repeats[block.count - 1];
            continue;
        }
        if (block.count == kNormalBlock) flush();
        float n[3];
        std::memcpy(n, from, kBytes);
        block.x[block.count] = n[0];
        block.y[block.count] = n[1];
        block.z[block.count] = n[2];
        block.repeats[block.count] = 1;
        ++block.count;
        last = from;
    }
    flush();
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
