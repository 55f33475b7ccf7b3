// SPDX-License-Identifier: Apache-2.0
// Materials of a tile as shaders read them.
#pragma once

#include <volk.h>

#include "engine/content/tile_content.hpp"
#include "engine/gpu/sampler.hpp"
#include "engine/render/tile_resources.hpp"
#include "shaders/shared/frame_data.h"

namespace belvedere::render {

// Pure.
[[nodiscard]] shared::MaterialData material_data(const content::MaterialRecord& material);
[[nodiscard]] TileShading shading_of(const content::PrimitiveRecord& primitive,
                                     const content::MaterialRecord& material);
// Whether a surface is white only because nobody gave it a colour: opaque, no metal, no texture, no
// vertex colours. Such models are shown in plaster and roof tones (shaders/include/unpainted.glsl)
// and matte, whatever gloss an exporter left in (city models come with 0, a mirror).
[[nodiscard]] bool is_unpainted(const content::PrimitiveRecord& primitive,
                                const content::MaterialRecord& material);
[[nodiscard]] gpu::SamplerOptions sampler_of(const content::TextureRef& texture, float anisotropy);
// VK_FORMAT_UNDEFINED when the device cannot sample it.
[[nodiscard]] VkFormat format_of(const content::ImageRecord& image, bool has_bc_textures);

}  // namespace belvedere::render
