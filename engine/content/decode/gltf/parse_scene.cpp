// SPDX-License-Identifier: Apache-2.0
// Meshes, nodes, skins and scenes (glTF 2.0 sections 3.5 to 3.7), and where features come from.
#include <algorithm>
#include <cmath>
#include <string>

#include <glm/gtc/quaternion.hpp>
#include <glm/gtc/type_ptr.hpp>

#include "engine/content/decode/gltf/document_reader.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

std::vector<Attribute> parse_attributes(ObjectReader& owner, std::string_view key,
                                        std::size_t accessors) {
    std::vector<Attribute> attributes;
    for (const JsonField& field : owner[key].fields()) {
        const auto index = field.value.unsigned_integer();
        if (index && *index < accessors) {
            attributes.push_back({field.key, static_cast<std::uint32_t>(*index)});
        } else {
            owner.wrong(std::string(key) + "." + std::string(field.key), "is no accessor");
        }
    }
    return attributes;
}

void parse_id_texture(ObjectReader reader, Document& document, FeatureIds& out) {
    out.source = FeatureIds::Source::kTexture;
    out.texture = reader.index("index", document.textures.size());
    out.uv_set = reader.unsigned_or("texCoord", 0) == 1 ? 1 : 0;
    for (const JsonValue& item : reader["channels"].items()) {
        const auto channel = item.unsigned_integer();
        if (channel && *channel < 4 && out.channels.size() < 4) {
            out.channels.push_back(static_cast<std::uint8_t>(*channel));
        } else {
            reader.wrong("channels", "names a channel that is not there");
        }
    }
    if (out.channels.empty()) out.channels.push_back(0);
}

// EXT_mesh_features and EXT_instance_features: the same object but for textures.
std::vector<FeatureIds> parse_feature_ids(ObjectReader extension, Document& document) {
    std::vector<FeatureIds> all;
    const std::size_t tables = document.structural_metadata["propertyTables"].items().size();
    const std::vector<JsonValue> items = extension["featureIds"].items();
    if (extension.value().present() && items.empty()) extension.wrong("featureIds", "is missing");
    for (const JsonValue& item : items) {
        ObjectReader reader(item, {"featureIds"}, document.warnings);
        FeatureIds ids;
        const std::uint64_t count = reader.unsigned_or("featureCount", 0);
        if (count == 0) reader.wrong("featureCount", "is missing or 0");
        ids.count = count;
        if (reader["nullFeatureId"].present()) ids.null_id = reader.unsigned_or("nullFeatureId", 0);
        ids.table = reader.index("propertyTable", tables);
        ids.label = reader.text_or("label", "");
        if (reader["attribute"].present()) {
            ids.source = FeatureIds::Source::kAttribute;
            ids.attribute = "_FEATURE_ID_" + std::to_string(reader.unsigned_or("attribute", 0));
        } else if (reader["texture"].present()) {
            parse_id_texture(reader.child("texture"), document, ids);
        }
        if (reader.is_sound()) all.push_back(std::move(ids));
    }
    return all;
}

std::uint32_t table_index(ObjectReader& reader, const Document& document) {
    const std::string_view name = reader.text_or("featureTable", "");
    const auto at = std::ranges::find(document.table_names, name);
    if (at == document.table_names.end()) {
        reader.wrong("featureTable", "names no feature table");
        return kNone;
    }
    return static_cast<std::uint32_t>(at - document.table_names.begin());
}

// EXT_feature_metadata, the predecessor of both.
std::vector<FeatureIds> parse_feature_metadata_ids(ObjectReader extension, Document& document) {
    std::vector<FeatureIds> all;
    for (const JsonValue& item : extension["featureIdAttributes"].items()) {
        ObjectReader reader(item, {"featureIdAttributes"}, document.warnings);
        FeatureIds ids;
        ids.table = table_index(reader, document);
        ObjectReader source = reader.child("featureIds");
        const std::string_view attribute = source.text_or("attribute", "");
        if (!attribute.empty()) {
            ids.source = FeatureIds::Source::kAttribute;
            ids.attribute = attribute;
        } else {
            ids.offset = source.unsigned_or("constant", 0);
            const std::uint64_t divisor = source.unsigned_or("divisor", 0);
            ids.repeat = divisor == 0 ? ~std::uint64_t{0} : divisor;
        }
        if (reader.is_sound() && source.is_sound()) all.push_back(std::move(ids));
    }
    for (const JsonValue& item : extension["featureIdTextures"].items()) {
        ObjectReader reader(item, {"featureIdTextures"}, document.warnings);
        FeatureIds ids;
        ids.table = table_index(reader, document);
        ObjectReader source = reader.child("featureIds");
        parse_id_texture(source.child("texture"), document, ids);
        constexpr std::string_view kChannels = "rgba";
        const auto channel = kChannels.find(source.text_or("channels", "r").substr(0, 1));
        ids.channels = {static_cast<std::uint8_t>(channel == std::string_view::npos ? 0 : channel)};
        if (reader.is_sound() && source.is_sound()) all.push_back(std::move(ids));
    }
    return all;
}

