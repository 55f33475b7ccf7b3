// SPDX-License-Identifier: Apache-2.0
// The "appearance" of a CityJSON file or feature (CityJSON 2.0, section 6).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// Materials and textures by their places in the file; plain data.
struct Appearance {
    struct Material {
        citymodel::CityMaterial look;
        std::string name;
    };
    struct Texture {
        std::string image;
        citymodel::TextureWrap wrap = citymodel::TextureWrap::kWrap;
        float border[4] = {0.0F, 0.0F, 0.0F, 0.0F};
    };
    std::vector<Material> materials;
    std::vector<Texture> textures;
    std::vector<glm::vec2> coordinates;
    std::vector<std::string> default_themes;  // Shown first.

    [[nodiscard]] bool empty() const { return materials.empty() && textures.empty(); }
};

// `element` is a simdjson::dom::element by address. Entries that are none are kept as plain ones,
// so that places hold.
[[nodiscard]] Appearance read_appearance(const void* element);

}  // namespace belvedere::content::cityjson
