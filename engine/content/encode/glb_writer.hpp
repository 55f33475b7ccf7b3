// SPDX-License-Identifier: Apache-2.0
// Meshes, materials and attributes to the bytes of a binary glTF 2.0 file. Plain data in, bytes
// out; any thread. The same model gives the same bytes on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/encode/property_table.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::encode {

using LinearColor = std::array<std::uint8_t, 4>;  // Linear light, straight alpha (glTF COLOR_0).

// One copy of an instanced primitive: scaled, then turned, then moved.
struct InstanceTransform {
    glm::vec3 translation_m{0.0F};
    glm::quat rotation{1.0F, 0.0F, 0.0F, 0.0F};
    glm::vec3 scale{1.0F};
};

enum class PrimitiveShape : std::uint8_t { kTriangles, kLines, kPoints };

// Indexed triangles or lines (pairs of indices) of one material, or points, which have no indices.
// Arrays other than positions and indices are either empty or have one entry for each position.
// Positions are metres, z up, east-north-up about the model's origin; the writer turns them into
// glTF's y-up axes.
struct Primitive {
    PrimitiveShape shape = PrimitiveShape::kTriangles;
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;  // Unit length.
    std::vector<LinearColor> colors;
    std::vector<glm::vec2> uvs;
    std::vector<std::uint32_t> features;  // Rows of the property table; < 2^24.
    std::vector<std::uint32_t> indices;
    std::uint32_t material = 0;
    std::optional<std::uint32_t> property_table;   // What `features` refer to.
    std::vector<std::uint32_t> other_features;     // A second set of rows: surfaces of objects.
    std::optional<std::uint32_t> other_table;      // What `other_features` refer to.
    std::vector<InstanceTransform> instances;      // Not empty: drawn once for each of them.
    std::vector<std::uint32_t> instance_features;  // Rows, one for each instance; or empty.
    std::optional<std::uint32_t> instance_property_table;
};

struct Material {
    std::string name{};
    std::array<float, 4> base_color{1.0F, 1.0F, 1.0F, 1.0F};  // Linear.
    float metallic = 0.0F;
    float roughness = 0.9F;
    std::array<float, 3> emissive{};  // Linear.
    std::optional<std::uint32_t> base_color_image{};
    // Texture coordinates are multiplied by it first (KHR_texture_transform).
    glm::vec2 texture_scale{1.0F};
    bool is_double_sided = false;
    bool is_blended = false;  // By the alpha of base colour and image.
};

enum class ImageWrap : std::uint8_t { kRepeat, kClamp, kMirror };

struct EmbeddedImage {
    std::string
        mime_type;  // image/png, image/jpeg or image/webp (then EXT_texture_webp is required).
    Bytes bytes;
    ImageWrap wrap = ImageWrap::kRepeat;
};

struct GlbModel {
    std::vector<Primitive> primitives;
    std::vector<Material> materials;
    std::vector<EmbeddedImage> images;
    std::vector<PropertyTable> property_tables;
    glm::dvec3 origin_m{0.0};  // Where the model stands in the tile, z up; a node translation.
    // How it stands there, z up to z up, in place of `origin_m`; a node matrix.
    std::optional<glm::dmat4> placement{};
    // Names of the two sets of feature ids; empty: none is written.
    std::string features_label{}, other_label{};
    std::string copyright{};
};

// kQuantized stores positions in 16 bits over the primitive's box (KHR_mesh_quantization): half of
// a 65,535th of its size off at most, 4 mm for a tile of 500 m. Instanced primitives stay float.
// Normals, integer texture coordinates and colours are small in both.
enum class PositionFormat { kFloat, kQuantized };
enum class BufferCompression { kNone, kMeshopt };  // kMeshopt: EXT_meshopt_compression, required.

struct GlbOptions {
    PositionFormat positions = PositionFormat::kFloat;
    BufferCompression compression = BufferCompression::kNone;
};

// kUsage when array lengths differ or an index is out of range, kLimit past 4 GiB.
// Standards: glTF 2.0, EXT_mesh_features, EXT_structural_metadata, EXT_instance_features,
// EXT_mesh_gpu_instancing, KHR_mesh_quantization, EXT_meshopt_compression, EXT_texture_webp.
[[nodiscard]] Result<Bytes> encode_glb(const GlbModel& model, const GlbOptions& options);

}  // namespace belvedere::content::encode