std::optional<DracoStream> parse_draco(ObjectReader reader, const Document& document) {
    if (!reader.value().is_object()) return std::nullopt;
    DracoStream stream;
    stream.view = reader.index("bufferView", document.views.size());
    // Ids of a Draco stream are not bounded by a list of the document.
    stream.attributes = parse_attributes(reader, "attributes", kNone);
    return stream;
}

void parse_targets(ObjectReader& reader, Document& document, Primitive& primitive) {
    const std::vector<JsonValue> items = reader["targets"].items();
    if (reader["targets"].present() && items.empty()) {
        reader.wrong("targets", "is not a list of morph targets");
    }
    if (items.size() > limits::kMorphTargets) {
        reader.wrong("targets", "has more than limits::kMorphTargets; all are left out");
        return;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        MorphTarget target;
        for (const JsonField& field : items[i].fields()) {
            const auto index = field.value.unsigned_integer();
            if (index && *index < document.accessors.size()) {
                target.push_back({field.key, static_cast<std::uint32_t>(*index)});
            } else {
                reader.wrong("targets." + std::string(field.key), "is no accessor");
            }
        }
        primitive.targets.push_back(std::move(target));
    }
}

Primitive parse_primitive(ObjectReader& reader, Document& document) {
    Primitive primitive;
    primitive.attributes = parse_attributes(reader, "attributes", document.accessors.size());
    if (!reader["attributes"].is_object()) reader.wrong("attributes", "is missing");
    primitive.indices = reader.index("indices", document.accessors.size());
    const std::uint64_t mode = reader.unsigned_or("mode", 4);
    if (mode > 6) reader.wrong("mode", "is unknown");
    primitive.mode = static_cast<Mode>(mode > 6 ? 4 : mode);
    // A missing material is drawn with the default one, anything else broken makes it undrawable.
    primitive.is_usable = reader.is_sound();
    primitive.material = reader.index("material", document.materials.size());
    primitive.draco = parse_draco(reader.extension("KHR_draco_mesh_compression"), document);
    primitive.feature_ids = parse_feature_ids(reader.extension("EXT_mesh_features"), document);
    if (primitive.feature_ids.empty()) {
        primitive.feature_ids =
            parse_feature_metadata_ids(reader.extension("EXT_feature_metadata"), document);
    }
    ObjectReader outline = reader.extension("CESIUM_primitive_outline");
    primitive.outline = outline.index("indices", document.accessors.size());
    ObjectReader metadata = reader.extension("EXT_structural_metadata");
    primitive.property_attributes = metadata.indices(
        "propertyAttributes", document.structural_metadata["propertyAttributes"].items().size());
    primitive.property_textures = metadata.indices(
        "propertyTextures", document.structural_metadata["propertyTextures"].items().size());
    parse_targets(reader, document, primitive);
    return primitive;
}

std::size_t targets_of(const Mesh& mesh) {
    return mesh.primitives.empty() ? 0 : mesh.primitives.front().targets.size();
}

// glTF 2.0 section 3.7.2.2: what is no list of numbers, one for each of `targets`, leaves the
// targets at rest.
std::vector<double> parse_weights(ObjectReader& reader, std::size_t targets) {
    const JsonValue json = reader["weights"];
    if (!json.present()) return {};
    const auto weights = json.numbers(limits::kMorphTargets);
    if (!weights || weights->empty()) {
        reader.wrong("weights", "is not a list of numbers");
        return {};
    }
    if (weights->size() != targets) {
        reader.wrong("weights", "are not one for each morph target and are ignored");
        return {};
    }
    return *weights;
}

Mesh parse_mesh(ObjectReader& reader, Document& document) {
    Mesh mesh;
    const std::vector<JsonValue> items = reader["primitives"].items();
    if (items.empty()) reader.wrong("primitives", "is missing or empty");
    for (std::size_t i = 0; i < items.size(); ++i) {
        ObjectReader primitive(items[i], {"primitives", i}, document.warnings, &reader);
        mesh.primitives.push_back(parse_primitive(primitive, document));
    }
    mesh.weights = parse_weights(reader, targets_of(mesh));
    return mesh;
}

