// SPDX-License-Identifier: Apache-2.0
// The frame of the document: asset, extensions, buffers, views and accessors.
#include "engine/content/decode/gltf/parse_document.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "engine/content/decode/gltf/document_reader.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

// Extensions that may be required of a reader: those handled here, and those without which the
// picture is still right in kind (a material variant, a gloss).
constexpr std::array<std::string_view, 35> kKnownExtensions = {
    "KHR_draco_mesh_compression",
    "EXT_meshopt_compression",
    "KHR_meshopt_compression",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
    "KHR_materials_unlit",
    "EXT_mesh_gpu_instancing",
    "EXT_texture_webp",
    "KHR_materials_pbrSpecularGlossiness",
    "CESIUM_primitive_outline",
    "KHR_texture_basisu",
    "EXT_mesh_features",
    "EXT_instance_features",
    "EXT_structural_metadata",
    "EXT_feature_metadata",
    "CESIUM_RTC",
    "KHR_materials_emissive_strength",
    "KHR_materials_variants",
    "KHR_materials_anisotropy",
    "KHR_materials_clearcoat",
    "KHR_materials_dispersion",
    "KHR_materials_ior",
    "KHR_materials_iridescence",
    "KHR_materials_sheen",
    "KHR_materials_specular",
    "KHR_materials_transmission",
    "KHR_materials_volume",
    "KHR_lights_punctual",
    "KHR_xmp",
    "KHR_xmp_json_ld",
    "KHR_texture_procedurals",
    "KHR_animation_pointer",
    "EXT_lights_image_based",
    "AGI_articulations",
    "AGI_stk_metadata"};

Failure bad_document(std::string message) {
    return fail(ErrorKind::kBadData, std::move(message));
}

// "2.0" -> 2; nothing when it is no version.
std::optional<int> major_version(std::string_view version) {
    int major = 0;
    const auto [end, error] =
        std::from_chars(version.data(), version.data() + version.size(), major);
    if (error != std::errc() || end == version.data() + version.size() || *end != '.') {
        return std::nullopt;
    }
    return major;
}

Result<void> check_asset(const JsonValue& root, Document& document) {
    ObjectReader asset(root["asset"], {"asset"}, document.warnings);
    if (!asset.value().is_object()) return bad_document("glTF has no asset");
    const std::string version(asset.text_or("version", ""));
    const auto major = major_version(version);
    if (!major) return bad_document("asset.version is missing or no version");
    if (*major != 2) return fail(ErrorKind::kUnsupported, "glTF version " + version);
    const std::string minimum(asset.text_or("minVersion", "2.0"));
    if (minimum != "2.0") return fail(ErrorKind::kUnsupported, "glTF minVersion " + minimum);
    document.copyright = asset.text_or("copyright", "");
    document.generator = asset.text_or("generator", "");
    return {};
}

Result<void> check_extensions(const JsonValue& root, Document& document) {
    const JsonValue required = root["extensionsRequired"];
    if (required.present() && !required.is_array()) {
        return bad_document("extensionsRequired is not an array");
    }
    for (const JsonValue& item : required.items()) {
        const auto name = item.text();
        if (!name) return bad_document("extensionsRequired holds something that is no text");
        if (std::ranges::find(kKnownExtensions, *name) == kKnownExtensions.end()) {
            return fail(ErrorKind::kUnsupported, "required extension " + std::string(*name));
        }
    }
    for (const JsonValue& item : root["extensionsUsed"].items()) {
        const auto name = item.text();
        if (name) document.extensions_used.push_back(*name);
        if (name && std::ranges::find(kKnownExtensions, *name) == kKnownExtensions.end()) {
            document.warnings.push_back("extension " + std::string(*name) + " is ignored");
        }
    }
    return {};
}

template <class Part, class Parse>
Result<std::vector<Part>> parse_list(const JsonValue& root, std::string_view key,
                                     std::uint64_t limit, Document& document, Parse parse) {
    std::vector<Part> parts;
    const JsonValue list = root[key];
    if (!list.present()) return parts;
    if (!list.is_array()) {
        document.warnings.push_back(std::string(key) + " is not an array");
        return parts;
    }
    const std::vector<JsonValue> items = list.items();
    if (items.size() > limit) {
        return fail(ErrorKind::kLimit,
                    "more than " + std::to_string(limit) + " " + std::string(key));
    }
    parts.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        ObjectReader reader(items[i], {key, i}, document.warnings);
        if (!items[i].is_object()) reader.wrong("", "is not an object");
        parts.push_back(parse(reader));
    }
    return parts;
}

