// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/glb_writer.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string>

#include <glm/matrix.hpp>

#include "engine/content/encode/buffer_packer.hpp"
#include "engine/content/encode/glb_materials.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/content/encode/metadata_writer.hpp"
#include "engine/content/encode/primitive_packer.hpp"

namespace belvedere::content::encode {

namespace {

// Whether a primitive has as many indices as its shape asks for, and they point at its vertices.
bool has_sound_indices(const Primitive& p) {
    if (p.shape == PrimitiveShape::kPoints) return p.indices.empty();
    const std::size_t each = p.shape == PrimitiveShape::kTriangles ? 3 : 2;
    return !p.indices.empty() && p.indices.size() % each == 0;
}

Result<void> check(const GlbModel& model) {
    const std::size_t tables = std::max<std::size_t>(1, model.property_tables.size());
    for (const Primitive& p : model.primitives) {
        const std::size_t count = p.positions.size();
        const auto matches = [&](std::size_t size) { return size == 0 || size == count; };
        if (count == 0 || !has_sound_indices(p) || !matches(p.normals.size()) ||
            !matches(p.colors.size()) || !matches(p.uvs.size()) || !matches(p.features.size()) ||
            !matches(p.other_features.size())) {
            return fail(ErrorKind::kUsage, "glb: a primitive's arrays differ in length");
        }
        if (!p.instance_features.empty() && p.instance_features.size() != p.instances.size()) {
            return fail(ErrorKind::kUsage, "glb: a primitive's instance features differ in length");
        }
        const bool is_inside = p.indices.empty() || std::ranges::max(p.indices) < count;
        if (p.material >= model.materials.size() || !is_inside ||
            p.property_table.value_or(0) >= tables || p.other_table.value_or(0) >= tables) {
            return fail(ErrorKind::kUsage, "glb: an index points past its array");
        }
    }
    return {};
}

bool has_quantized_normals(const GlbModel& model) {
    return std::ranges::any_of(model.primitives,
                               [](const Primitive& p) { return !p.normals.empty(); });
}

struct ExtensionNames {
    std::vector<std::string> used, required;
};

ExtensionNames extensions_of(const GlbModel& model, const GlbOptions& options) {
    ExtensionNames names;
    const auto require = [&](const char* name) {
        names.used.emplace_back(name);
        names.required.emplace_back(name);
    };
    const auto any = [&](auto test) { return std::ranges::any_of(model.primitives, test); };
    if (any([](const Primitive& p) { return !p.features.empty() || !p.other_features.empty(); })) {
        names.used.emplace_back("EXT_mesh_features");
    }
    if (any([](const Primitive& p) { return !p.instance_features.empty(); })) {
        names.used.emplace_back("EXT_instance_features");
    }
    if (!model.property_tables.empty()) names.used.emplace_back("EXT_structural_metadata");
    if (any([](const Primitive& p) { return !p.instances.empty(); })) {
        require("EXT_mesh_gpu_instancing");
    }
    if (has_quantized_normals(model) || options.positions == PositionFormat::kQuantized) {
        require("KHR_mesh_quantization");
    }
    if (std::ranges::any_of(model.materials, [](const Material& material) {
            return material.base_color_image && material.texture_scale != glm::vec2(1.0F);
        })) {
        names.used.emplace_back("KHR_texture_transform");
    }
    if (options.compression == BufferCompression::kMeshopt) require("EXT_meshopt_compression");
    if (std::ranges::any_of(model.images, [](const EmbeddedImage& image) {
            return image.mime_type == "image/webp";
        })) {
        require("EXT_texture_webp");
    }
    return names;
}

void write_names(JsonWriter& json, const char* key, const std::vector<std::string>& names) {
    if (names.empty()) return;
    json.key(key).begin_array();
    for (const std::string& name : names)
        json.text(name);
    json.end_array();
}

std::size_t distinct(std::vector<std::uint32_t> ids) {
    std::ranges::sort(ids);
    return static_cast<std::size_t>(std::ranges::unique(ids).begin() - ids.begin());
}

struct FeatureIds {
    const std::vector<std::uint32_t>& rows;
    std::optional<std::uint32_t> table;
    const std::string& label;
};

// The sets that have rows, by the number of their attribute (EXT_mesh_features 1.0).
void write_feature_ids(JsonWriter& json, const std::array<FeatureIds, 2>& sets) {
    json.key("extensions").begin_object().key("EXT_mesh_features").begin_object();
    json.key("featureIds").begin_array();
    int attribute = 0;
    for (const FeatureIds& set : sets) {
        if (set.rows.empty()) continue;
        json.begin_object().key("featureCount").number(distinct(set.rows));
        json.key("attribute").number(attribute++);
        if (!set.label.empty()) json.key("label").text(set.label);
        if (set.table) json.key("propertyTable").number(*set.table);
        json.end_object();
    }
    json.end_array().end_object().end_object();
}

void write_primitive(JsonWriter& json, const GlbModel& model, std::size_t index,
                     const PrimitiveAccessors& at) {
    const Primitive& primitive = model.primitives[index];
    const auto attribute = [&](const char* name, std::uint32_t accessor) {
        if (accessor != PrimitiveAccessors::kAbsent) json.key(name).number(accessor);
    };
    json.begin_object().key("attributes").begin_object();
    attribute("POSITION", at.position);
    attribute("NORMAL", at.normal);
    attribute("COLOR_0", at.color);
    attribute("TEXCOORD_0", at.uv);
    attribute("_FEATURE_ID_0", at.feature);
    attribute(primitive.features.empty() ? "_FEATURE_ID_0" : "_FEATURE_ID_1", at.other_feature);
    json.end_object();
    attribute("indices", at.indices);
    constexpr std::array<int, 3> kModes{4, 1, 0};  // By PrimitiveShape.
    json.key("material").number(primitive.material).key("mode");
    json.number(kModes[static_cast<std::size_t>(primitive.shape)]);
    if (!primitive.features.empty() || !primitive.other_features.empty()) {
        write_feature_ids(json,
                          {{{primitive.features, primitive.property_table, model.features_label},
                            {primitive.other_features, primitive.other_table, model.other_label}}});
    }
    json.end_object();
}

void write_vector(JsonWriter& json, const char* key, const glm::vec3& v) {
    json.key(key).begin_array().number(v.x).number(v.y).number(v.z).end_array();
}

void write_node(JsonWriter& json, const Primitive& primitive, const PrimitiveAccessors& at,
                std::size_t mesh) {
    json.begin_object().key("mesh").number(mesh);
    if (at.step != glm::vec3(1.0F)) {
        write_vector(json, "translation", at.offset);
        write_vector(json, "scale", at.step);
    }
    if (!primitive.instances.empty()) {
        json.key("extensions").begin_object().key("EXT_mesh_gpu_instancing").begin_object();
        json.key("attributes").begin_object().key("TRANSLATION").number(at.translation);
        json.key("ROTATION").number(at.rotation).key("SCALE").number(at.scale);
        if (at.instance_feature != PrimitiveAccessors::kAbsent) {
            json.key("_FEATURE_ID_0").number(at.instance_feature);
        }
        json.end_object().end_object();
        if (at.instance_feature != PrimitiveAccessors::kAbsent) {
            json.key("EXT_instance_features").begin_object().key("featureIds").begin_array();
            json.begin_object().key("featureCount");
            json.number(distinct(primitive.instance_features)).key("attribute").number(0);
            if (primitive.instance_property_table) {
                json.key("propertyTable").number(*primitive.instance_property_table);
            }
            json.end_object().end_array().end_object();
        }
        json.end_object();
    }
    json.end_object();
}

void write_place(JsonWriter& json, const GlbModel& model) {
    if (!model.placement) {
        json.key("translation").begin_array().number(model.origin_m.x);
        json.number(model.origin_m.z).number(-model.origin_m.y).end_array();
        return;
    }
    // Out of y-up, through the matrix, and back into y-up.
    const glm::dmat4 to_y_up(1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    const glm::dmat4 matrix = to_y_up * *model.placement * glm::transpose(to_y_up);
    json.key("matrix").begin_array();
    for (int column = 0; column < 4; ++column) {
        for (int row = 0; row < 4; ++row)
            json.number(matrix[column][row]);
    }
    json.end_array();
}

// One mesh and one node for each primitive that is instanced or quantised by its own box, and one
// mesh for all others, so that a tile stays a handful of nodes. The last node carries the origin.
void write_scene(JsonWriter& json, const GlbModel& model,
                 const std::vector<PrimitiveAccessors>& at) {
    std::vector<std::vector<std::size_t>> meshes;
    std::optional<std::size_t> shared;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const bool alone = !model.primitives[i].instances.empty() || at[i].step != glm::vec3(1.0F);
        if (!alone && shared) {
            meshes[*shared].push_back(i);
            continue;
        }
        if (!alone) shared = meshes.size();
        meshes.push_back({i});
    }
    json.key("meshes").begin_array();
    for (const std::vector<std::size_t>& mesh : meshes) {
        json.begin_object().key("primitives").begin_array();
        for (const std::size_t i : mesh)
            write_primitive(json, model, i, at[i]);
        json.end_array().end_object();
    }
    json.end_array().key("nodes").begin_array();
    for (std::size_t i = 0; i < meshes.size(); ++i) {
        write_node(json, model.primitives[meshes[i][0]], at[meshes[i][0]], i);
    }
    json.begin_object();
    write_place(json, model);
    json.key("children").begin_array();
    for (std::size_t i = 0; i < meshes.size(); ++i)
        json.number(i);
    json.end_array().end_object().end_array();
    json.key("scenes").begin_array().begin_object().key("nodes").begin_array();
    json.number(meshes.size()).end_array().end_object().end_array().key("scene").number(0);
}

template <class T>
void append_value(Bytes& out, T value) {
    const auto bytes = std::as_bytes(std::span(&value, 1));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

// GLB: header and two chunks (glTF 2.0, section 4.4). The JSON is padded so that the binary chunk's
// data starts at a multiple of 8 in the file, as EXT_structural_metadata asks.
Result<Bytes> assemble(std::string json, const Bytes& binary) {
    while ((json.size() + 28) % 8 != 0)
        json += ' ';
    const bool has_binary = !binary.empty();
    const std::uint64_t total = 20 + json.size() + (has_binary ? 8 + binary.size() : 0);
    if (total > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorKind::kLimit, "glb: a binary glTF holds at most 4 GiB");
    }
    Bytes out;
    out.reserve(total);
    append_value(out, std::uint32_t{0x46546C67});
    append_value(out, std::uint32_t{2});
    append_value(out, static_cast<std::uint32_t>(total));
    append_value(out, static_cast<std::uint32_t>(json.size()));
    append_value(out, std::uint32_t{0x4E4F534A});
    const ByteView text = as_bytes(json);
    out.insert(out.end(), text.begin(), text.end());
    if (has_binary) {
        append_value(out, static_cast<std::uint32_t>(binary.size()));
        append_value(out, std::uint32_t{0x004E4942});
        out.insert(out.end(), binary.begin(), binary.end());
    }
    return out;
}

}  // namespace

Result<Bytes> encode_glb(const GlbModel& model, const GlbOptions& options) {
    if (const auto checked = check(model); !checked) return fail(checked.error());
    BufferPacker packer(options.compression);
    std::vector<PrimitiveAccessors> accessors;
    accessors.reserve(model.primitives.size());
    for (const Primitive& primitive : model.primitives) {
        accessors.push_back(pack_primitive(packer, primitive, options));
    }
    JsonWriter json;
    json.begin_object().key("asset").begin_object().key("version").text("2.0");
    json.key("generator").text("Belvedere");
    if (!model.copyright.empty()) json.key("copyright").text(model.copyright);
    json.end_object();
    const ExtensionNames names = extensions_of(model, options);
    write_names(json, "extensionsUsed", names.used);
    write_names(json, "extensionsRequired", names.required);
    if (!model.property_tables.empty()) {
        json.key("extensions").begin_object().key("EXT_structural_metadata");
        write_structural_metadata(json, packer, model.property_tables);
        json.end_object();
    }
    if (!model.primitives.empty()) {
        write_scene(json, model, accessors);
        write_materials(json, model);
        write_images(json, packer, model);
    }
    packer.write(json);
    json.end_object();
    return assemble(json.take(), packer.bytes());
}

}  // namespace belvedere::content::encode
