// SPDX-License-Identifier: Apache-2.0
// Pipelines: a draw's whole state, described once.
#pragma once

#include <volk.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

struct PipelineLayoutDescription {
    std::string name;
    std::vector<VkDescriptorSetLayout> sets;
    std::uint32_t push_constant_bytes = 0;  // <= 128, all that every device has
    VkShaderStageFlags push_constant_stages =
        VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
};

[[nodiscard]] Result<Owned<VkPipelineLayout>> create_pipeline_layout(
    Device& device, const PipelineLayoutDescription& description);

// The value of a `layout(constant_id = id)`; the 32 bits of a bool, int, uint or float.
struct SpecializationConstant {
    std::uint32_t id = 0;
    std::uint32_t value = 0;
};

enum class Blend {
    kOff,            // Replaces.
    kAlpha,          // Straight alpha over what is there.
    kPremultiplied,  // Premultiplied alpha over what is there.
    kAdditive,       // Adds.
};

struct DepthState {
    bool test = true;
    bool write = true;
    // Reversed depth: 1 is near, 0 infinitely far, so nearer is greater.
    VkCompareOp compare = VK_COMPARE_OP_GREATER;
    // Switches vkCmdSetDepthBias on, as dynamic state.
    bool bias = false;
};

// Dynamic in every graphics pipeline: viewport, scissor, cull mode, front face and topology (of the
// class named here), and, where there are vertex bindings, their strides: bind with
// vkCmdBindVertexBuffers2 and pStrides (a stride of 0 repeats one default vertex).
struct GraphicsPipelineDescription {
    std::string name;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    VkRenderPass pass = VK_NULL_HANDLE;
    VkShaderModule vertex_shader = VK_NULL_HANDLE;
    VkShaderModule fragment_shader = VK_NULL_HANDLE;  // none: depth only
    std::vector<SpecializationConstant> constants;    // seen by both stages
    std::vector<VkVertexInputBindingDescription> vertex_bindings;
    std::vector<VkVertexInputAttributeDescription> vertex_attributes;
    VkPrimitiveTopology topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    std::vector<Blend> colours = {Blend::kOff};  // one for each colour attachment of the pass
    DepthState depth;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    bool alpha_to_coverage = false;
};

[[nodiscard]] Result<Owned<VkPipeline>> create_graphics_pipeline(
    Device& device, VkPipelineCache cache, const GraphicsPipelineDescription& description);

struct ComputePipelineDescription {
    std::string name;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    VkShaderModule shader = VK_NULL_HANDLE;
    std::vector<SpecializationConstant> constants;
};

[[nodiscard]] Result<Owned<VkPipeline>> create_compute_pipeline(
    Device& device, VkPipelineCache cache, const ComputePipelineDescription& description);

}  // namespace belvedere::gpu
