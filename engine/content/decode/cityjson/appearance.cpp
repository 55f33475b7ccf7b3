// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/appearance.hpp"

#include <algorithm>
#include <span>

#include <simdjson.h>

#include "engine/content/decode/citymodel/texture_wrap.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;

std::string text_at(const dom::element& element, const char* key) {
    std::string_view text;
    return element[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

float number_at(const dom::element& element, const char* key, float otherwise) {
    double number = 0.0;
    return element[key].get(number) == simdjson::SUCCESS ? static_cast<float>(number) : otherwise;
}

void read_color(const dom::element& element, const char* key, std::span<float> color) {
    dom::array list;
    if (element[key].get(list) != simdjson::SUCCESS) return;
    std::size_t i = 0;
    for (const dom::element channel : list) {
        double value = 0.0;
        if (i < color.size() && channel.get(value) == simdjson::SUCCESS) {
            color[i] = static_cast<float>(std::clamp(value, 0.0, 1.0));
        }
        ++i;
    }
}

Appearance::Material read_material(const dom::element& element) {
    Appearance::Material material;
    material.name = text_at(element, "name");
    read_color(element, "diffuseColor", material.look.diffuse);
    read_color(element, "emissiveColor", material.look.emissive);
    read_color(element, "specularColor", material.look.specular);
    material.look.ambient = number_at(element, "ambientIntensity", 0.2F);
    material.look.transparency = number_at(element, "transparency", 0.0F);
    material.look.shininess = number_at(element, "shininess", 0.2F);
    bool is_smooth = false;
    material.look.is_smooth = element["isSmooth"].get(is_smooth) == simdjson::SUCCESS && is_smooth;
    return material;
}

Appearance::Texture read_texture(const dom::element& element) {
    Appearance::Texture texture;
    texture.image = text_at(element, "image");
    std::ranges::replace(texture.image, '\\', '/');  // As written on Windows.
    texture.wrap = citymodel::texture_wrap_of(text_at(element, "wrapMode"));
    dom::array border;
    if (element["borderColor"].get(border) == simdjson::SUCCESS && border.size() >= 3) {
        texture.border[3] = 1.0F;  // Where only three channels are given.
        read_color(element, "borderColor", texture.border);
    }
    return texture;
}

glm::vec2 read_pair(const dom::element& element) {
    dom::array pair;
    glm::vec2 read(0.0F);
    if (element.get(pair) != simdjson::SUCCESS) return read;
    int i = 0;
    for (const dom::element part : pair) {
        double value = 0.0;
        if (i < 2 && part.get(value) == simdjson::SUCCESS) read[i] = static_cast<float>(value);
        ++i;
    }
    return read;
}

}  // namespace

Appearance read_appearance(const void* element) {
    const auto& root = *static_cast<const dom::element*>(element);
    Appearance appearance;
    dom::array list;
    if (root["materials"].get(list) == simdjson::SUCCESS) {
        for (const dom::element each : list)
            appearance.materials.push_back(read_material(each));
    }
    if (root["textures"].get(list) == simdjson::SUCCESS) {
        for (const dom::element each : list)
            appearance.textures.push_back(read_texture(each));
    }
    if (root["vertices-texture"].get(list) == simdjson::SUCCESS) {
        for (const dom::element each : list)
            appearance.coordinates.push_back(read_pair(each));
    }
    for (const char* key : {"default-theme-texture", "default-theme-material"}) {
        const std::string theme = text_at(root, key);
        if (!theme.empty()) appearance.default_themes.push_back(theme);
    }
    return appearance;
}

}  // namespace belvedere::content::cityjson
