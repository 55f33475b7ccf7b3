// SPDX-License-Identifier: Apache-2.0
#include "engine/render/shadow_pass.hpp"

#include "engine/core/hash.hpp"
#include "engine/gpu/render_pass.hpp"
#include "engine/render/scene_targets.hpp"

namespace belvedere::render {
namespace {

// Names everything the maps depend on.
std::uint64_t key_of(std::span<const ShadowCascade> cascades, std::span<const DrawTile> tiles,
                     const QualitySettings& quality) {
    std::vector<std::uint64_t> parts = {quality.shadow_size_px, cascades.size()};
    const auto add = [&parts](const auto& value) {
        parts.push_back(hash_64(std::as_bytes(std::span(&value, 1))));
    };
    for (const ShadowCascade& cascade : cascades)
        add(cascade);
    for (const DrawTile& tile : tiles) {
        if (tile.tile == nullptr || tile.opacity < 1.0f || !tile.tile->is_ready()) continue;
        parts.push_back(tile.id);
        parts.push_back(reinterpret_cast<std::uintptr_t>(tile.tile));
    }
    return hash_64(std::as_bytes(std::span(parts))) | 1u;
}

std::vector<geo::OrientedBox> boxes_of(std::span<const DrawTile> tiles) {
    std::vector<geo::OrientedBox> boxes;
    for (const DrawTile& tile : tiles) {
        if (tile.tile != nullptr && !tile.tile->primitives().empty()) {
            boxes.push_back(tile.tile->box());
        }
    }
    return boxes;
}

}  // namespace

Result<void> ShadowMap::ensure_atlas(std::uint32_t cascades, std::uint32_t size_px) {
    if (atlas_cascades_ == cascades && atlas_size_px_ == size_px) return {};
    gpu::Device& device = bindings_->device();
    if (!pass_) {
        auto pass = gpu::create_render_pass(
            device,
            {.name = "shadow",
             .colours = {},
             .resolves = {},
             .depth = gpu::Attachment{.format = kDepthFormat,
                                      .final_layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL}});
        if (!pass) return fail(pass.error());
        pass_ = std::move(*pass);
    }
    const VkExtent2D extent{cascades * size_px, size_px};
    auto atlas = gpu::Image::create(device, {.name = "shadow atlas",
                                             .format = kDepthFormat,
                                             .extent = extent,
                                             .usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT |
                                                      VK_IMAGE_USAGE_SAMPLED_BIT});
    if (!atlas) return fail(atlas.error());
    auto framebuffer =
        gpu::create_framebuffer(device, {"shadow atlas", pass_.get(), {atlas->view()}, extent});
    if (!framebuffer) return fail(framebuffer.error());
    framebuffer_ = std::move(*framebuffer);
    atlas_ = std::move(*atlas);
    atlas_cascades_ = cascades;
    atlas_size_px_ = size_px;
    drawn_key_ = 0;
    return {};
}

Result<void> ShadowMap::update(VkCommandBuffer commands, const ViewFrame& view,
                               std::span<const DrawTile> tiles, const QualitySettings& quality,
                               ScenePipelines& pipelines) {
    const auto boxes = boxes_of(tiles);
    std::vector<ShadowCascade> fitted;
    // Below the horizon there is nothing to throw.
    if (view.light->to_sun.z > -0.02f) {
        fitted = fit_shadow_cascades({.camera = view.view->camera,
                                      .aspect = view.aspect,
                                      .to_sun = view.view->to_sun,
                                      .cascades = quality.shadow_cascades,
                                      .size_px = quality.shadow_size_px,
                                      .distance_m = quality.shadow_distance_m},
                                     boxes);
    }
    if (fitted.empty()) {
        cascades_.clear();
        drawn_key_ = 0;
        return {};
    }
    if (auto made = ensure_atlas(quality.shadow_cascades, quality.shadow_size_px); !made)
        return made;
    const std::uint64_t key = key_of(fitted, tiles, quality);
    if (key == drawn_key_) return {};
    cascades_ = std::move(fitted);
    const VkClearValue clear{.depthStencil = {1.0f, 0}};
    const VkRect2D all{{0, 0}, atlas_.options().extent};
    const VkRenderPassBeginInfo begin{.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                      .renderPass = pass_.get(),
                                      .framebuffer = framebuffer_.get(),
                                      .renderArea = all,
                                      .clearValueCount = 1,
                                      .pClearValues = &clear};
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
    TileRecorder recorder(commands, *bindings_);
    recorder.bind_view(view.set.get());
    Result<void> drawn;
    for (std::size_t i = 0; i < cascades_.size() && drawn; ++i) {
        const PixelRect area{static_cast<std::uint32_t>(i) * atlas_size_px_, 0, atlas_size_px_,
                             atlas_size_px_};
        const VkViewport viewport = viewport_of(area);
        const VkRect2D scissor = scissor_of(area);
        vkCmdSetViewport(commands, 0, 1, &viewport);
        vkCmdSetScissor(commands, 0, 1, &scissor);
        drawn = draw_cascade(recorder, cascades_[i], tiles, pipelines);
    }
    vkCmdEndRenderPass(commands);
    if (!drawn) return drawn;
    drawn_key_ = key;
    ++redraws_;
    return {};
}

Result<void> ShadowMap::draw_cascade(TileRecorder& recorder, const ShadowCascade& cascade,
                                     std::span<const DrawTile> tiles, ScenePipelines& pipelines) {
    for (const DrawTile& tile : tiles) {
        if (tile.tile == nullptr || tile.opacity < 1.0f || !tile.tile->is_ready()) continue;
        const TileResources& resources = *tile.tile;
        if (!may_cast(cascade, resources.box())) continue;
        const SceneVariant variant{.shader = SceneShader::kShadow,
                                   .is_styled = resources.style_range().count > 0};
        auto pipeline = pipelines.ensure(variant, pass_.get());
        if (!pipeline) return fail(pipeline.error());
        recorder.bind_pipeline(*pipeline, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
        // Both sides: city models are seldom closed. The slope moves maps away from the sun.
        recorder.set_cull(VK_CULL_MODE_NONE);
        recorder.set_depth_bias(1.0f, 1.75f);
        shared::TileConstants constants{};
        constants.clip_from_tile = clip_from_frame(cascade, resources.frame());
        constants.style_base = resources.style_range().first;
        recorder.push(constants);
        for (const TilePrimitive& primitive : resources.primitives()) {
            if (primitive.shading == TileShading::kPoints ||
                primitive.shading == TileShading::kLines || primitive.is_blended) {
                continue;
            }
            recorder.draw(resources, primitive, SceneShader::kShadow);
        }
    }
    return {};
}

}  // namespace belvedere::render
