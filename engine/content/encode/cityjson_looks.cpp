// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/cityjson_looks.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "engine/content/decode/citymodel/texture_wrap.hpp"

namespace belvedere::content::encode {

namespace {

using citymodel::Polygon;
using citymodel::PolygonAppearance;

void write_color(JsonWriter& json, const char* key, std::span<const float> color) {
    json.key(key).begin_array();
    for (const float channel : color)
        json.number(std::clamp(channel, 0.0F, 1.0F));
    json.end_array();
}

// The place of an entry: one that is equal and that this batch has not taken yet, or a new one.
std::uint32_t place_of(std::string text, std::vector<std::string>& entries,
                       std::multimap<std::string, std::uint32_t>& known,
                       std::set<std::uint32_t>& taken) {
    const auto [first, last] = known.equal_range(text);
    for (auto each = first; each != last; ++each) {
        if (taken.insert(each->second).second) return each->second;
    }
    const auto place = static_cast<std::uint32_t>(entries.size());
    known.emplace(text, place);
    entries.push_back(std::move(text));
    taken.insert(place);
    return place;
}

}  // namespace

std::string CityJsonLooks::theme_name(std::uint32_t theme) const {
    const std::string_view name =
        theme < batch_.themes.size() ? batch_.text_of(batch_.themes[theme]) : std::string_view{};
    return name.empty() ? "visual" : std::string(name);
}

std::uint32_t CityJsonLooks::material(std::uint32_t of_batch) {
    const auto found = materials_.find(of_batch);
    if (found != materials_.end()) return found->second;
    const citymodel::CityMaterial& source = batch_.materials[of_batch];
    JsonWriter json;
    const std::string_view name = batch_.text_of(source.name);
    json.begin_object().key("name").text(name.empty() ? "material" : name);
    write_color(json, "diffuseColor", source.diffuse);
    write_color(json, "emissiveColor", source.emissive);
    write_color(json, "specularColor", source.specular);
    json.key("ambientIntensity").number(source.ambient);
    json.key("transparency").number(source.transparency);
    json.key("shininess").number(source.shininess);
    json.key("isSmooth").boolean(source.is_smooth).end_object();
    return materials_[of_batch] =
               place_of(json.take(), pool_.materials, pool_.known_materials, taken_materials_);
}

const CityJsonLooks::Texture& CityJsonLooks::texture(std::uint32_t of_batch) {
    const auto [known, is_new] = textures_.try_emplace(of_batch);
    Texture& made = known->second;
    if (!is_new) return made;
    const citymodel::CityTexture& source = batch_.textures[of_batch];
    if (images_ == nullptr) {
        notes_.insert("textures are left out");
        return made;
    }
    const CityJsonImages::Named named = images_->name_of(batch_, source);
    if (named.name.empty()) return made;
    if (source.is_in_pixels) {
        if (named.width == 0 || named.height == 0) {
            notes_.insert("images from above whose size is unknown are left out");
            return made;
        }
        made.pixels = {static_cast<float>(named.width), static_cast<float>(named.height)};
    }
    JsonWriter json;
    json.begin_object().key("type").text(named.is_jpeg ? "JPG" : "PNG");
    json.key("image").text(named.name);
    json.key("wrapMode").text(citymodel::word_of(source.wrap));
    if (source.wrap == citymodel::TextureWrap::kBorder) {
        write_color(json, "borderColor", source.border);
    }
    json.end_object();
    made.place = place_of(json.take(), pool_.textures, pool_.known_textures, taken_textures_);
    return made;
}

std::uint64_t CityJsonLooks::coordinate(const glm::vec2& at) {
    const auto next = static_cast<std::uint64_t>(pool_.coordinates.size());
    // What is no number has no order either.
    const glm::vec2 sound(at.x == at.x ? at.x : 0.0F, at.y == at.y ? at.y : 0.0F);
    const auto [found, is_new] = pool_.known_coordinates.try_emplace({sound.x, sound.y}, next);
    if (is_new) pool_.coordinates.push_back(sound);
    return found->second;
}

void CityJsonLooks::write(JsonWriter& json, const SurfaceList& surfaces) {
    write_materials(json, surfaces);
    write_textures(json, surfaces);
}

void CityJsonLooks::write_materials(JsonWriter& json, const SurfaceList& surfaces) {
    // By theme: the material of each polygon.
    std::map<std::uint32_t, std::vector<std::uint32_t>> themes;
    for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
        const Polygon& polygon = batch_.polygons[surfaces.polygons[i]];
        for (std::uint32_t k = 0; k < polygon.appearances.count; ++k) {
            const auto& look = batch_.appearances[polygon.appearances.first + k];
            if (look.material == kNone) continue;
            auto& values = themes[look.theme];
            values.resize(surfaces.polygons.size(), kNone);
            values[i] = look.material;
        }
    }
    if (themes.empty()) return;
    json.key("material").begin_object();
    for (const auto& [theme, values] : themes) {
        const std::string name = theme_name(theme);
        if (pool_.default_material_theme.empty()) pool_.default_material_theme = name;
        json.key(name).begin_object().key("values");
        SurfaceArrays arrays(json, batch_, surfaces);
        for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
            const std::uint32_t value = values[i];
            arrays.begin(i);
            if (value == kNone) {
                json.json("null");
            } else {
                json.number(material(value));
            }
        }
        arrays.end();
        json.end_object();
    }
    json.end_object();
}

