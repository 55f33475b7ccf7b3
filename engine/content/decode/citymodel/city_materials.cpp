// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_materials.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

#include "engine/content/image/decode_image.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citymodel {

CityMaterials::CityMaterials(const CityBatch& batch, std::string_view theme,
                             ResourceReader* resources, TileContentBuilder& builder)
    : batch_(batch),
      resources_(resources),
      builder_(builder),
      of_look_(kCityLooks, kNone),
      of_material_(batch.materials.size(), kNone),
      of_texture_(batch.textures.size(), kNone),
      is_missing_(batch.textures.size(), false) {
    for (std::uint32_t i = 0; i < batch.themes.size() && theme_ == kNone; ++i) {
        if (!theme.empty() && batch.text_of(batch.themes[i]) == theme) theme_ = i;
    }
}

// Files give each surface a material of its own that is like all the others: each would be a draw.
std::uint32_t CityMaterials::add(const MaterialRecord& record) {
    const auto added = static_cast<std::uint32_t>(builder_.materials.size());
    const auto [known, is_new] =
        of_value_.try_emplace(hash_64(std::as_bytes(std::span(&record, 1))), added);
    const bool is_equal =
        !is_new && std::memcmp(&builder_.materials[known->second], &record, sizeof(record)) == 0;
    if (is_equal) return known->second;
    builder_.materials.push_back(record);
    return added;
}

std::uint32_t CityMaterials::plain(CityLook look) {
    std::uint32_t& known = of_look_[static_cast<std::size_t>(look)];
    if (known == kNone) known = add(material_of(look));
    return known;
}

std::uint32_t CityMaterials::image(const CityTexture& texture) {
    if (texture.held < batch_.images.size()) return held_image(*batch_.images[texture.held]);
    const std::string uri(batch_.text_of(texture.image));
    if (resources_ == nullptr || uri.empty()) return kNone;
    const auto bytes = resources_->read(uri);
    const auto record = bytes ? decode_image(*bytes, ColorSpace::kSrgb, builder_)
                              : Result<ImageRecord>(fail(bytes.error()));
    if (!record) {
        builder_.warn("texture " + uri + " is left out: " + record.error().message);
        return kNone;
    }
    builder_.images.push_back(*record);
    return static_cast<std::uint32_t>(builder_.images.size() - 1);
}

std::uint32_t CityMaterials::held_image(const CityImage& image) {
    if (builder_.pixels().size() + image.pixels.size() > content::limits::kImageBytes) {
        builder_.warn("images of models over limits::kImageBytes are left out");
        return kNone;
    }
    ImageRecord record = image.record;
    record.pixels_offset = builder_.add_pixels(image.pixels.size());
    std::ranges::copy(image.pixels, builder_.pixels().begin() +
                                        static_cast<std::ptrdiff_t>(record.pixels_offset));
    builder_.images.push_back(record);
    return static_cast<std::uint32_t>(builder_.images.size() - 1);
}

// kNone when there is no such image.
std::uint32_t CityMaterials::textured(std::uint32_t texture) {
    if (is_missing_[texture]) return kNone;
    std::uint32_t& known = of_texture_[texture];
    if (known != kNone) return known;
    const std::uint32_t found = image(batch_.textures[texture]);
    if (found == kNone) {
        is_missing_[texture] = true;
        return kNone;
    }
    MaterialRecord record = material_of(CityLook::kOther);
    for (float& channel : record.base_color)
        channel = 1.0F;
    record.base_color_texture.image = found;
    record.base_color_texture.wrap_u = batch_.textures[texture].wrap;
    record.base_color_texture.wrap_v = batch_.textures[texture].wrap;
    if (batch_.textures[texture].has_holes) {
        record.alpha_mode = AlphaMode::kMask;
        record.alpha_cutoff = 0.5F;
    }
    if (batch_.textures[texture].is_in_pixels) {
        record.base_color_texture.scale[0] =
            1.0F / static_cast<float>(builder_.images[found].width);
        record.base_color_texture.scale[1] =
            1.0F / static_cast<float>(builder_.images[found].height);
    }
    return known = add(record);
}

CityMaterials::Chosen CityMaterials::choose(const Polygon& polygon, CityLook look) {
    const PolygonAppearance* texture = nullptr;
    const PolygonAppearance* material = nullptr;
    const auto is_before = [](const PolygonAppearance& one, const PolygonAppearance* other) {
        return other == nullptr || one.theme < other->theme;
    };
    for (std::uint32_t i = 0; i < polygon.appearances.count; ++i) {
        const PolygonAppearance& one = batch_.appearances[polygon.appearances.first + i];
        if (theme_ != kNone && one.theme != theme_ && one.theme != kNone) continue;
        const bool has_texture = one.texture != kNone && one.coordinates_first != kNone;
        if (has_texture && is_before(one, texture)) texture = &one;
        if (one.material != kNone && is_before(one, material)) material = &one;
    }
    if (texture != nullptr) {
        const std::uint32_t made = textured(texture->texture);
        if (made != kNone) return {made, texture->coordinates_first, false};
    }
    if (material == nullptr) return {plain(look), kNone, false};
    std::uint32_t& known = of_material_[material->material];
    if (known == kNone) known = add(material_of(batch_.materials[material->material]));
    return {known, kNone, batch_.materials[material->material].is_smooth};
}

}  // namespace belvedere::content::citymodel
