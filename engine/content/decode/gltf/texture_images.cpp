// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/texture_images.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "engine/content/image/decode_image.hpp"

namespace belvedere::content::gltf {

bool uses_textures(const MaterialRecord& material) {
    const TextureRef* references[] = {
        &material.base_color_texture, &material.metallic_roughness_texture,
        &material.normal_texture, &material.occlusion_texture, &material.emissive_texture};
    return std::ranges::any_of(
        references, [](const TextureRef* reference) { return reference->image != kNone; });
}

Result<Bytes> TextureImages::image_bytes(std::uint32_t image) const {
    const Image& source = document_.images[image];
    if (source.view != kNone) {
        auto view = buffers_.view(source.view);
        if (!view) return fail(std::move(view.error()));
        return Bytes(view->begin(), view->end());
    }
    if (source.uri.empty()) return fail(ErrorKind::kBadData, "it has no source");
    return buffers_.read_uri(source.uri);
}

std::uint32_t TextureImages::image(std::uint32_t index, ColorSpace color_space) {
    const auto [at, is_new] = images_.try_emplace({index, color_space}, kNone);
    if (!is_new) return at->second;
    auto bytes = image_bytes(index);
    auto record = bytes ? decode_image(*bytes, color_space, builder_)
                        : Result<ImageRecord>(fail(std::move(bytes.error())));
    if (!record) {
        builder_.warn("images[" + std::to_string(index) +
                      "] is left out: " + record.error().message);
        return kNone;
    }
    at->second = static_cast<std::uint32_t>(builder_.images.size());
    builder_.images.push_back(*record);
    return at->second;
}

void TextureImages::resolve(TextureRef& reference, ColorSpace color_space) {
    if (reference.image == kNone) return;
    const Texture& texture = document_.textures[reference.image];
    reference.image = kNone;
    if (texture.image != kNone) reference.image = image(texture.image, color_space);
    if (reference.image == kNone && texture.fallback != kNone) {
        reference.image = image(texture.fallback, color_space);
    }
}

std::uint32_t TextureImages::material(std::uint32_t index) {
    const auto [at, is_new] = materials_.try_emplace(index, kNone);
    if (!is_new) return at->second;
    MaterialRecord record = index == kNone ? default_material() : document_.materials[index].record;
    const bool is_specular = (record.flags & material_flags::kSpecularGlossiness) != 0;
    resolve(record.base_color_texture, ColorSpace::kSrgb);
    resolve(record.metallic_roughness_texture,
            is_specular ? ColorSpace::kSrgb : ColorSpace::kLinear);
    resolve(record.normal_texture, ColorSpace::kLinear);
    resolve(record.occlusion_texture, ColorSpace::kLinear);
    resolve(record.emissive_texture, ColorSpace::kSrgb);
    at->second = static_cast<std::uint32_t>(builder_.materials.size());
    builder_.materials.push_back(record);
    return at->second;
}

bool TextureImages::is_textured(std::uint32_t index) const {
    return index != kNone && uses_textures(document_.materials[index].record);
}

std::optional<RgbaPixels> TextureImages::read_pixels(std::uint32_t texture) const {
    const std::uint32_t image = document_.textures[texture].image;
    if (image == kNone) return std::nullopt;
    const auto bytes = image_bytes(image);
    if (!bytes) return std::nullopt;
    const auto plain = decode_plain_image(*bytes);
    if (!plain) return std::nullopt;
    RgbaPixels pixels{plain->size.width, plain->size.height, {}};
    pixels.rgba.resize(plain->rgba.size());
    std::memcpy(pixels.rgba.data(), plain->rgba.data(), plain->rgba.size());
    return pixels;
}

}  // namespace belvedere::content::gltf
