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

// Twelve bytes as two numbers: a call of memcmp costs more than the rest of the loop.
bool are_equal_bits(const std::byte* a, const std::byte* b) {
    return load_unaligned<std::uint64_t>(a) == load_unaligned<std::uint64_t>(b) &&
           load_unaligned<std::uint32_t>(a + 8) == load_unaligned<std::uint32_t>(b + 8);
}

// The columns of an affine map, its centre and its offset.
struct AxisLanes {
    Float4 x, y, z, center, offset;
};

struct VertexPairs {
    VertexGeometry* first;
    std::size_t count;
};

// linear * (p - center) + offset, two vertices at once. The fourth lane of each falls on its
// normal, which is written after the positions.
BELVEDERE_AVX2_CLONE
void place_pairs(const AxisLanes& lanes, const std::byte* from, std::uint64_t stride,
                 const VertexPairs& out, Bounds4& bounds) {
    const Float8 x = __builtin_shufflevector(lanes.x, lanes.x, 0, 1, 2, 3, 4, 5, 6, 7);
    const Float8 y = __builtin_shufflevector(lanes.y, lanes.y, 0, 1, 2, 3, 4, 5, 6, 7);
    const Float8 z = __builtin_shufflevector(lanes.z, lanes.z, 0, 1, 2, 3, 4, 5, 6, 7);
    const Float8 center =
        __builtin_shufflevector(lanes.center, lanes.center, 0, 1, 2, 3, 4, 5, 6, 7);
    const Float8 offset =
        __builtin_shufflevector(lanes.offset, lanes.offset, 0, 1, 2, 3, 4, 5, 6, 7);
    Float8 low = __builtin_shufflevector(bounds.low, bounds.low, 0, 1, 2, 3, 4, 5, 6, 7);
    Float8 high = __builtin_shufflevector(bounds.high, bounds.high, 0, 1, 2, 3, 4, 5, 6, 7);
    VertexGeometry* vertex = out.first;
    const std::size_t count = out.count;
    for (std::size_t i = 0; i < count; ++i, vertex += 2, from += 2 * stride) {
        Float4 first, second;
        std::memcpy(&first, from, sizeof(first));
        std::memcpy(&second, from + stride, sizeof(second));
        const Float8 p = __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7) - center;
        const Float8 placed = x * __builtin_shufflevector(p, p, 0, 0, 0, 0, 4, 4, 4, 4) +
                              y * __builtin_shufflevector(p, p, 1, 1, 1, 1, 5, 5, 5, 5) +
                              z * __builtin_shufflevector(p, p, 2, 2, 2, 2, 6, 6, 6, 6) + offset;
        low = placed < low ? placed : low;
        high = placed > high ? placed : high;
        first = __builtin_shufflevector(placed, placed, 0, 1, 2, 3);
        second = __builtin_shufflevector(placed, placed, 4, 5, 6, 7);
        std::memcpy(vertex, &first, sizeof(first));
        std::memcpy(vertex + 1, &second, sizeof(second));
    }
    bounds.low = minimum(__builtin_shufflevector(low, low, 0, 1, 2, 3),
                         __builtin_shufflevector(low, low, 4, 5, 6, 7));
    bounds.high = maximum(__builtin_shufflevector(high, high, 0, 1, 2, 3),
                          __builtin_shufflevector(high, high, 4, 5, 6, 7));
}

// encode_normal() over a block, without branches and component by component, so that the arithmetic
// runs over whole vectors.
BELVEDERE_AVX2_CLONE
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

Bounds4 write_positions(const AccessorView& positions, const FloatAffine& affine,
                        std::span<VertexGeometry> out) {
    if (out.empty()) return {};
    const AxisLanes lanes{load3(&affine.linear[0]), load3(&affine.linear[1]),
                          load3(&affine.linear[2]), load3(&affine.center), load3(&affine.offset)};
    // Sixteen bytes from any element but the last are inside the accessor.
    const std::size_t pairs = (out.size() - 1) / 2;
    Bounds4 bounds;
    place_pairs(lanes, positions.data, positions.stride, {out.data(), pairs}, bounds);
    const std::byte* from = positions.data + 2 * pairs * positions.stride;
    for (VertexGeometry& vertex : out.subspan(2 * pairs)) {
        const Float4 p = load3(from) - lanes.center;
        const Float4 placed =
            lanes.x * splat(p[0]) + lanes.y * splat(p[1]) + lanes.z * splat(p[2]) + lanes.offset;
        store3(vertex.position_m, placed);
        bounds.add(placed);
        from += positions.stride;
    }
    return bounds;
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
    for (std::size_t i = 0; i < out.size();) {
        // How many vertices in a row share this normal.
        const std::byte* other = from + elements.stride;
        std::size_t same = 1;
        while (i + same < out.size() && are_equal_bits(from, other)) {
            ++same;
            other += elements.stride;
        }
        if (block.count == kNormalBlock) flush();
        float n[3];
        std::memcpy(n, from, sizeof(n));
        block.x[block.count] = n[0];
        block.y[block.count] = n[1];
        block.z[block.count] = n[2];
        block.repeats[block.count] = same;
        ++block.count;
        i += same;
        from = other;
    }
    flush();
}

void write_uvs(const AccessorView& uv, int set, std::span<VertexSurface> out) {
    const FloatElements elements = float_elements(uv, 2, 0.0F);
    const std::byte* from = elements.data;
    for (VertexSurface& vertex : out) {
        float* target = set == 0 ? vertex.uv0 : vertex.uv1;
        std::memcpy(target, from, 2 * sizeof(float));
        if (!std::isfinite(target[0] + target[1])) target[0] = target[1] = 0.0F;
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