// The ratified name of the extension has the same members; streams of its newer codec fail to
// decode.
ObjectReader meshopt_of(const ObjectReader& reader) {
    const ObjectReader ratified = reader.extension("KHR_meshopt_compression");
    return ratified.value().is_object() ? ratified : reader.extension("EXT_meshopt_compression");
}

Buffer parse_buffer(ObjectReader& reader) {
    Buffer buffer;
    buffer.uri = reader.text_or("uri", "");
    buffer.bytes = reader.unsigned_or("byteLength", 0);
    if (buffer.bytes == 0) reader.wrong("byteLength", "is missing or 0");
    buffer.is_fallback = meshopt_of(reader).boolean_or("fallback", false);
    return buffer;
}

std::optional<MeshoptView> parse_meshopt(ObjectReader reader, std::size_t buffers) {
    MeshoptView view;
    view.buffer = reader.index("buffer", buffers);
    view.offset = reader.unsigned_or("byteOffset", 0);
    view.bytes = reader.unsigned_or("byteLength", 0);
    view.stride = reader.unsigned_or("byteStride", 0);
    view.count = reader.unsigned_or("count", 0);
    const std::string_view mode = reader.text_or("mode", "");
    const std::string_view filter = reader.text_or("filter", "NONE");
    if (mode == "TRIANGLES") {
        view.mode = MeshoptView::Mode::kTriangles;
    } else if (mode == "INDICES") {
        view.mode = MeshoptView::Mode::kIndices;
    } else if (mode != "ATTRIBUTES") {
        reader.wrong("mode", "is unknown");
    }
    if (filter == "OCTAHEDRAL") {
        view.filter = MeshoptView::Filter::kOctahedral;
    } else if (filter == "QUATERNION") {
        view.filter = MeshoptView::Filter::kQuaternion;
    } else if (filter == "EXPONENTIAL") {
        view.filter = MeshoptView::Filter::kExponential;
    } else if (filter != "NONE") {
        reader.wrong("filter", "is unknown");
    }
    if (!reader.is_sound()) view.buffer = kNone;
    return view;
}

BufferView parse_view(ObjectReader& reader, std::size_t buffers) {
    BufferView view;
    view.buffer = reader.index("buffer", buffers);
    if (!reader["buffer"].present()) reader.wrong("buffer", "is missing");
    view.offset = reader.unsigned_or("byteOffset", 0);
    view.bytes = reader.unsigned_or("byteLength", 0);
    view.stride = reader.unsigned_or("byteStride", 0);
    if (view.bytes == 0) reader.wrong("byteLength", "is missing or 0");
    if (view.stride != 0 && (view.stride < 4 || view.stride > 252)) {
        reader.wrong("byteStride", "is not 4 to 252");
    }
    const ObjectReader meshopt = meshopt_of(reader);
    if (meshopt.value().is_object()) view.meshopt = parse_meshopt(meshopt, buffers);
    if (!reader.is_sound()) view.buffer = kNone;
    return view;
}

ComponentType component_type(std::uint64_t number) {
    switch (number) {
        case 5120:
        case 5121:
        case 5122:
        case 5123:
        case 5125:
        case 5126:
            return static_cast<ComponentType>(number);
        default:
            return ComponentType::kInvalid;
    }
}

std::uint32_t component_count(std::string_view type) {
    if (type == "SCALAR") return 1;
    if (type == "VEC2") return 2;
    if (type == "VEC3") return 3;
    if (type == "VEC4" || type == "MAT2") return 4;
    if (type == "MAT3") return 9;
    if (type == "MAT4") return 16;
    return 0;
}