// A list for each ring: the texture and its coordinates, or null.
void CityJsonLooks::write_rings(JsonWriter& json, const Polygon& polygon,
                                const PolygonAppearance* look) {
    const Texture* texture_of_look = look != nullptr ? &texture(look->texture) : nullptr;
    json.begin_array();
    std::uint32_t at = look != nullptr ? look->coordinates_first : 0;
    for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
        json.begin_array();
        if (texture_of_look == nullptr || texture_of_look->place == kNone) {
            json.json("null").end_array();
            continue;
        }
        json.number(texture_of_look->place);
        const std::uint32_t corners = batch_.rings[polygon.rings.first + r].corners.count;
        for (std::uint32_t i = 0; i < corners; ++i) {
            glm::vec2 place = batch_.texture_coordinates[at++];
            if (batch_.textures[look->texture].is_in_pixels) {
                place = {place.x / texture_of_look->pixels.x,
                         1.0F - (1.0F - place.y) / texture_of_look->pixels.y};
            }
            json.number(coordinate(place));
        }
        json.end_array();
    }
    json.end_array();
}

void CityJsonLooks::write_textures(JsonWriter& json, const SurfaceList& surfaces) {
    std::map<std::uint32_t, std::vector<const PolygonAppearance*>> themes;
    for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
        const Polygon& polygon = batch_.polygons[surfaces.polygons[i]];
        for (std::uint32_t k = 0; k < polygon.appearances.count; ++k) {
            const auto& look = batch_.appearances[polygon.appearances.first + k];
            if (look.texture == kNone || look.coordinates_first == kNone) continue;
            if (texture(look.texture).place == kNone) continue;
            auto& values = themes[look.theme];
            values.resize(surfaces.polygons.size(), nullptr);
            values[i] = &look;
        }
    }
    if (themes.empty()) return;
    json.key("texture").begin_object();
    for (const auto& [theme, values] : themes) {
        const std::string name = theme_name(theme);
        if (pool_.default_texture_theme.empty()) pool_.default_texture_theme = name;
        json.key(name).begin_object().key("values");
        SurfaceArrays arrays(json, batch_, surfaces);
        for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
            arrays.begin(i);
            write_rings(json, batch_.polygons[surfaces.polygons[i]], values[i]);
        }
        arrays.end();
        json.end_object();
    }
    json.end_object();
}

void write_cityjson_appearance(JsonWriter& json, const CityJsonLookPool& pool) {
    if (pool.materials.empty() && pool.textures.empty()) return;
    json.key("appearance").begin_object();
    const auto write_list = [&json](const char* key, const std::vector<std::string>& entries) {
        if (entries.empty()) return;
        json.key(key).begin_array();
        for (const std::string& one : entries)
            json.json(one);
        json.end_array();
    };
    if (!pool.default_texture_theme.empty()) {
        json.key("default-theme-texture").text(pool.default_texture_theme);
    }
    if (!pool.default_material_theme.empty()) {
        json.key("default-theme-material").text(pool.default_material_theme);
    }
    write_list("materials", pool.materials);
    write_list("textures", pool.textures);
    if (!pool.coordinates.empty()) {
        json.key("vertices-texture").begin_array();
        for (const glm::vec2& at : pool.coordinates)
            json.begin_array().number(at.x).number(at.y).end_array();
        json.end_array();
    }
    json.end_object();
}

}  // namespace belvedere::content::encode
