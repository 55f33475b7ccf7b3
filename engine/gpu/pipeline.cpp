// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/pipeline.hpp"

#include <array>
#include <cassert>

#include "engine/gpu/device.hpp"

namespace belvedere::gpu {
namespace {

// The constants in the shape that Vulkan takes; must stay where it is while it is used.
class Specialization final {
  public:
    explicit Specialization(const std::vector<SpecializationConstant>& constants) {
        for (const SpecializationConstant& constant : constants) {
            const auto offset = static_cast<std::uint32_t>(values_.size() * sizeof(std::uint32_t));
            entries_.push_back({constant.id, offset, sizeof(std::uint32_t)});
            values_.push_back(constant.value);
        }
        info_ = {static_cast<std::uint32_t>(entries_.size()), entries_.data(),
                 values_.size() * sizeof(std::uint32_t), values_.data()};
    }
    Specialization(const Specialization&) = delete;
    Specialization& operator=(const Specialization&) = delete;

    [[nodiscard]] VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits stage,
                                                        VkShaderModule module) const {
        return {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                .stage = stage,
                .module = module,
                .pName = "main",
                .pSpecializationInfo = &info_};
    }

  private:
    std::vector<VkSpecializationMapEntry> entries_;
    std::vector<std::uint32_t> values_;
    VkSpecializationInfo info_{};
};

VkPipelineColorBlendAttachmentState blend_state(Blend blend) {
    constexpr VkColorComponentFlags kAll = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT |
                                           VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT;
    VkPipelineColorBlendAttachmentState state{};
    state.colorWriteMask = kAll;
    state.blendEnable = blend == Blend::kOff ? VK_FALSE : VK_TRUE;
    state.srcColorBlendFactor =
        blend == Blend::kAlpha ? VK_BLEND_FACTOR_SRC_ALPHA : VK_BLEND_FACTOR_ONE;
    state.dstColorBlendFactor =
        blend == Blend::kAdditive ? VK_BLEND_FACTOR_ONE : VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    state.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    state.dstAlphaBlendFactor = state.dstColorBlendFactor;
    return state;
}

std::vector<VkDynamicState> dynamic_states(const GraphicsPipelineDescription& description) {
    std::vector<VkDynamicState> states{VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR,
                                       VK_DYNAMIC_STATE_CULL_MODE, VK_DYNAMIC_STATE_FRONT_FACE,
                                       VK_DYNAMIC_STATE_PRIMITIVE_TOPOLOGY};
    if (!description.vertex_bindings.empty()) {
        states.push_back(VK_DYNAMIC_STATE_VERTEX_INPUT_BINDING_STRIDE);
    }
    if (description.depth.bias) states.push_back(VK_DYNAMIC_STATE_DEPTH_BIAS);
    return states;
}

// The fixed-function half of a pipeline; must stay where it is while it is used.
struct FixedFunction {
    explicit FixedFunction(const GraphicsPipelineDescription& description)
        : dynamic_states_(dynamic_states(description)) {
        for (const Blend mode : description.colours)
            blends_.push_back(blend_state(mode));
        vertex_input.vertexBindingDescriptionCount =
            static_cast<std::uint32_t>(description.vertex_bindings.size());
        vertex_input.pVertexBindingDescriptions = description.vertex_bindings.data();
        vertex_input.vertexAttributeDescriptionCount =
            static_cast<std::uint32_t>(description.vertex_attributes.size());
        vertex_input.pVertexAttributeDescriptions = description.vertex_attributes.data();
        assembly.topology = description.topology;
        viewport.viewportCount = 1;
        viewport.scissorCount = 1;
        raster.polygonMode = VK_POLYGON_MODE_FILL;
        raster.depthBiasEnable = description.depth.bias ? VK_TRUE : VK_FALSE;
        raster.lineWidth = 1.0F;
        samples.rasterizationSamples = description.samples;
        samples.alphaToCoverageEnable = description.alpha_to_coverage ? VK_TRUE : VK_FALSE;
        depth.depthTestEnable = description.depth.test ? VK_TRUE : VK_FALSE;
        depth.depthWriteEnable = description.depth.write ? VK_TRUE : VK_FALSE;
        depth.depthCompareOp = description.depth.compare;
        blend.attachmentCount = static_cast<std::uint32_t>(blends_.size());
        blend.pAttachments = blends_.data();
        dynamic.dynamicStateCount = static_cast<std::uint32_t>(dynamic_states_.size());
        dynamic.pDynamicStates = dynamic_states_.data();
    }
    FixedFunction(const FixedFunction&) = delete;
    FixedFunction& operator=(const FixedFunction&) = delete;

