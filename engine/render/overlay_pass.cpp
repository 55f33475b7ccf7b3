// SPDX-License-Identifier: Apache-2.0
#include "engine/render/overlay_pass.hpp"

#include <cstring>
#include <utility>

namespace belvedere::render {
namespace {

void set_state(VkCommandBuffer commands, VkPipeline pipeline, VkPrimitiveTopology topology) {
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline);
    vkCmdSetPrimitiveTopology(commands, topology);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
}

}  // namespace

Result<VkPipeline> OverlayPass::overlay_pipeline(VkRenderPass pass, Depth depth) {
    const std::uint32_t key = pass_key(PassKey::kOverlay, depth == Depth::kTested ? 1u : 0u);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"overlay.vert", "overlay.frag", {}};
    gpu::GraphicsPipelineDescription& description = wanted.description;
    description.layout = bindings_.tile_layout();
    description.pass = pass;
    description.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP;
    description.vertex_bindings = {{0, sizeof(shared::OverlayData), VK_VERTEX_INPUT_RATE_INSTANCE}};
    description.vertex_attributes = {
        {0, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::OverlayData, from)},
        {1, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::OverlayData, to)},
        {2, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::OverlayData, color)}};
    description.colours = {gpu::Blend::kAlpha};
    description.depth = {.test = depth == Depth::kTested, .write = false};
    return pipelines_.make(key, std::move(wanted));
}

Result<VkPipeline> OverlayPass::hatch_pipeline(VkRenderPass pass) {
    const std::uint32_t key = pass_key(PassKey::kHatch, 0);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"hatch.vert", "hatch.frag", {}};
    gpu::GraphicsPipelineDescription& description = wanted.description;
    description.layout = bindings_.tile_layout();
    description.pass = pass;
    description.vertex_bindings = {{0, sizeof(HatchVertex), VK_VERTEX_INPUT_RATE_VERTEX}};
    description.vertex_attributes = {
        {0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(HatchVertex, relative_m)},
        {1, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(HatchVertex, rgba)}};
    description.colours = {gpu::Blend::kAlpha};
    description.depth = {.write = false};
    return pipelines_.make(key, std::move(wanted));
}

Result<void> OverlayPass::draw_hatch(gpu::Frame& frame, VkRenderPass pass,
                                     const OverlayGeometry& geometry) {
    if (geometry.hatch.empty()) return {};
    auto pipeline = hatch_pipeline(pass);
    if (!pipeline) return fail(pipeline.error());
    const std::size_t bytes = geometry.hatch.size() * sizeof(HatchVertex);
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), geometry.hatch.data(), bytes);
    set_state(frame.commands(), *pipeline, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    const VkDeviceSize stride = sizeof(HatchVertex);
    vkCmdBindVertexBuffers2(frame.commands(), 0, 1, &slice->buffer, &slice->offset, nullptr,
                            &stride);
    vkCmdDraw(frame.commands(), static_cast<std::uint32_t>(geometry.hatch.size()), 1, 0, 0);
    return {};
}

Result<void> OverlayPass::draw_overlays(gpu::Frame& frame, VkRenderPass pass,
                                        const OverlayGeometry& geometry) {
    if (geometry.overlays.empty()) return {};
    const std::size_t bytes = geometry.overlays.size() * sizeof(shared::OverlayData);
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), geometry.overlays.data(), bytes);
    const auto all = static_cast<std::uint32_t>(geometry.overlays.size());
    const VkDeviceSize stride = sizeof(shared::OverlayData);
    for (const Depth depth : {Depth::kTested, Depth::kOnTop}) {
        const bool is_tested = depth == Depth::kTested;
        const std::uint32_t first = is_tested ? 0 : geometry.tested;
        const std::uint32_t count = is_tested ? geometry.tested : all - geometry.tested;
        if (count == 0) continue;
        auto pipeline = overlay_pipeline(pass, depth);
        if (!pipeline) return fail(pipeline.error());
        set_state(frame.commands(), *pipeline, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP);
        vkCmdBindVertexBuffers2(frame.commands(), 0, 1, &slice->buffer, &slice->offset, nullptr,
                                &stride);
        vkCmdDraw(frame.commands(), 4, count, 0, first);
    }
    return {};
}

Result<std::uint64_t> OverlayPass::draw(gpu::Frame& frame, VkRenderPass pass, const ViewFrame& view,
                                        const DrawList& list) {
    const OverlayGeometry geometry = overlay_geometry(list, view.view->camera.position);
    if (geometry.overlays.empty() && geometry.hatch.empty()) return geometry.dropped;
    const VkDescriptorSet set = view.set.get();
    vkCmdBindDescriptorSets(frame.commands(), VK_PIPELINE_BIND_POINT_GRAPHICS,
                            bindings_.tile_layout(), 0, 1, &set, 0, nullptr);
    if (auto drawn = draw_hatch(frame, pass, geometry); !drawn) return fail(drawn.error());
    if (auto drawn = draw_overlays(frame, pass, geometry); !drawn) return fail(drawn.error());
    return geometry.dropped;
}

}  // namespace belvedere::render
