// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/glb_materials.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace belvedere::content::encode {

namespace {

void write_scale(JsonWriter& json, const Material& material) {
    json.key("extensions").begin_object().key("KHR_texture_transform").begin_object();
    json.key("scale").begin_array().number(material.texture_scale.x);
    json.number(material.texture_scale.y).end_array().end_object().end_object();
}

// Each wrap once, in the order in which images first have it.
std::vector<ImageWrap> wraps_of(const GlbModel& model) {
    std::vector<ImageWrap> wraps;
    for (const EmbeddedImage& image : model.images) {
        if (std::ranges::count(wraps, image.wrap) == 0) wraps.push_back(image.wrap);
    }
    return wraps;
}

// Filtered over its mip levels (glTF 2.0, section 5.26).
void write_sampler(JsonWriter& json, ImageWrap wrap) {
    constexpr std::array<int, 3> kModes{10497, 33071, 33648};
    const int mode = kModes[static_cast<std::size_t>(wrap)];
    json.begin_object().key("magFilter").number(9729).key("minFilter").number(9987);
    json.key("wrapS").number(mode).key("wrapT").number(mode).end_object();
}

}  // namespace

void write_materials(JsonWriter& json, const GlbModel& model) {
    json.key("materials").begin_array();
    for (const Material& material : model.materials) {
        json.begin_object();
        if (!material.name.empty()) json.key("name").text(material.name);
        json.key("pbrMetallicRoughness").begin_object().key("baseColorFactor").begin_array();
        for (const float value : material.base_color)
            json.number(value);
        json.end_array().key("metallicFactor").number(material.metallic);
        json.key("roughnessFactor").number(material.roughness);
        if (material.base_color_image) {
            json.key("baseColorTexture").begin_object().key("index");
            json.number(*material.base_color_image);
            if (material.texture_scale != glm::vec2(1.0F)) write_scale(json, material);
            json.end_object();
        }
        json.end_object();
        if (material.emissive != std::array<float, 3>{}) {
            json.key("emissiveFactor").begin_array();
            for (const float value : material.emissive)
                json.number(value);
            json.end_array();
        }
        if (material.is_blended) json.key("alphaMode").text("BLEND");
        if (material.is_double_sided) json.key("doubleSided").boolean(true);
        json.end_object();
    }
    json.end_array();
}

void write_images(JsonWriter& json, BufferPacker& packer, const GlbModel& model) {
    if (model.images.empty()) return;
    json.key("images").begin_array();
    for (const EmbeddedImage& image : model.images) {
        json.begin_object().key("bufferView").number(packer.add_plain(image.bytes));
        json.key("mimeType").text(image.mime_type).end_object();
    }
    json.end_array().key("samplers").begin_array();
    const std::vector<ImageWrap> wraps = wraps_of(model);
    for (const ImageWrap wrap : wraps)
        write_sampler(json, wrap);
    json.end_array().key("textures").begin_array();
    for (std::size_t i = 0; i < model.images.size(); ++i) {
        const auto sampler = std::ranges::find(wraps, model.images[i].wrap) - wraps.begin();
        json.begin_object().key("sampler").number(sampler);
        if (model.images[i].mime_type == "image/webp") {
            json.key("extensions").begin_object().key("EXT_texture_webp").begin_object();
            json.key("source").number(i).end_object().end_object();
        } else {
            json.key("source").number(i);
        }
        json.end_object();
    }
    json.end_array();
}

}  // namespace belvedere::content::encode