    VkPipelineVertexInputStateCreateInfo vertex_input{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO};
    VkPipelineInputAssemblyStateCreateInfo assembly{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO};
    VkPipelineViewportStateCreateInfo viewport{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO};
    VkPipelineRasterizationStateCreateInfo raster{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO};
    VkPipelineMultisampleStateCreateInfo samples{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO};
    VkPipelineDepthStencilStateCreateInfo depth{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO};
    VkPipelineColorBlendStateCreateInfo blend{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO};
    VkPipelineDynamicStateCreateInfo dynamic{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO};

  private:
    std::vector<VkDynamicState> dynamic_states_;
    std::vector<VkPipelineColorBlendAttachmentState> blends_;
};

}  // namespace

Result<Owned<VkPipelineLayout>> create_pipeline_layout(
    Device& device, const PipelineLayoutDescription& description) {
    assert(description.push_constant_bytes <= 128);
    const VkPushConstantRange range{description.push_constant_stages, 0,
                                    description.push_constant_bytes};
    const VkPipelineLayoutCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
        .setLayoutCount = static_cast<std::uint32_t>(description.sets.size()),
        .pSetLayouts = description.sets.data(),
        .pushConstantRangeCount = description.push_constant_bytes > 0 ? 1u : 0u,
        .pPushConstantRanges = &range};
    VkPipelineLayout layout = VK_NULL_HANDLE;
    const VkResult made = vkCreatePipelineLayout(device.vk().device, &info, nullptr, &layout);
    if (auto checked = device.check(made, description.name); !checked) {
        return fail(checked.error());
    }
    return Owned<VkPipelineLayout>(device, layout, description.name);
}

Result<Owned<VkPipeline>> create_graphics_pipeline(Device& device, VkPipelineCache cache,
                                                   const GraphicsPipelineDescription& description) {
    const Specialization constants(description.constants);
    const FixedFunction fixed(description);
    const std::array stages{
        constants.stage(VK_SHADER_STAGE_VERTEX_BIT, description.vertex_shader),
        constants.stage(VK_SHADER_STAGE_FRAGMENT_BIT, description.fragment_shader)};
    const VkGraphicsPipelineCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO,
        .stageCount = description.fragment_shader == VK_NULL_HANDLE ? 1u : 2u,
        .pStages = stages.data(),
        .pVertexInputState = &fixed.vertex_input,
        .pInputAssemblyState = &fixed.assembly,
        .pViewportState = &fixed.viewport,
        .pRasterizationState = &fixed.raster,
        .pMultisampleState = &fixed.samples,
        .pDepthStencilState = &fixed.depth,
        .pColorBlendState = &fixed.blend,
        .pDynamicState = &fixed.dynamic,
        .layout = description.layout,
        .renderPass = description.pass,
        .subpass = 0};
    VkPipeline pipeline = VK_NULL_HANDLE;
    const VkResult made =
        vkCreateGraphicsPipelines(device.vk().device, cache, 1, &info, nullptr, &pipeline);
    if (auto checked = device.check(made, description.name); !checked) {
        return fail(checked.error());
    }
    return Owned<VkPipeline>(device, pipeline, description.name);
}

Result<Owned<VkPipeline>> create_compute_pipeline(Device& device, VkPipelineCache cache,
                                                  const ComputePipelineDescription& description) {
    const Specialization constants(description.constants);
    const VkComputePipelineCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
        .stage = constants.stage(VK_SHADER_STAGE_COMPUTE_BIT, description.shader),
        .layout = description.layout};
    VkPipeline pipeline = VK_NULL_HANDLE;
    const VkResult made =
        vkCreateComputePipelines(device.vk().device, cache, 1, &info, nullptr, &pipeline);
    if (auto checked = device.check(made, description.name); !checked) {
        return fail(checked.error());
    }
    return Owned<VkPipeline>(device, pipeline, description.name);
}

}  // namespace belvedere::gpu
