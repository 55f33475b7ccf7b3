// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_materials.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>
#include <string>

#include "engine/content/decode/citymodel/texture_wrap.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/content/image/edged_image.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citymodel {
namespace {

// Of no polygon of the batch: another tile may have the theme that was asked for.
constexpr std::uint32_t kOtherTheme = kNone - 1;

// What is seen beyond an image, opaque: the border over what the surface is without a texture.
Rgba8 edge_of(const CityTexture& texture, const MaterialRecord& beneath) {
    const float share = texture.wrap == TextureWrap::kBorder ? texture.border[3] : 0.0F;
    const auto channel = [&](std::size_t i) {
        const float plain = std::pow(std::clamp(beneath.base_color[i], 0.0F, 1.0F), 1.0F / 2.2F);
        const float mixed = texture.border[i] * share + plain * (1.0F - share);
        return static_cast<std::uint8_t>(std::lround(mixed * 255.0F));
    };
    return {channel(0), channel(1), channel(2), 255};
}

}  // namespace

CityMaterials::CityMaterials(const CityBatch& batch, std::string_view theme,
                             ResourceReader* resources, TileContentBuilder& builder)
    : batch_(batch),
      resources_(resources),
      builder_(builder),
      of_look_(kCityLooks, kNone),
      of_material_(batch.materials.size(), kNone),
      of_texture_(batch.textures.size(), kNone),
      is_missing_(batch.textures.size(), false) {
    if (theme.empty()) return;
    theme_ = kOtherTheme;
    for (std::uint32_t i = 0; i < batch.themes.size() && theme_ == kOtherTheme; ++i) {
        if (batch.text_of(batch.themes[i]) == theme) theme_ = i;
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
    const Wrap wrap = tile_wrap_of(batch_.textures[texture].wrap);
    record.base_color_texture.wrap_u = record.base_color_texture.wrap_v = wrap;
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
        std::uint32_t made = textured(texture->texture);
        if (made != kNone && leaves_image(polygon, *texture)) {
            made = edged(texture->texture, untextured(material, look));
        }
        if (made != kNone) return {made, texture->coordinates_first, false};
    }
    const bool is_smooth = material != nullptr && batch_.materials[material->material].is_smooth;
    return {untextured(material, look), kNone, is_smooth};
}

std::uint32_t CityMaterials::untextured(const PolygonAppearance* material, CityLook look) {
    if (material == nullptr) return plain(look);
    std::uint32_t& known = of_material_[material->material];
    if (known == kNone) known = add(material_of(batch_.materials[material->material]));
    return known;
}

// Whether something is seen beyond the image that is no part of it. Its material was made.
bool CityMaterials::leaves_image(const Polygon& polygon, const PolygonAppearance& look) const {
    const CityTexture& texture = batch_.textures[look.texture];
    if (texture.wrap != TextureWrap::kBorder && texture.wrap != TextureWrap::kNone) return false;
    // Rounded numbers of files reach a little beyond what they mean.
    constexpr float kMargin = 1e-3F;
    const TextureRef& placed = builder_.materials[of_texture_[look.texture]].base_color_texture;
    std::size_t at = look.coordinates_first;
    for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
        const std::uint32_t corners = batch_.rings[polygon.rings.first + r].corners.count;
        for (std::uint32_t i = 0; i < corners; ++i, ++at) {
            const glm::vec2 up = batch_.texture_coordinates[at];
            const float u = up.x * placed.scale[0], v = (1.0F - up.y) * placed.scale[1];
            const bool is_inside =
                u >= -kMargin && u <= 1.0F + kMargin && v >= -kMargin && v <= 1.0F + kMargin;
            if (!is_inside) return true;
        }
    }
    return false;
}

// The texture with a frame of the colour that is seen beyond it, clamped there.
std::uint32_t CityMaterials::edged(std::uint32_t texture, std::uint32_t beneath) {
    const CityTexture& source = batch_.textures[texture];
    const Rgba8 edge = edge_of(source, builder_.materials[beneath]);
    const auto [known, is_new] =
        of_edge_.try_emplace({texture, std::bit_cast<std::uint32_t>(edge)}, kNone);
    if (!is_new) return known->second;
    MaterialRecord record = builder_.materials[of_texture_[texture]];
    known->second = of_texture_[texture];
    TextureRef& placed = record.base_color_texture;
    const ImageRecord plain = builder_.images[placed.image];
    const auto image = edged_image(plain, edge, builder_);
    if (!image) {
        builder_.warn("beyond the texture " + std::string(batch_.text_of(source.image)) +
                      " its edge is shown: " + image.error().message);
        return known->second;
    }
    placed.image = static_cast<std::uint32_t>(builder_.images.size());
    builder_.images.push_back(*image);
    const auto fit = [](std::uint32_t pixels, float& scale, float& offset) {
        const auto width = static_cast<float>(pixels);
        scale *= width / (width + 2.0F);
        offset = 1.0F / (width + 2.0F);
    };
    fit(plain.width, placed.scale[0], placed.offset[0]);
    fit(plain.height, placed.scale[1], placed.offset[1]);
    return known->second = add(record);
}

}  // namespace belvedere::content::citymodel
