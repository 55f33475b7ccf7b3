// SPDX-License-Identifier: Apache-2.0
#include "engine/render/symbol_pass.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/render/symbol_buffer.hpp"

namespace belvedere::render {
namespace {

shared::SymbolConstants symbol_constants(const ViewFrame& view, const SymbolSet& set) {
    shared::SymbolConstants constants{};
    constants.anchor_m = glm::vec3(set.anchor - view.view->camera.position);
    constants.size_px = std::clamp(set.size_px, 4.0f, 64.0f);
    constants.accent = glm::vec4(set.accent.r, set.accent.g, set.accent.b, set.accent.a) / 255.0f;
    constants.alpha = 1.0f;
    constants.pin_px =
        constants.size_px >= kPinSize_px ? kTip_px * constants.size_px / 18.0f : 0.0f;
    return constants;
}

}  // namespace

Result<VkPipeline> SymbolPass::pipeline(VkRenderPass pass, Part part, Detail detail) {
    const std::uint32_t key = pass_key(
        PassKey::kSymbol, (part == Part::kSeen ? 0u : 1u) | (detail == Detail::kDots ? 2u : 0u));
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"symbol.vert", "symbol.frag", {}};
    gpu::GraphicsPipelineDescription& description = wanted.description;
    description.layout = bindings_.tile_layout();
    description.pass = pass;
    description.topology = VK_PRIMITIVE_TOPOLOGY_POINT_LIST;
    description.vertex_bindings = {{0, sizeof(Symbol), VK_VERTEX_INPUT_RATE_VERTEX}};
    description.vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(Symbol, x_m)},
                                     {1, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(Symbol, color)},
                                     {2, 0, VK_FORMAT_R8G8B8A8_UINT, offsetof(Symbol, shape)}};
    description.constants = {{0, detail == Detail::kDots ? 1u : 0u}};
    description.colours = {gpu::Blend::kAlpha};
    description.depth = {
        .test = true,
        .write = false,
        .compare = part == Part::kSeen ? VK_COMPARE_OP_GREATER : VK_COMPARE_OP_LESS_OR_EQUAL};
    return pipelines_.make(key, std::move(wanted));
}

Result<void> SymbolPass::draw_part(VkCommandBuffer commands, VkRenderPass pass,
                                   const ViewFrame& view, const SymbolSet& set, Part part) {
    const Detail detail = set.size_px < kDotSize_px ? Detail::kDots : Detail::kSymbols;
    auto made = pipeline(pass, part, detail);
    if (!made) return fail(made.error());
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, *made);
    vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_POINT_LIST);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
    shared::SymbolConstants constants = symbol_constants(view, set);
    if (part == Part::kHidden) constants.alpha = std::clamp(set.hidden_alpha, 0.0f, 1.0f);
    vkCmdPushConstants(commands, bindings_.tile_layout(),
                       VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                       sizeof(constants), &constants);
    const VkBuffer buffer = set.symbols->handle();
    const VkDeviceSize offset = 0;
    const VkDeviceSize stride = sizeof(Symbol);
    vkCmdBindVertexBuffers2(commands, 0, 1, &buffer, &offset, nullptr, &stride);
    vkCmdDraw(commands, static_cast<std::uint32_t>(set.symbols->size()), 1, 0, 0);
    return {};
}

Result<std::uint64_t> SymbolPass::draw(VkCommandBuffer commands, VkRenderPass pass,
                                       const ViewFrame& view, const DrawList& list) {
    std::uint64_t drawn = 0;
    for (const SymbolSet& set : list.symbols) {
        if (set.symbols == nullptr || set.symbols->size() == 0) continue;
        const VkDescriptorSet bound = view.set.get();
        vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, bindings_.tile_layout(),
                                0, 1, &bound, 0, nullptr);
        // What is seen lies over what is not.
        if (set.hidden_alpha > 0.0f) {
            if (auto hidden = draw_part(commands, pass, view, set, Part::kHidden); !hidden)
                return fail(hidden.error());
        }
        if (auto seen = draw_part(commands, pass, view, set, Part::kSeen); !seen)
            return fail(seen.error());
        drawn += set.symbols->size();
    }
    return drawn;
}

}  // namespace belvedere::render