glm::dmat4 parse_transform(ObjectReader& reader) {
    double m[16];
    if (reader["matrix"].present()) {
        return reader.numbers("matrix", m, 16) ? glm::make_mat4(m) : glm::dmat4(1.0);
    }
    double t[3] = {0, 0, 0}, r[4] = {0, 0, 0, 1}, s[3] = {1, 1, 1};
    reader.numbers("translation", t, 3);
    reader.numbers("rotation", r, 4);
    reader.numbers("scale", s, 3);
    const double length = std::sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2] + r[3] * r[3]);
    // As the validator: a rotation off unit length by more than its quantisation is a fault.
    if (std::abs(length - 1.0) > 0.01) reader.wrong("rotation", "is not of unit length");
    glm::dquat rotation(1.0, 0.0, 0.0, 0.0);
    if (length > 1e-6) rotation = glm::dquat(r[3], r[0], r[1], r[2]) / length;
    glm::dmat4 matrix = glm::mat4_cast(rotation);
    for (int axis = 0; axis < 3; ++axis) {
        matrix[axis] *= s[axis];
        matrix[3][axis] = t[axis];
    }
    return matrix;
}

Node parse_node(ObjectReader& reader, std::size_t nodes, Document& document) {
    Node node;
    node.matrix = parse_transform(reader);
    node.children = reader.indices("children", nodes);
    node.mesh = reader.index("mesh", document.meshes.size());
    node.skin = reader.index("skin", document.skins.size());
    if (node.mesh != kNone) {
        node.weights = parse_weights(reader, targets_of(document.meshes[node.mesh]));
    }
    ObjectReader instancing = reader.extension("EXT_mesh_gpu_instancing");
    if (instancing.value().is_object()) {
        Instancing out;
        out.attributes = parse_attributes(instancing, "attributes", document.accessors.size());
        out.feature_ids = parse_feature_ids(reader.extension("EXT_instance_features"), document);
        if (out.feature_ids.empty()) {
            out.feature_ids =
                parse_feature_metadata_ids(instancing.extension("EXT_feature_metadata"), document);
        }
        node.instancing = std::move(out);
    }
    return node;
}

void parse_skins(const JsonValue& root, std::size_t nodes, Document& document) {
    const std::vector<JsonValue> items = root["skins"].items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        ObjectReader reader(items[i], {"skins", i}, document.warnings);
        Skin skin;
        skin.inverse_bind_matrices = reader.index("inverseBindMatrices", document.accessors.size());
        skin.joints = reader.indices("joints", nodes);
        if (skin.joints.empty()) reader.wrong("joints", "is missing or empty");
        if (!reader.is_sound()) skin.joints.clear();
        document.skins.push_back(std::move(skin));
    }
}

// The nodes of the default scene; of the first one without a default; all roots without a scene.
void choose_roots(const JsonValue& root, Document& document) {
    const std::vector<JsonValue> scenes = root["scenes"].items();
    ObjectReader top(root, {"glTF"}, document.warnings);
    std::uint32_t scene = top.index("scene", scenes.size());
    if (scene == kNone && !scenes.empty()) scene = 0;
    if (scene != kNone) {
        ObjectReader reader(scenes[scene], {"scenes", scene}, document.warnings);
        document.root_nodes = reader.indices("nodes", document.nodes.size());
        return;
    }
    std::vector<bool> is_child(document.nodes.size(), false);
    for (const Node& node : document.nodes) {
        for (const std::uint32_t child : node.children)
            is_child[child] = true;
    }
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
        if (!is_child[i]) document.root_nodes.push_back(i);
    }
}

}  // namespace

Result<void> parse_scene(const JsonValue& root, Document& document) {
    const std::vector<JsonValue> nodes = root["nodes"].items();
    if (nodes.size() > limits::kNodes) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kNodes) + " nodes");
    }
    const std::vector<JsonValue> meshes = root["meshes"].items();
    for (std::size_t i = 0; i < meshes.size(); ++i) {
        ObjectReader reader(meshes[i], {"meshes", i}, document.warnings);
        document.meshes.push_back(parse_mesh(reader, document));
    }
    parse_skins(root, nodes.size(), document);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        ObjectReader reader(nodes[i], {"nodes", i}, document.warnings);
        if (!nodes[i].is_object()) reader.wrong("", "is not an object");
        document.nodes.push_back(parse_node(reader, nodes.size(), document));
    }
    choose_roots(root, document);
    if (!root["animations"].items().empty()) {
        document.warnings.emplace_back("animations are shown in their rest pose");
    }
    return {};
}

}  // namespace belvedere::content::gltf
