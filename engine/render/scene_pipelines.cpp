// SPDX-License-Identifier: Apache-2.0
#include "engine/render/scene_pipelines.hpp"

#include <string>

#include "engine/content/tile_content.hpp"

namespace belvedere::render {
namespace {

using content::InstanceRecord;
using content::Rgba8;
using content::VertexGeometry;
using content::VertexSurface;

struct ShaderNames {
    std::string_view vertex;
    std::string_view fragment;  // Empty: depth only.
    VkPrimitiveTopology topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
};

ShaderNames names_of(SceneShader shader) {
    switch (shader) {
        case SceneShader::kVertexLit:
            return {"vertex_lit.vert", "vertex_lit.frag"};
        case SceneShader::kLean:
            return {"lean.vert", "lean.frag"};
        case SceneShader::kLeanInstanced:
            return {"lean_instanced.vert", "lean.frag"};
        case SceneShader::kGround:
            return {"ground.vert", "ground.frag"};
        case SceneShader::kMaterial:
            return {"full.vert", "full.frag"};
        case SceneShader::kPoint:
            return {"point.vert", "unlit.frag", VK_PRIMITIVE_TOPOLOGY_POINT_LIST};
        case SceneShader::kLine:
            return {"point.vert", "unlit.frag", VK_PRIMITIVE_TOPOLOGY_LINE_LIST};
        case SceneShader::kShadow:
            return {"shadow.vert", ""};
        case SceneShader::kPickTriangles:
            return {"pick.vert", "pick.frag"};
        case SceneShader::kPickLines:
            return {"pick.vert", "pick.frag", VK_PRIMITIVE_TOPOLOGY_LINE_LIST};
        case SceneShader::kPickPoints:
            return {"pick.vert", "pick.frag", VK_PRIMITIVE_TOPOLOGY_POINT_LIST};
    }
    return {};
}

// Which streams a vertex shader reads; others are not bound, since each costs fetching.
struct Streams {
    bool feature = true;
    bool normal = false;
    bool surface = false;
    bool color = false;
    bool instance = false;
};

Streams streams_of(SceneShader shader) {
    switch (shader) {
        case SceneShader::kVertexLit:
        case SceneShader::kLean:
            return {.normal = true};
        case SceneShader::kGround:
            return {.feature = false, .normal = true};
        case SceneShader::kLeanInstanced:
            return {.normal = true, .instance = true};
        case SceneShader::kMaterial:
            return {.normal = true, .surface = true, .color = true, .instance = true};
        case SceneShader::kPoint:
        case SceneShader::kLine:
            return {.color = true, .instance = true};
        default:
            return {.instance = true};
    }
}

void add_streams(gpu::GraphicsPipelineDescription& description, const Streams& streams) {
    const auto bind = [&](StreamBinding stream, std::uint32_t stride, VkVertexInputRate rate) {
        description.vertex_bindings.push_back({static_cast<std::uint32_t>(stream), stride, rate});
    };
    const auto attribute = [&](std::uint32_t location, StreamBinding stream, VkFormat format,
                               std::size_t offset) {
        description.vertex_attributes.push_back({location, static_cast<std::uint32_t>(stream),
                                                 format, static_cast<std::uint32_t>(offset)});
    };
    const StreamBinding geometry = StreamBinding::kGeometry;
    bind(geometry, sizeof(VertexGeometry), VK_VERTEX_INPUT_RATE_VERTEX);
    attribute(0, geometry, VK_FORMAT_R32G32B32_SFLOAT, offsetof(VertexGeometry, position_m));
    if (streams.normal) {
        attribute(1, geometry, VK_FORMAT_R16G16_SNORM, offsetof(VertexGeometry, normal_oct));
    }
    if (streams.feature) {
        attribute(2, geometry, VK_FORMAT_R32_UINT, offsetof(VertexGeometry, feature));
    }
    if (streams.surface) {
        const StreamBinding surface = StreamBinding::kSurface;
        bind(surface, sizeof(VertexSurface), VK_VERTEX_INPUT_RATE_VERTEX);
        attribute(3, surface, VK_FORMAT_R32G32_SFLOAT, offsetof(VertexSurface, uv0));
        attribute(4, surface, VK_FORMAT_R32G32_SFLOAT, offsetof(VertexSurface, uv1));
        attribute(5, surface, VK_FORMAT_R8G8B8A8_SNORM, offsetof(VertexSurface, tangent));
    }
    if (streams.color) {
        bind(StreamBinding::kColor, sizeof(Rgba8), VK_VERTEX_INPUT_RATE_VERTEX);
        attribute(6, StreamBinding::kColor, VK_FORMAT_R8G8B8A8_UNORM, 0);
    }
    if (streams.instance) {
        const StreamBinding instance = StreamBinding::kInstance;
        bind(instance, sizeof(InstanceRecord), VK_VERTEX_INPUT_RATE_INSTANCE);
        for (std::uint32_t row = 0; row < 3; ++row) {
            attribute(7 + row, instance, VK_FORMAT_R32G32B32A32_SFLOAT, row * 16);
        }
        attribute(10, instance, VK_FORMAT_R32_UINT, offsetof(InstanceRecord, feature));
    }
}

}  // namespace

Result<VkPipeline> ScenePipelines::ensure(const SceneVariant& variant, VkRenderPass pass) {
    if (const auto found = pipelines_.find(variant); found != pipelines_.end()) {
        return found->second.get();
    }
    const ShaderNames names = names_of(variant.shader);
    gpu::GraphicsPipelineDescription description;
    description.name = std::string(names.vertex);
    description.layout = layout_;
    description.pass = pass;
    auto vertex = shaders_.find(names.vertex);
    if (!vertex) return fail(vertex.error());
    description.vertex_shader = *vertex;
    if (!names.fragment.empty()) {
        auto fragment = shaders_.find(names.fragment);
        if (!fragment) return fail(fragment.error());
        description.fragment_shader = *fragment;
    }
    const auto flag = [](bool value) { return value ? 1u : 0u; };
    description.constants = {{constant_id::kStyled, flag(variant.is_styled)},
                             {constant_id::kToneMapHere, flag(variant.tone_maps)},
                             {constant_id::kShadowCascades, variant.cascades},
                             {constant_id::kHaze, flag(variant.has_haze)},
                             {constant_id::kPhysical, flag(variant.is_physical)},
                             {constant_id::kAlphaMask, flag(variant.is_masked)},
                             {constant_id::kSoftShadows, flag(variant.has_soft_shadows)}};
    add_streams(description, streams_of(variant.shader));
    description.topology = names.topology;
    description.samples = static_cast<VkSampleCountFlagBits>(variant.samples);
    description.colours = {variant.is_blended ? gpu::Blend::kAlpha : gpu::Blend::kOff};
    description.depth.write = !variant.is_blended;
    if (variant.shader == SceneShader::kShadow) {
        description.colours.clear();
        description.depth.compare = VK_COMPARE_OP_LESS;
        description.depth.bias = true;
    }
    auto pipeline = gpu::create_graphics_pipeline(device_, cache_, description);
    if (!pipeline) return fail(pipeline.error());
    const VkPipeline handle = pipeline->get();
    pipelines_.emplace(variant, std::move(*pipeline));
    return handle;
}

}  // namespace belvedere::render
