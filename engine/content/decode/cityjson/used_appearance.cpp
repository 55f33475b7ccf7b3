// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/used_appearance.hpp"

#include <algorithm>

namespace belvedere::content::cityjson {

void UsedAppearance::set_source(const Appearance& source) {
    if (source_ == &source) return;
    source_ = &source;
    of_material_.assign(source.materials.size(), kNone);
    of_texture_.assign(source.textures.size(), kNone);
    for (const std::string& name : source.default_themes)
        (void)theme(name);
}

std::uint32_t UsedAppearance::theme(std::string_view name) {
    for (std::size_t i = 0; i < batch_.themes.size(); ++i) {
        if (batch_.text_of(batch_.themes[i]) == name) return static_cast<std::uint32_t>(i);
    }
    batch_.themes.push_back(citymodel::add_text(batch_, name));
    return static_cast<std::uint32_t>(batch_.themes.size() - 1);
}

std::uint32_t UsedAppearance::material(std::uint64_t index) {
    if (index >= of_material_.size()) return kNone;
    std::uint32_t& known = of_material_[index];
    if (known != kNone) return known;
    citymodel::CityMaterial look = source_->materials[index].look;
    look.name = citymodel::add_text(batch_, source_->materials[index].name);
    batch_.materials.push_back(look);
    return known = static_cast<std::uint32_t>(batch_.materials.size() - 1);
}

std::uint32_t UsedAppearance::texture(std::uint64_t index) {
    if (index >= of_texture_.size()) return kNone;
    std::uint32_t& known = of_texture_[index];
    if (known != kNone) return known;
    const Appearance::Texture& source = source_->textures[index];
    citymodel::CityTexture texture;
    texture.image = citymodel::add_text(batch_, source.image);
    texture.wrap = source.wrap;
    std::ranges::copy(source.border, texture.border);
    batch_.textures.push_back(texture);
    return known = static_cast<std::uint32_t>(batch_.textures.size() - 1);
}

}  // namespace belvedere::content::cityjson
