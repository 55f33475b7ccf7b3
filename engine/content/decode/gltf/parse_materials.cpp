// SPDX-License-Identifier: Apache-2.0
// Materials, textures, samplers and images (glTF 2.0 sections 3.8 and 3.9).
#include <algorithm>
#include <string>

#include "engine/content/decode/gltf/document_reader.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

namespace {

template <class Parse>
void for_each(const JsonValue& root, std::string_view key, Document& document, Parse parse) {
    const std::vector<JsonValue> items = root[key].items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        ObjectReader reader(items[i], {key, i}, document.warnings);
        if (!items[i].is_object()) reader.wrong("", "is not an object");
        parse(reader);
    }
}

Wrap wrap_of(ObjectReader& sampler, std::string_view key) {
    switch (sampler.unsigned_or(key, 10497)) {
        case 10497:
            return Wrap::kRepeat;
        case 33071:
            return Wrap::kClamp;
        case 33648:
            return Wrap::kMirror;
        default:
            sampler.wrong(key, "is unknown");
            return Wrap::kRepeat;
    }
}

void parse_sampler(const std::vector<JsonValue>& samplers, std::uint32_t index, Texture& out,
                   Document& document) {
    if (index == kNone) return;
    ObjectReader sampler(samplers[index], {"samplers", index}, document.warnings);
    out.wrap_u = wrap_of(sampler, "wrapS");
    out.wrap_v = wrap_of(sampler, "wrapT");
    constexpr std::uint64_t kNearest = 9728;
    if (sampler.unsigned_or("magFilter", 9729) == kNearest) out.filter = Filter::kNearest;
}

Texture parse_texture(ObjectReader& reader, const std::vector<JsonValue>& samplers,
                      Document& document) {
    Texture texture;
    const std::size_t images = document.images.size();
    texture.image = reader.index("source", images);
    for (const std::string_view name : {"KHR_texture_basisu", "EXT_texture_webp"}) {
        ObjectReader extension = reader.extension(name);
        if (!extension.value().is_object()) continue;
        const std::uint32_t preferred = extension.index("source", images);
        if (preferred == kNone) continue;
        texture.fallback = texture.image;
        texture.image = preferred;
        break;
    }
    parse_sampler(samplers, reader.index("sampler", samplers.size()), texture, document);
    return texture;
}

void parse_transform(ObjectReader reader, TextureRef& out) {
    if (!reader.value().is_object()) return;
    reader.numbers("offset", out.offset, 2);
    reader.numbers("scale", out.scale, 2);
    out.rotation_rad = static_cast<float>(reader.number_or("rotation", 0.0));
    const std::uint64_t uv_set = reader.unsigned_or("texCoord", out.uv_set);
    if (uv_set > 1) {
        reader.wrong("texCoord", "is above 1: drawn with set 0");
    } else {
        out.uv_set = static_cast<std::uint8_t>(uv_set);
    }
}

float unit(ObjectReader& reader, std::string_view key, double otherwise) {
    const double value = reader.number_or(key, otherwise);
    if (value < 0.0 || value > 1.0) reader.wrong(key, "is not between 0 and 1");
    return static_cast<float>(std::clamp(value, 0.0, 1.0));
}

void clamp_units(ObjectReader& reader, std::string_view key, float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (values[i] < 0.0F || values[i] > 1.0F) reader.wrong(key, "is not between 0 and 1");
        values[i] = std::clamp(values[i], 0.0F, 1.0F);
    }
}

void parse_metallic_roughness(ObjectReader reader, const Document& document, MaterialRecord& out) {
    if (!reader.value().present()) return;
    reader.numbers("baseColorFactor", out.base_color, 4);
    clamp_units(reader, "baseColorFactor", out.base_color, 4);
    out.metallic = unit(reader, "metallicFactor", 1.0);
    out.roughness = unit(reader, "roughnessFactor", 1.0);
    out.base_color_texture = parse_texture_reference(reader.child("baseColorTexture"), document);
    out.metallic_roughness_texture =
        parse_texture_reference(reader.child("metallicRoughnessTexture"), document);
}

