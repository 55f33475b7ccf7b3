// SPDX-License-Identifier: Apache-2.0
// The images and materials of a document, decoded when something drawn asks for them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/feature_rows.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/content/image/mip_chain.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

[[nodiscard]] bool uses_textures(const MaterialRecord& material);

// One document. A broken image is a warning; what it would colour keeps its plain factor.
class TextureImages {
  public:
    TextureImages(const Document& document, BufferStore& buffers, TileContentBuilder& builder)
        : document_(document), buffers_(buffers), builder_(builder) {}

    // The builder's record of a material (kNone: glTF's default material), its images decoded.
    [[nodiscard]] std::uint32_t material(std::uint32_t index);
    // Whether a material of the document names a texture; decodes nothing.
    [[nodiscard]] bool is_textured(std::uint32_t index) const;
    // Pixels of a texture, for feature ids.
    [[nodiscard]] std::optional<RgbaPixels> read_pixels(std::uint32_t texture) const;

  private:
    [[nodiscard]] Result<Bytes> image_bytes(std::uint32_t image) const;
    [[nodiscard]] std::uint32_t image(std::uint32_t image, ColorSpace color_space);
    void resolve(TextureRef& reference, ColorSpace color_space);

    const Document& document_;
    BufferStore& buffers_;
    TileContentBuilder& builder_;
    std::map<std::uint32_t, std::uint32_t> materials_;
    std::map<std::pair<std::uint32_t, ColorSpace>, std::uint32_t> images_;
};

}  // namespace belvedere::content::gltf
