// SPDX-License-Identifier: Apache-2.0
#include "engine/render/shadow_pass.hpp"

#include <algorithm>

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "engine/core/hash.hpp"
#include "engine/gpu/render_pass.hpp"
#include "engine/render/scene_targets.hpp"

namespace belvedere::render {
namespace {

// Names everything a map depends on; never 0.
std::uint64_t key_of(const ShadowCascade& cascade, std::span<const DrawTile> tiles,
                     std::uint32_t size_px) {
    std::vector<std::uint64_t> parts = {size_px, hash_64(std::as_bytes(std::span(&cascade, 1)))};
    for (const DrawTile& tile : tiles) {
        if (tile.tile == nullptr || tile.opacity < 1.0f || !tile.tile->is_ready()) continue;
        if (!may_cast(cascade, tile.tile->box())) continue;
        parts.push_back(tile.id);
        parts.push_back(reinterpret_cast<std::uintptr_t>(tile.tile));
    }
    return hash_64(std::as_bytes(std::span(parts))) | 1u;
}

// Shadows drawn for another place of the sun would point the wrong way.
bool is_same_sun(const ShadowCascade& a, const ShadowCascade& b) {
    const glm::dvec3 before = glm::transpose(a.axes)[2], after = glm::transpose(b.axes)[2];
    return glm::dot(before, after) > 0.99996;  // Half a degree.
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
    for (gpu::Owned<VkRenderPass>* pass : {&first_pass_, &pass_}) {
        if (*pass) continue;
        gpu::Attachment depth{.format = kDepthFormat,
                              .final_layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
        if (pass == &pass_) depth.initial_layout = depth.final_layout;
        auto made = gpu::create_render_pass(
            device, {.name = "shadow", .colours = {}, .resolves = {}, .depth = depth});
        if (!made) return fail(made.error());
        *pass = std::move(*made);
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
    is_atlas_undefined_ = true;
    cascades_.assign(cascades, {});
    keys_.assign(cascades, 0);
    is_drawn_.assign(cascades, false);
    return {};
}

void ShadowMap::invalidate() {
    std::fill(keys_.begin(), keys_.end(), 0);
}

std::span<const ShadowCascade> ShadowMap::cascades() const {
    const bool is_whole = std::find(is_drawn_.begin(), is_drawn_.end(), false) == is_drawn_.end();
    return is_whole ? cascades_ : std::span<const ShadowCascade>{};
}

Result<bool> ShadowMap::update(VkCommandBuffer commands, const ViewFrame& view,
                               std::span<const DrawTile> tiles, const QualitySettings& quality,
                               ScenePipelines& pipelines, std::uint32_t cascades_max) {
    std::vector<ShadowCascade> fitted;
    // Below the horizon there is nothing to throw.
    if (view.light->to_sun.z > -0.02f) {
        fitted = fit_shadow_cascades({.camera = view.view->camera,
                                      .aspect = view.aspect,
                                      .to_sun = view.view->to_sun,
                                      .cascades = quality.shadow_cascades,
                                      .size_px = quality.shadow_size_px,
                                      .distance_m = quality.shadow_distance_m},
                                     boxes_of(tiles));
    }
    if (fitted.empty()) {
        std::fill(is_drawn_.begin(), is_drawn_.end(), false);
        invalidate();
        return true;
    }
    if (auto made = ensure_atlas(quality.shadow_cascades, quality.shadow_size_px); !made)
        return fail(made.error());
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        if (is_drawn_[i] && !is_same_sun(cascades_[i], fitted[i])) is_drawn_[i] = false;
    }
    // From far to near: what covers most first.
    for (std::size_t i = fitted.size(); i-- > 0;) {
        const std::uint64_t key = key_of(fitted[i], tiles, atlas_size_px_);
        if (is_drawn_[i] && key == keys_[i]) continue;
        if (cascades_max == 0) return false;
        --cascades_max;
        cascades_[i] = fitted[i];
        if (auto drawn = redraw(commands, view, i, tiles, pipelines); !drawn)
            return fail(drawn.error());
        keys_[i] = key;
        is_drawn_[i] = true;
        if (i == 0) ++redraws_;
    }
    return true;
}

Result<void> ShadowMap::redraw(VkCommandBuffer commands, const ViewFrame& view, std::size_t index,
                               std::span<const DrawTile> tiles, ScenePipelines& pipelines) {
    const PixelRect area{static_cast<std::uint32_t>(index) * atlas_size_px_, 0, atlas_size_px_,
                         atlas_size_px_};
    const VkClearValue clear{.depthStencil = {1.0f, 0}};
    const VkRenderPassBeginInfo begin{
        .sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
        .renderPass = is_atlas_undefined_ ? first_pass_.get() : pass_.get(),
        .framebuffer = framebuffer_.get(),
        .renderArea = scissor_of(area),
        .clearValueCount = 1,
        .pClearValues = &clear};
    is_atlas_undefined_ = false;
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
    TileRecorder recorder(commands, *bindings_);
    recorder.bind_view(view.set.get());
    const VkViewport viewport = viewport_of(area);
    const VkRect2D scissor = scissor_of(area);
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
    auto drawn = draw_cascade(recorder, cascades_[index], tiles, pipelines);
    vkCmdEndRenderPass(commands);
    return drawn;
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
