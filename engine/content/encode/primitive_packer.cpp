// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/primitive_packer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include <glm/common.hpp>
#include <glm/vec4.hpp>

namespace belvedere::content::encode {

namespace {

// glTF is y-up, models here are z-up: a turn of -90 degrees about x.
glm::vec3 to_y_up(const glm::vec3& p) {
    return {p.x, p.z, -p.y};
}

template <class T>
std::uint32_t add_array(BufferPacker& packer, const std::vector<T>& values,
                        const AccessorShape& shape) {
    return packer.add_vertices(std::as_bytes(std::span(values)), sizeof(T),
                               static_cast<std::uint32_t>(values.size()), shape);
}

template <class Vector>
std::vector<double> as_doubles(const Vector& v) {
    return {double{v.x}, double{v.y}, double{v.z}};
}

void add_float_positions(BufferPacker& packer, const std::vector<glm::vec3>& positions,
                         PrimitiveAccessors& out) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high = -low;
    for (const glm::vec3& p : positions) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    out.position = add_array(packer, positions,
                             {.type = "VEC3", .min = as_doubles(low), .max = as_doubles(high)});
}

void add_quantized_positions(BufferPacker& packer, const std::vector<glm::vec3>& positions,
                             PrimitiveAccessors& out) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high = -low;
    for (const glm::vec3& p : positions) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    const float side = std::max({high.x - low.x, high.y - low.y, high.z - low.z, 1e-3F});
    const float step = side / 65535.0F;
    std::vector<std::array<std::uint16_t, 4>> stored(positions.size());
    std::array<double, 3> least{65535, 65535, 65535};
    std::array<double, 3> most{0, 0, 0};
    for (std::size_t i = 0; i < positions.size(); ++i) {
        for (int axis = 0; axis < 3; ++axis) {
            const float steps = std::round((positions[i][axis] - low[axis]) / step);
            const auto value = static_cast<std::uint16_t>(std::clamp(steps, 0.0F, 65535.0F));
            const auto slot = static_cast<std::size_t>(axis);
            stored[i][slot] = value;
            least[slot] = std::min(least[slot], static_cast<double>(value));
            most[slot] = std::max(most[slot], static_cast<double>(value));
        }
    }
    out.offset = low;
    out.step = glm::vec3(step);
    out.position = add_array(packer, stored,
                             {.component = Component::kUInt16,
                              .type = "VEC3",
                              .min = {least.begin(), least.end()},
                              .max = {most.begin(), most.end()}});
}

void add_normals(BufferPacker& packer, const Primitive& primitive, PrimitiveAccessors& out) {
    std::vector<std::array<std::int8_t, 4>> stored;
    stored.reserve(primitive.normals.size());
    for (const glm::vec3& z_up : primitive.normals) {
        const glm::vec3 n = to_y_up(z_up) * 127.0F;
        stored.push_back({static_cast<std::int8_t>(std::lround(n.x)),
                          static_cast<std::int8_t>(std::lround(n.y)),
                          static_cast<std::int8_t>(std::lround(n.z)), 0});
    }
    out.normal = add_array(packer, stored,
                           {.component = Component::kInt8, .type = "VEC3", .is_normalized = true});
}

// Integer texture coordinates (whole window bays and storeys) fit 16 bits exactly.
void add_uvs(BufferPacker& packer, const std::vector<glm::vec2>& uvs, PrimitiveAccessors& out) {
    const bool fits = std::ranges::all_of(uvs, [](const glm::vec2& uv) {
        return uv.x == std::round(uv.x) && uv.y == std::round(uv.y) && std::abs(uv.x) < 32767.0F &&
               std::abs(uv.y) < 32767.0F;
    });
    if (!fits) {
        out.uv = add_array(packer, uvs, {.type = "VEC2"});
        return;
    }
    std::vector<std::array<std::int16_t, 2>> stored;
    stored.reserve(uvs.size());
    for (const glm::vec2& uv : uvs) {
        stored.push_back({static_cast<std::int16_t>(uv.x), static_cast<std::int16_t>(uv.y)});
    }
    out.uv = add_array(packer, stored, {.component = Component::kInt16, .type = "VEC2"});
}

// glTF forbids 32-bit integers as vertex attributes: 16 bits, or float, which is exact to 2^24.
std::uint32_t add_features(BufferPacker& packer, const std::vector<std::uint32_t>& features) {
    if (std::ranges::max(features) <= 65'535) {
        std::vector<std::array<std::uint16_t, 2>> stored;
        stored.reserve(features.size());
        for (const std::uint32_t id : features) {
            stored.push_back({static_cast<std::uint16_t>(id), 0});
        }
        return add_array(packer, stored, {.component = Component::kUInt16});
    }
    return add_array(packer, std::vector<float>(features.begin(), features.end()), {});
}

void add_instances(BufferPacker& packer, const Primitive& primitive, PrimitiveAccessors& out) {
    std::vector<glm::vec3> translations;
    std::vector<glm::vec4> rotations;
    std::vector<glm::vec3> scales;
    for (const InstanceTransform& instance : primitive.instances) {
        const glm::quat& q = instance.rotation;
        translations.push_back(to_y_up(instance.translation_m));
        const glm::vec3 axis = to_y_up({q.x, q.y, q.z});
        rotations.emplace_back(axis.x, axis.y, axis.z, q.w);
        scales.emplace_back(instance.scale.x, instance.scale.z, instance.scale.y);
    }
    out.translation = add_array(packer, translations, {.type = "VEC3"});
    out.rotation = add_array(packer, rotations, {.type = "VEC4"});
    out.scale = add_array(packer, scales, {.type = "VEC3"});
    if (!primitive.instance_features.empty()) {
        out.instance_feature = add_features(packer, primitive.instance_features);
    }
}

}  // namespace

PrimitiveAccessors pack_primitive(BufferPacker& packer, const Primitive& primitive,
                                  const GlbOptions& options) {
    PrimitiveAccessors out;
    std::vector<glm::vec3> positions(primitive.positions.size());
    std::ranges::transform(primitive.positions, positions.begin(), to_y_up);
    const bool quantized =
        options.positions == PositionFormat::kQuantized && primitive.instances.empty();
    if (quantized) {
        add_quantized_positions(packer, positions, out);
    } else {
        add_float_positions(packer, positions, out);
    }
    if (!primitive.normals.empty()) add_normals(packer, primitive, out);
    if (!primitive.colors.empty()) {
        out.color =
            add_array(packer, primitive.colors,
                      {.component = Component::kUInt8, .type = "VEC4", .is_normalized = true});
    }
    if (!primitive.uvs.empty()) add_uvs(packer, primitive.uvs, out);
    if (!primitive.features.empty()) out.feature = add_features(packer, primitive.features);
    if (!primitive.other_features.empty()) {
        out.other_feature = add_features(packer, primitive.other_features);
    }
    const auto vertices = static_cast<std::uint32_t>(positions.size());
    if (primitive.shape == PrimitiveShape::kTriangles) {
        out.indices = packer.add_triangles(primitive.indices, vertices);
    } else if (primitive.shape == PrimitiveShape::kLines) {
        out.indices = packer.add_lines(primitive.indices);
    }
    if (!primitive.instances.empty()) add_instances(packer, primitive, out);
    return out;
}

}  // namespace belvedere::content::encode
