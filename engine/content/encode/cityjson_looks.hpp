// SPDX-License-Identifier: Apache-2.0
// What geometries look like as CityJSON (2.0, section 6): materials, textures, coordinates.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/content/encode/surface_arrays.hpp"

namespace belvedere::content::encode {

// Where images of textures are put; the writer of the document asks for each once a batch.
class CityJsonImages {
  public:
    virtual ~CityJsonImages() = default;
    struct Named {
        std::string name;         // As the document names it; empty: the texture is left out.
        bool is_jpeg = false;     // Else PNG: CityJSON knows no others.
        std::uint32_t width = 0;  // Asked for where coordinates count pixels; 0: unknown.
        std::uint32_t height = 0;
    };
    [[nodiscard]] virtual Named name_of(const citymodel::CityBatch& batch,
                                        const citymodel::CityTexture& texture) = 0;
};

// The "appearance" of a document. Equal entries of different batches are one; those of one batch
// stay apart, as the source has them. Grows; one thread.
struct CityJsonLookPool {
    std::vector<std::string> materials, textures;  // JSON objects.
    std::vector<glm::vec2> coordinates;
    std::multimap<std::string, std::uint32_t> known_materials, known_textures;
    std::map<std::array<float, 2>, std::uint64_t> known_coordinates;
    std::string default_material_theme, default_texture_theme;
};

// The looks of one batch's geometries; borrows all it is given. `images` may be null: textures are
// left out.
class CityJsonLooks {
  public:
    CityJsonLooks(const citymodel::CityBatch& batch, CityJsonLookPool& pool, CityJsonImages* images)
        : batch_(batch), pool_(pool), images_(images) {}

    // "material" and "texture" of the geometry that is open.
    void write(JsonWriter& json, const SurfaceList& surfaces);
    [[nodiscard]] const std::set<std::string>& notes() const { return notes_; }

  private:
    struct Texture {
        std::uint32_t place = kNone;  // In the pool; kNone: left out.
        glm::vec2 pixels{1.0F};       // That coordinates are divided by.
    };
    void write_materials(JsonWriter& json, const SurfaceList& surfaces);
    void write_textures(JsonWriter& json, const SurfaceList& surfaces);
    void write_rings(JsonWriter& json, const citymodel::Polygon& polygon,
                     const citymodel::PolygonAppearance* look);
    [[nodiscard]] std::uint32_t material(std::uint32_t of_batch);
    [[nodiscard]] const Texture& texture(std::uint32_t of_batch);
    [[nodiscard]] std::uint64_t coordinate(const glm::vec2& at);
    [[nodiscard]] std::string theme_name(std::uint32_t theme) const;

    const citymodel::CityBatch& batch_;
    CityJsonLookPool& pool_;
    CityJsonImages* images_;
    std::map<std::uint32_t, std::uint32_t> materials_;
    std::map<std::uint32_t, Texture> textures_;
    std::set<std::uint32_t> taken_materials_, taken_textures_;  // Of the pool, by this batch.
    std::set<std::string> notes_;
};

// "appearance" of the document, when it has one.
void write_cityjson_appearance(JsonWriter& json, const CityJsonLookPool& pool);

}  // namespace belvedere::content::encode