void parse_specular_glossiness(ObjectReader reader, const Document& document, MaterialRecord& out) {
    if (!reader.value().is_object()) return;
    out.flags |= material_flags::kSpecularGlossiness;
    std::fill_n(out.base_color, 4, 1.0F);
    reader.numbers("diffuseFactor", out.base_color, 4);
    clamp_units(reader, "diffuseFactor", out.base_color, 4);
    float specular[3] = {1.0F, 1.0F, 1.0F};
    reader.numbers("specularFactor", specular, 3);
    clamp_units(reader, "specularFactor", specular, 3);
    out.metallic = std::max({specular[0], specular[1], specular[2]});
    out.roughness = 1.0F - unit(reader, "glossinessFactor", 1.0);
    out.base_color_texture = parse_texture_reference(reader.child("diffuseTexture"), document);
    out.metallic_roughness_texture =
        parse_texture_reference(reader.child("specularGlossinessTexture"), document);
}

AlphaMode alpha_mode(ObjectReader& reader) {
    const std::string_view mode = reader.text_or("alphaMode", "OPAQUE");
    if (mode == "MASK") return AlphaMode::kMask;
    if (mode == "BLEND") return AlphaMode::kBlend;
    if (mode != "OPAQUE") reader.wrong("alphaMode", "is unknown");
    return AlphaMode::kOpaque;
}

Material parse_material(ObjectReader& reader, const Document& document) {
    Material material{default_material()};
    MaterialRecord& out = material.record;
    parse_metallic_roughness(reader.child("pbrMetallicRoughness"), document, out);
    parse_specular_glossiness(reader.extension("KHR_materials_pbrSpecularGlossiness"), document,
                              out);
    ObjectReader normal = reader.child("normalTexture");
    out.normal_texture = parse_texture_reference(normal, document);
    out.normal_scale = static_cast<float>(normal.number_or("scale", 1.0));
    ObjectReader occlusion = reader.child("occlusionTexture");
    out.occlusion_texture = parse_texture_reference(occlusion, document);
    out.occlusion_strength = unit(occlusion, "strength", 1.0);
    out.emissive_texture = parse_texture_reference(reader.child("emissiveTexture"), document);
    reader.numbers("emissiveFactor", out.emissive, 3);
    clamp_units(reader, "emissiveFactor", out.emissive, 3);
    const double strength =
        reader.extension("KHR_materials_emissive_strength").number_or("emissiveStrength", 1.0);
    for (float& channel : out.emissive) {
        channel = static_cast<float>(std::clamp(channel * strength, 0.0, 65504.0));
    }
    out.alpha_mode = alpha_mode(reader);
    out.alpha_cutoff = static_cast<float>(reader.number_or("alphaCutoff", 0.5));
    if (reader.boolean_or("doubleSided", false)) out.flags |= material_flags::kDoubleSided;
    if (reader.extension("KHR_materials_unlit").value().is_object()) {
        out.flags |= material_flags::kUnlit;
    }
    return material;
}

Image parse_image(ObjectReader& reader, const Document& document) {
    Image image;
    image.uri = reader.text_or("uri", "");
    image.view = reader.index("bufferView", document.views.size());
    if (image.uri.empty() && image.view == kNone)
        reader.wrong("", "has neither uri nor bufferView");
    if (!image.uri.empty() && image.view != kNone) {
        reader.wrong("", "has both uri and bufferView: the bufferView is read");
    }
    return image;
}

}  // namespace

TextureRef parse_texture_reference(ObjectReader reader, const Document& document) {
    TextureRef reference = default_material().base_color_texture;
    if (!reader.value().present()) return reference;
    const std::uint32_t texture = reader.index("index", document.textures.size());
    if (texture == kNone) {
        if (!reader["index"].present()) reader.wrong("index", "is missing");
        return reference;
    }
    const std::uint64_t uv_set = reader.unsigned_or("texCoord", 0);
    if (uv_set > 1) reader.wrong("texCoord", "is above 1: drawn with set 0");
    reference.uv_set = uv_set == 1 ? 1 : 0;
    reference.image = texture;
    reference.wrap_u = document.textures[texture].wrap_u;
    reference.wrap_v = document.textures[texture].wrap_v;
    reference.filter = document.textures[texture].filter;
    parse_transform(reader.extension("KHR_texture_transform"), reference);
    return reference;
}

void parse_materials(const JsonValue& root, Document& document) {
    for_each(root, "images", document, [&](ObjectReader& reader) {
        document.images.push_back(parse_image(reader, document));
    });
    const std::vector<JsonValue> samplers = root["samplers"].items();
    for_each(root, "textures", document, [&](ObjectReader& reader) {
        document.textures.push_back(parse_texture(reader, samplers, document));
    });
    for_each(root, "materials", document, [&](ObjectReader& reader) {
        document.materials.push_back(parse_material(reader, document));
    });
}

}  // namespace belvedere::content::gltf
