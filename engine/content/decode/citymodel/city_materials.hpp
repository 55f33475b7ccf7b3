// SPDX-License-Identifier: Apache-2.0
// The materials of a tile of city objects, made when they are first needed.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/content/decode/citymodel/city_look.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/decode_content.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::citymodel {

// Reads textures once each; a missing or broken one is a warning, and its surfaces are plain. One
// job at a time; borrows all it is given.
class CityMaterials {
  public:
    CityMaterials(const CityBatch& batch, std::string_view theme, ResourceReader* resources,
                  TileContentBuilder& builder);

    struct Chosen {
        std::uint32_t material = 0;               // In the builder's materials.
        std::uint32_t coordinates_first = kNone;  // In CityBatch::texture_coordinates.
        bool is_smooth = false;
    };
    // By the polygon's texture or material in the theme, else by what it is.
    [[nodiscard]] Chosen choose(const Polygon& polygon, CityLook look);
    [[nodiscard]] std::uint32_t plain(CityLook look);

  private:
    [[nodiscard]] std::uint32_t add(const MaterialRecord& record);
    [[nodiscard]] std::uint32_t untextured(const PolygonAppearance* material, CityLook look);
    [[nodiscard]] std::uint32_t textured(std::uint32_t texture);
    [[nodiscard]] std::uint32_t edged(std::uint32_t texture, std::uint32_t beneath);
    [[nodiscard]] bool leaves_image(const Polygon& polygon, const PolygonAppearance& look) const;
    [[nodiscard]] std::uint32_t image(const CityTexture& texture);
    [[nodiscard]] std::uint32_t held_image(const CityImage& image);

    const CityBatch& batch_;
    ResourceReader* resources_;
    TileContentBuilder& builder_;
    std::uint32_t theme_ = kNone;  // kNone: the first that says anything of a polygon.
    std::vector<std::uint32_t> of_look_, of_material_, of_texture_;  // kNone: not made yet.
    // Of a texture and the colour around it; kNone where that cannot be.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_edge_;
    std::unordered_map<std::uint64_t, std::uint32_t> of_value_;  // By the hash of a record.
    std::vector<bool> is_missing_;                               // Textures that failed.
};

}  // namespace belvedere::content::citymodel
