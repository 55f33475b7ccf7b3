// SPDX-License-Identifier: Apache-2.0
#include "engine/render/compose_pass.hpp"

#include "engine/render/scene_pipelines.hpp"

namespace belvedere::render {
namespace {

struct ImageLayout {
    gpu::Owned<VkDescriptorSetLayout> images;
    gpu::Owned<VkPipelineLayout> layout;
};

Result<ImageLayout> image_layout(SceneBindings& bindings, const char* name, std::uint32_t images) {
    std::vector<gpu::DescriptorBinding> wanted;
    for (std::uint32_t binding = 0; binding < images; ++binding) {
        wanted.push_back(
            {binding, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT, 1});
    }
    auto set = gpu::create_descriptor_set_layout(bindings.device(), name, wanted);
    if (!set) return fail(set.error());
    auto layout = gpu::create_pipeline_layout(
        bindings.device(), {.name = name, .sets = {bindings.view_layout(), set->get()}});
    if (!layout) return fail(layout.error());
    return ImageLayout{std::move(*set), std::move(*layout)};
}

}  // namespace

Result<std::unique_ptr<ComposePass>> ComposePass::create(SceneBindings& bindings,
                                                         PassPipelines& pipelines) {
    std::unique_ptr<ComposePass> pass(new ComposePass(bindings, pipelines));
    auto occlusion = image_layout(bindings, "occlusion", 1);
    if (!occlusion) return fail(occlusion.error());
    auto compose = image_layout(bindings, "compose", 4);
    if (!compose) return fail(compose.error());
    pass->occlusion_images_ = std::move(occlusion->images);
    pass->occlusion_layout_ = std::move(occlusion->layout);
    pass->compose_images_ = std::move(compose->images);
    pass->compose_layout_ = std::move(compose->layout);
    return pass;
}

Result<void> ComposePass::use(const SceneTargets& targets, VkImageView field) {
    const VkSampler sampler = bindings_.texel_sampler();
    const gpu::DescriptorSet::SampledImage depth{
        targets.depth(), sampler, VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL, 0};
    auto compose = bindings_.descriptors().allocate(compose_images_.get(), "compose");
    if (!compose) return fail(compose.error());
    compose->write_image(0, {.view = targets.color(), .sampler = sampler});
    compose->write_image(1, depth);
    const bool has_occlusion = targets.options().has_occlusion;
    compose->write_image(
        2, {.view = has_occlusion ? targets.occlusion() : bindings_.white(), .sampler = sampler});
    compose->write_image(3, {.view = field, .sampler = bindings_.smooth_sampler()});
    compose_set_ = std::move(*compose);
    if (targets.options().has_fxaa) {
        // One image and the same layout of sets as the occlusion's.
        auto smooth = bindings_.descriptors().allocate(occlusion_images_.get(), "fxaa");
        if (!smooth) return fail(smooth.error());
        smooth->write_image(0, {.view = targets.composed(), .sampler = bindings_.smooth_sampler()});
        smooth_set_ = std::move(*smooth);
    }
    if (!has_occlusion) return {};
    auto occlusion = bindings_.descriptors().allocate(occlusion_images_.get(), "occlusion");
    if (!occlusion) return fail(occlusion.error());
    occlusion->write_image(0, depth);
    occlusion_set_ = std::move(*occlusion);
    return {};
}

void ComposePass::draw_triangle(VkCommandBuffer commands, VkPipeline pipeline,
                                VkPipelineLayout layout, const ViewFrame& view,
                                VkDescriptorSet images, const PixelRect& area) {
    const VkDescriptorSet sets[2] = {view.set.get(), images};
    const VkViewport viewport = viewport_of(area);
    const VkRect2D scissor = scissor_of(area);
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline);
    vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout, 0, 2, sets, 0,
                            nullptr);
    vkCmdDraw(commands, 3, 1, 0, 0);
}

Result<void> ComposePass::draw_occlusion(VkCommandBuffer commands, const SceneTargets& targets,
                                         const ViewFrame& view) {
    const std::uint32_t key = pass_key(PassKey::kOcclusion, 0);
    VkPipeline pipeline = pipelines_.find(key);
    if (pipeline == VK_NULL_HANDLE) {
        PassPipeline wanted{"fullscreen.vert", "occlusion.frag", {}};
        wanted.description.layout = occlusion_layout_.get();
        wanted.description.pass = targets.occlusion_pass();
        wanted.description.depth = {.test = false, .write = false};
        auto made = pipelines_.make(key, std::move(wanted));
        if (!made) return fail(made.error());
        pipeline = *made;
    }
    const PixelRect& area = view.area;
    const PixelRect half{area.x / 2, area.y / 2, (area.x + area.width + 1) / 2 - area.x / 2,
                         (area.y + area.height + 1) / 2 - area.y / 2};
    draw_triangle(commands, pipeline, occlusion_layout_.get(), view, occlusion_set_.get(), half);
    return {};
}

Result<void> ComposePass::draw(VkCommandBuffer commands, const SceneTargets& targets,
                               const ViewFrame& view, const ComposeOptions& options) {
    const bool is_smoothed = targets.options().has_fxaa;
    const std::uint32_t key =
        pass_key(PassKey::kCompose, (options.occlusion ? 1u : 0u) | (options.eye_dome ? 2u : 0u) |
                                        (options.edges ? 4u : 0u) | (is_smoothed ? 8u : 0u) |
                                        (options.field ? 16u : 0u));
    VkPipeline pipeline = pipelines_.find(key);
    if (pipeline == VK_NULL_HANDLE) {
        PassPipeline wanted{"fullscreen.vert", "compose.frag", {}};
        wanted.description.layout = compose_layout_.get();
        wanted.description.pass = is_smoothed ? targets.compose_pass() : targets.screen_pass();
        wanted.description.depth = {.test = false, .write = false};
        wanted.description.constants = {{constant_id::kOcclusion, options.occlusion ? 1u : 0u},
                                        {constant_id::kEyeDome, options.eye_dome ? 1u : 0u},
                                        {constant_id::kEdges, options.edges ? 1u : 0u},
                                        {constant_id::kLumaInAlpha, is_smoothed ? 1u : 0u},
                                        {constant_id::kField, options.field ? 1u : 0u}};
        auto made = pipelines_.make(key, std::move(wanted));
        if (!made) return fail(made.error());
        pipeline = *made;
    }
    draw_triangle(commands, pipeline, compose_layout_.get(), view, compose_set_.get(), view.area);
    return {};
}

Result<void> ComposePass::draw_smoothed(VkCommandBuffer commands, const SceneTargets& targets,
                                        const ViewFrame& view) {
    const std::uint32_t key = pass_key(PassKey::kFxaa, 0);
    VkPipeline pipeline = pipelines_.find(key);
    if (pipeline == VK_NULL_HANDLE) {
        PassPipeline wanted{"fullscreen.vert", "fxaa.frag", {}};
        wanted.description.layout = occlusion_layout_.get();
        wanted.description.pass = targets.screen_pass();
        wanted.description.depth = {.test = false, .write = false};
        auto made = pipelines_.make(key, std::move(wanted));
        if (!made) return fail(made.error());
        pipeline = *made;
    }
    draw_triangle(commands, pipeline, occlusion_layout_.get(), view, smooth_set_.get(), view.area);
    return {};
}

}  // namespace belvedere::render