SparseElements parse_sparse(ObjectReader reader, std::size_t views, bool& is_sound) {
    SparseElements sparse;
    sparse.count = reader.unsigned_or("count", 0);
    ObjectReader indices = reader.child("indices");
    ObjectReader values = reader.child("values");
    sparse.indices_view = indices.index("bufferView", views);
    sparse.indices_offset = indices.unsigned_or("byteOffset", 0);
    sparse.index_type = component_type(indices.unsigned_or("componentType", 0));
    sparse.values_view = values.index("bufferView", views);
    sparse.values_offset = values.unsigned_or("byteOffset", 0);
    if (!is_index_type(sparse.index_type))
        reader.wrong("indices.componentType", "is not an unsigned integer type");
    if (sparse.count == 0 || sparse.indices_view == kNone || sparse.values_view == kNone) {
        reader.wrong("", "lacks its count, indices or values");
    }
    is_sound = reader.is_sound() && indices.is_sound() && values.is_sound();
    return sparse;
}

Accessor parse_accessor(ObjectReader& reader, std::size_t views) {
    Accessor accessor;
    accessor.view = reader.index("bufferView", views);
    accessor.offset = reader.unsigned_or("byteOffset", 0);
    accessor.count = reader.unsigned_or("count", 0);
    accessor.is_normalized = reader.boolean_or("normalized", false);
    accessor.components = component_count(reader.text_or("type", ""));
    accessor.component = component_type(reader.unsigned_or("componentType", 0));
    if (accessor.count == 0) reader.wrong("count", "is missing or 0");
    if (accessor.components == 0) reader.wrong("type", "is missing or unknown");
    if (accessor.component == ComponentType::kInvalid) {
        reader.wrong("componentType", "is missing or unknown");
    }
    if (accessor.view == kNone && accessor.offset != 0) {
        reader.wrong("byteOffset", "stands without a bufferView");
    }
    const ObjectReader sparse = reader.child("sparse");
    bool is_sparse_sound = true;
    if (sparse.value().present()) accessor.sparse = parse_sparse(sparse, views, is_sparse_sound);
    if (!reader.is_sound() || !is_sparse_sound) accessor.component = ComponentType::kInvalid;
    return accessor;
}

void parse_root_extensions(const JsonValue& root, Document& document) {
    const JsonValue extensions = root["extensions"];
    document.structural_metadata = extensions["EXT_structural_metadata"];
    document.feature_metadata = extensions["EXT_feature_metadata"];
    for (const JsonField& table : document.feature_metadata["featureTables"].fields()) {
        document.table_names.push_back(table.key);
    }
    ObjectReader rtc(extensions["CESIUM_RTC"], {"CESIUM_RTC"}, document.warnings);
    double center[3];
    if (rtc.value().is_object() && rtc.numbers("center", center, 3)) {
        document.rtc_center = glm::dvec3(center[0], center[1], center[2]);
    }
}

}  // namespace

Result<Document> parse_document(const JsonValue& root) {
    Document document;
    if (!root.is_object()) return bad_document("glTF JSON is not an object");
    if (auto asset = check_asset(root, document); !asset) return fail(std::move(asset.error()));
    if (auto known = check_extensions(root, document); !known) {
        return fail(std::move(known.error()));
    }
    constexpr std::uint64_t kParts = 1'000'000;  // Accessors and views: 16 for every node.
    auto buffers = parse_list<Buffer>(root, "buffers", kParts, document, parse_buffer);
    if (!buffers) return fail(std::move(buffers.error()));
    document.buffers = std::move(*buffers);
    auto views = parse_list<BufferView>(
        root, "bufferViews", kParts, document,
        [&](ObjectReader& reader) { return parse_view(reader, document.buffers.size()); });
    if (!views) return fail(std::move(views.error()));
    document.views = std::move(*views);
    auto accessors = parse_list<Accessor>(
        root, "accessors", kParts, document,
        [&](ObjectReader& reader) { return parse_accessor(reader, document.views.size()); });
    if (!accessors) return fail(std::move(accessors.error()));
    document.accessors = std::move(*accessors);
    parse_root_extensions(root, document);
    if (root["images"].items().size() > limits::kImages) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limits::kImages) + " images");
    }
    parse_materials(root, document);
    if (auto scene = parse_scene(root, document); !scene) return fail(std::move(scene.error()));
    return document;
}

}  // namespace belvedere::content::gltf
