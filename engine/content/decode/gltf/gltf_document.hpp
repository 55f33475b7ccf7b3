// SPDX-License-Identifier: Apache-2.0
// The parts of a glTF 2.0 document that drawing needs, as plain typed data. Numbers are checked for
// their type and for indices that exist; sizes are checked where bytes are read (AccessorView).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content::gltf {

// Texts are views into the JsonDocument, which must outlive this.

struct Buffer {
    std::string_view uri;  // Empty: the binary chunk.
    std::uint64_t bytes = 0;
    bool is_fallback = false;  // EXT_meshopt_compression: holds nothing that is needed.
};

// EXT_meshopt_compression of a buffer view.
struct MeshoptView {
    enum class Mode : std::uint8_t { kAttributes, kTriangles, kIndices };
    enum class Filter : std::uint8_t { kNone, kOctahedral, kQuaternion, kExponential };
    std::uint32_t buffer = kNone;
    std::uint64_t offset = 0, bytes = 0, count = 0, stride = 0;
    Mode mode = Mode::kAttributes;
    Filter filter = Filter::kNone;
};

struct BufferView {
    std::uint32_t buffer = kNone;
    std::uint64_t offset = 0, bytes = 0;
    std::uint64_t stride = 0;  // 0: tightly packed.
    std::optional<MeshoptView> meshopt;
};

enum class ComponentType : std::uint16_t {
    kInvalid = 0,
    kInt8 = 5120,
    kUInt8 = 5121,
    kInt16 = 5122,
    kUInt16 = 5123,
    kUInt32 = 5125,
    kFloat32 = 5126
};

// Whether indices may be of this type (section 3.7.2.1; of sparse accessors: section 3.6.2.3).
[[nodiscard]] constexpr bool is_index_type(ComponentType type) {
    return type == ComponentType::kUInt8 || type == ComponentType::kUInt16 ||
           type == ComponentType::kUInt32;
}

struct SparseElements {
    std::uint64_t count = 0;
    std::uint32_t indices_view = kNone, values_view = kNone;
    std::uint64_t indices_offset = 0, values_offset = 0;
    ComponentType index_type = ComponentType::kInvalid;
};

struct Accessor {
    std::uint32_t view = kNone;  // kNone: zeros.
    std::uint64_t offset = 0, count = 0;
    ComponentType component = ComponentType::kInvalid;  // kInvalid: the accessor is not usable.
    std::uint32_t components = 0;                       // 1, 2, 3, 4, 9 or 16 of an element.
    bool is_normalized = false;
    std::optional<SparseElements> sparse;
};

struct Attribute {
    std::string_view name;
    std::uint32_t index = kNone;  // Accessor, or the attribute's id in a Draco stream.
};

// Where feature ids come from: EXT_mesh_features, EXT_instance_features or EXT_feature_metadata.
struct FeatureIds {
    enum class Source : std::uint8_t { kImplicit, kAttribute, kTexture };
    Source source = Source::kImplicit;
    std::string attribute;                 // kAttribute: "_FEATURE_ID_0".
    std::uint64_t offset = 0, repeat = 1;  // kImplicit: offset + vertex / repeat.
    std::uint32_t texture = kNone;         // kTexture.
    std::uint32_t uv_set = 0;
    std::vector<std::uint8_t> channels;
    std::optional<std::uint64_t> count;  // Number of distinct features, where stated.
    std::optional<std::uint64_t> null_id;
    std::uint32_t table = kNone;  // Property table, or feature table of the predecessor.
    std::string_view label;       // Of the set; empty without.
};

// Displacements of one morph target: POSITION and NORMAL are used.
using MorphTarget = std::vector<Attribute>;

struct DracoStream {
    std::uint32_t view = kNone;
    std::vector<Attribute> attributes;
};

enum class Mode : std::uint8_t {
    kPoints,
    kLines,
    kLineLoop,
    kLineStrip,
    kTriangles,
    kTriangleStrip,
    kTriangleFan
};

struct Primitive {
    std::vector<Attribute> attributes;
    std::uint32_t indices = kNone;
    std::uint32_t material = kNone;
    std::uint32_t outline = kNone;  // CESIUM_primitive_outline: accessor of index pairs.
    Mode mode = Mode::kTriangles;
    bool is_usable = true;
    std::optional<DracoStream> draco;
    std::vector<FeatureIds> feature_ids;
    std::vector<MorphTarget> targets;
    std::vector<std::uint32_t> property_attributes;  // In EXT_structural_metadata.
    std::vector<std::uint32_t> property_textures;    // Likewise.
};

struct Mesh {
    std::vector<Primitive> primitives;
    std::vector<double> weights;  // Of the morph targets; empty: all 0.
};

// EXT_mesh_gpu_instancing with EXT_instance_features.
struct Instancing {
    std::vector<Attribute> attributes;
    std::vector<FeatureIds> feature_ids;
};

struct Node {
    glm::dmat4 matrix{1.0};
    std::vector<std::uint32_t> children;
    std::uint32_t mesh = kNone, skin = kNone;
    std::vector<double> weights;  // Instead of the mesh's; empty without.
    std::optional<Instancing> instancing;
};

struct Skin {
    std::uint32_t inverse_bind_matrices = kNone;
    std::vector<std::uint32_t> joints;
};

struct Image {
    std::string_view uri;
    std::uint32_t view = kNone;
};

struct Texture {
    std::uint32_t image = kNone;     // The preferred source (WebP, KTX2) ...
    std::uint32_t fallback = kNone;  // ... and the plain one.
    Wrap wrap_u = Wrap::kRepeat, wrap_v = Wrap::kRepeat;
    Filter filter = Filter::kLinear;
};

// A material whose TextureRef::image still holds texture indices.
struct Material {
    MaterialRecord record;
};

struct Document {
    std::string_view copyright, generator;
    std::vector<std::string_view> extensions_used;
    std::vector<Buffer> buffers;
    std::vector<BufferView> views;
    std::vector<Accessor> accessors;
    std::vector<Mesh> meshes;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> root_nodes;
    std::vector<Skin> skins;
    std::vector<Image> images;
    std::vector<Texture> textures;
    std::vector<Material> materials;
    std::vector<std::string_view> table_names;  // EXT_feature_metadata: feature tables by position.
    std::optional<glm::dvec3> rtc_center;       // CESIUM_RTC.
    JsonValue structural_metadata;              // EXT_structural_metadata of the root.
    JsonValue feature_metadata;                 // EXT_feature_metadata of the root.
    std::vector<std::string> warnings;          // What was found wrong while parsing.
};

}  // namespace belvedere::content::gltf
