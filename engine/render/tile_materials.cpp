// SPDX-License-Identifier: Apache-2.0
#include "engine/render/tile_materials.hpp"

#include <cmath>

namespace belvedere::render {
namespace {

using content::AlphaMode;
using content::TextureRef;
namespace material_flags = content::material_flags;

bool has_image(const TextureRef& texture) {
    return texture.image != content::kNone;
}

// KHR_texture_transform: scale, then turn counter-clockwise, then move.
shared::TextureTransform transform_of(const TextureRef& texture) {
    const float c = std::cos(texture.rotation_rad), s = std::sin(texture.rotation_rad);
    shared::TextureTransform transform;
    transform.row_u = glm::vec4(c * texture.scale[0], s * texture.scale[1], texture.offset[0],
                                static_cast<float>(texture.uv_set));
    transform.row_v =
        glm::vec4(-s * texture.scale[0], c * texture.scale[1], texture.offset[1], 0.0f);
    return transform;
}

VkSamplerAddressMode address_mode(content::Wrap wrap) {
    switch (wrap) {
        case content::Wrap::kRepeat:
            return VK_SAMPLER_ADDRESS_MODE_REPEAT;
        case content::Wrap::kClamp:
            return VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
        case content::Wrap::kMirror:
            return VK_SAMPLER_ADDRESS_MODE_MIRRORED_REPEAT;
    }
    return VK_SAMPLER_ADDRESS_MODE_REPEAT;
}

float one_if(bool condition) {
    return condition ? 1.0f : 0.0f;
}

// Left out factors read as metal 1 and roughness 1 in glTF. A perfectly rough metal city does not
// exist: such a material was never filled in, and is shown matte.
bool is_unset_metal(const content::MaterialRecord& material) {
    return material.metallic >= 1.0f && material.roughness >= 1.0f &&
           !has_image(material.metallic_roughness_texture) &&
           (material.flags & material_flags::kSpecularGlossiness) == 0;
}

bool has_maps(const content::MaterialRecord& material) {
    return has_image(material.base_color_texture) ||
           has_image(material.metallic_roughness_texture) || has_image(material.normal_texture) ||
           has_image(material.occlusion_texture) || has_image(material.emissive_texture);
}

bool emits(const content::MaterialRecord& material) {
    return material.emissive[0] > 0.0f || material.emissive[1] > 0.0f ||
           material.emissive[2] > 0.0f;
}

bool is_matte(const content::MaterialRecord& material) {
    return is_unset_metal(material) || (material.metallic <= 0.01f && material.roughness >= 0.85f);
}

}  // namespace

shared::MaterialData material_data(const content::MaterialRecord& material) {
    shared::MaterialData data{};
    const auto& base = material.base_color;
    data.base_color = glm::vec4(base[0], base[1], base[2], base[3]);
    data.emissive = glm::vec4(material.emissive[0], material.emissive[1], material.emissive[2],
                              material.alpha_cutoff);
    data.surface =
        glm::vec4(is_unset_metal(material) ? 0.0f : material.metallic, material.roughness,
                  material.normal_scale, material.occlusion_strength);
    data.has_texture = glm::vec4(one_if(has_image(material.metallic_roughness_texture)),
                                 one_if(has_image(material.normal_texture)),
                                 one_if(has_image(material.occlusion_texture)),
                                 one_if(has_image(material.emissive_texture)));
    data.model = glm::vec4(one_if((material.flags & material_flags::kUnlit) != 0),
                           one_if((material.flags & material_flags::kSpecularGlossiness) != 0),
                           one_if(material.alpha_mode == AlphaMode::kMask),
                           one_if(has_image(material.base_color_texture)));
    data.transforms[0] = transform_of(material.base_color_texture);
    data.transforms[1] = transform_of(material.metallic_roughness_texture);
    data.transforms[2] = transform_of(material.normal_texture);
    data.transforms[3] = transform_of(material.occlusion_texture);
    data.transforms[4] = transform_of(material.emissive_texture);
    return data;
}

bool is_unpainted(const content::PrimitiveRecord& primitive,
                  const content::MaterialRecord& material) {
    constexpr float kWhite = 0.95f;
    const bool is_white = material.base_color[0] >= kWhite && material.base_color[1] >= kWhite &&
                          material.base_color[2] >= kWhite;
    return is_white && (material.metallic <= 0.01f || is_unset_metal(material)) &&
           !has_maps(material) && !emits(material) &&
           primitive.topology == content::Topology::kTriangles &&
           primitive.color_first == content::kNone &&
           material.alpha_mode == content::AlphaMode::kOpaque &&
           (material.flags & material_flags::kUnlit) == 0;
}

TileShading shading_of(const content::PrimitiveRecord& primitive,
                       const content::MaterialRecord& material) {
    if (primitive.topology == content::Topology::kPoints) return TileShading::kPoints;
    if (primitive.topology == content::Topology::kLines) return TileShading::kLines;
    const bool has_normals = (primitive.flags & content::primitive_flags::kHasNormals) != 0;
    if (has_maps(material) || emits(material) || !has_normals ||
        primitive.color_first != content::kNone || material.alpha_mode != AlphaMode::kOpaque ||
        (material.flags & material_flags::kUnlit) != 0) {
        return TileShading::kMaterial;
    }
    return is_matte(material) || is_unpainted(primitive, material) ? TileShading::kPlain
                                                                   : TileShading::kGlossy;
}

gpu::SamplerOptions sampler_of(const TextureRef& texture, float anisotropy) {
    const bool is_linear = texture.filter == content::Filter::kLinear;
    const VkFilter filter = is_linear ? VK_FILTER_LINEAR : VK_FILTER_NEAREST;
    return {.magnify = filter,
            .minify = VK_FILTER_LINEAR,
            .wrap_u = address_mode(texture.wrap_u),
            .wrap_v = address_mode(texture.wrap_v),
            .anisotropy = is_linear ? anisotropy : 1.0f};
}

VkFormat format_of(const content::ImageRecord& image, bool has_bc_textures) {
    const bool is_srgb = image.is_srgb != 0;
    if (image.format == content::PixelFormat::kRgba8) {
        return is_srgb ? VK_FORMAT_R8G8B8A8_SRGB : VK_FORMAT_R8G8B8A8_UNORM;
    }
    if (!has_bc_textures) return VK_FORMAT_UNDEFINED;
    switch (image.format) {
        case content::PixelFormat::kBc1:
            return is_srgb ? VK_FORMAT_BC1_RGBA_SRGB_BLOCK : VK_FORMAT_BC1_RGBA_UNORM_BLOCK;
        case content::PixelFormat::kBc3:
            return is_srgb ? VK_FORMAT_BC3_SRGB_BLOCK : VK_FORMAT_BC3_UNORM_BLOCK;
        case content::PixelFormat::kBc4:
            return VK_FORMAT_BC4_UNORM_BLOCK;
        case content::PixelFormat::kBc5:
            return VK_FORMAT_BC5_UNORM_BLOCK;
        case content::PixelFormat::kBc7:
            return is_srgb ? VK_FORMAT_BC7_SRGB_BLOCK : VK_FORMAT_BC7_UNORM_BLOCK;
        case content::PixelFormat::kRgba8:
            break;
    }
    return VK_FORMAT_UNDEFINED;
}

}  // namespace belvedere::render
