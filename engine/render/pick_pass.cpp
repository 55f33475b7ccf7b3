// SPDX-License-Identifier: Apache-2.0
#include "engine/render/pick_pass.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include <glm/matrix.hpp>

#include "engine/gpu/render_pass.hpp"
#include "engine/render/limits.hpp"
#include "engine/render/scene_targets.hpp"

namespace belvedere::render {
namespace {

constexpr VkFormat kIdFormat = VK_FORMAT_R32G32_UINT;

struct IdPixel {
    std::uint32_t tile = 0;  // Index + 1; 0: nothing.
    std::uint32_t row = 0;
};

SceneShader pick_shader(TileShading shading) {
    if (shading == TileShading::kPoints) return SceneShader::kPickPoints;
    if (shading == TileShading::kLines) return SceneShader::kPickLines;
    return SceneShader::kPickTriangles;
}

VkPrimitiveTopology pick_topology(SceneShader shader) {
    if (shader == SceneShader::kPickPoints) return VK_PRIMITIVE_TOPOLOGY_POINT_LIST;
    if (shader == SceneShader::kPickLines) return VK_PRIMITIVE_TOPOLOGY_LINE_LIST;
    return VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
}

}  // namespace

Result<void> PickPass::ensure_pass() {
    if (pass_) return {};
    auto pass = gpu::create_render_pass(
        bindings_.device(),
        {.name = "pick",
         .colours = {{.format = kIdFormat, .final_layout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL}},
         .resolves = {},
         .depth = gpu::Attachment{.format = kDepthFormat,
                                  .final_layout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL}});
    if (!pass) return fail(pass.error());
    pass_ = std::move(*pass);
    return {};
}

Result<PickPass::Pending> PickPass::make_pending(std::uint32_t width, std::uint32_t height) {
    gpu::Device& device = bindings_.device();
    Pending pending;
    pending.width = width;
    pending.height = height;
    const VkExtent2D extent{width, height};
    auto ids = gpu::Image::create(
        device, {.name = "pick ids",
                 .format = kIdFormat,
                 .extent = extent,
                 .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT});
    if (!ids) return fail(ids.error());
    auto depth = gpu::Image::create(device, {.name = "pick depth",
                                             .format = kDepthFormat,
                                             .extent = extent,
                                             .usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT |
                                                      VK_IMAGE_USAGE_TRANSFER_SRC_BIT});
    if (!depth) return fail(depth.error());
    auto framebuffer = gpu::create_framebuffer(
        device, {"pick", pass_.get(), {ids->view(), depth->view()}, extent});
    if (!framebuffer) return fail(framebuffer.error());
    const std::uint64_t pixels = std::uint64_t{width} * height;
    auto buffer = gpu::Buffer::create(device, {.name = "pick pixels",
                                               .bytes = pixels * (sizeof(IdPixel) + sizeof(float)),
                                               .use = gpu::MemoryUse::kReadback,
                                               .category = gpu::MemoryCategory::kStaging});
    if (!buffer) return fail(buffer.error());
    pending.ids = std::move(*ids);
    pending.depth = std::move(*depth);
    pending.framebuffer = std::move(*framebuffer);
    pending.pixels = std::move(*buffer);
    return pending;
}

Result<void> PickPass::draw(VkCommandBuffer commands, const ViewFrame& view,
                            std::span<const DrawTile> tiles, const glm::dmat4& clip) {
    TileRecorder recorder(commands, bindings_);
    recorder.bind_view(view.set.get());
    const glm::dvec3& eye = view.view->camera.position;
    for (const VisibleTile& tile : visible_tiles(tiles, eye, frustum_planes(clip, eye))) {
        const TileResources& resources = *tile.tile->tile;
        shared::TileConstants constants{};
        constants.clip_from_tile =
            lifted(clip_from_frame(clip, eye, resources.frame()), tile.tile->lift);
        constants.tile_index = tile.index;
        for (const TilePrimitive& primitive : resources.primitives()) {
            const SceneVariant variant{.shader = pick_shader(primitive.shading),
                                       .is_styled = resources.style_range().count > 0};
            auto pipeline = pipelines_.ensure(variant, pass_.get());
            if (!pipeline) return fail(pipeline.error());
            recorder.bind_pipeline(*pipeline, pick_topology(variant.shader));
            recorder.set_cull(primitive.is_double_sided ? VK_CULL_MODE_NONE
                                                        : VK_CULL_MODE_BACK_BIT);
            set_style_rows(constants, resources, primitive);
            recorder.push(constants);
            recorder.draw(resources, primitive, variant.shader);
        }
    }
    return {};
}

void PickPass::copy(VkCommandBuffer commands, const Pending& pending) {
    VkBufferImageCopy region{.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                             .imageExtent = {pending.width, pending.height, 1}};
    vkCmdCopyImageToBuffer(commands, pending.ids.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                           pending.pixels.handle(), 1, &region);
    region.bufferOffset = std::uint64_t{pending.width} * pending.height * sizeof(IdPixel);
    region.imageSubresource.aspectMask = VK_IMAGE_ASPECT_DEPTH_BIT;
    vkCmdCopyImageToBuffer(commands, pending.depth.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                           pending.pixels.handle(), 1, &region);
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                  .dstAccessMask = VK_ACCESS_HOST_READ_BIT};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1,
                         &barrier, 0, nullptr, 0, nullptr);
}

Result<std::uint64_t> PickPass::record(gpu::Frame& frame, const ViewFrame& view,
                                       std::span<const DrawTile> tiles, PixelRect area) {
    if (area.width == 0 || area.height == 0 || area.width > limits::kPickSize_px ||
        area.height > limits::kPickSize_px) {
        return fail(ErrorKind::kUsage, "picked rectangle is empty or too large");
    }
    if (auto made = ensure_pass(); !made) return fail(made.error());
    auto pending = make_pending(area.width, area.height);
    if (!pending) return fail(pending.error());
    const glm::dvec2 size(view.area.width, view.area.height);
    const glm::dvec2 first(static_cast<double>(area.x) - view.area.x,
                           static_cast<double>(area.y) - view.area.y);
    const glm::dvec2 extent(area.width, area.height);
    const glm::dmat4 clip = clip_of_part(first / size * 2.0 - glm::dvec2(1.0),
                                         (first + extent) / size * 2.0 - glm::dvec2(1.0)) *
                            view.clip;
    const std::array<VkClearValue, 2> clears = {VkClearValue{.color = {.uint32 = {0, 0, 0, 0}}},
                                                VkClearValue{.depthStencil = {0.0f, 0}}};
    const PixelRect all{0, 0, area.width, area.height};
    const VkRenderPassBeginInfo begin{.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                      .renderPass = pass_.get(),
                                      .framebuffer = pending->framebuffer.get(),
                                      .renderArea = scissor_of(all),
                                      .clearValueCount = 2,
                                      .pClearValues = clears.data()};
    const VkCommandBuffer commands = frame.commands();
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
    const VkViewport viewport = viewport_of(all);
    const VkRect2D scissor = scissor_of(all);
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
    auto drawn = draw(commands, view, tiles, clip);
    vkCmdEndRenderPass(commands);
    if (!drawn) return fail(drawn.error());
    copy(commands, *pending);
    pending->ticket = next_ticket_++;
    pending->frame_serial = frame.serial();
    pending->relative_from_clip = glm::inverse(clip);
    pending->eye = view.view->camera.position;
    pending->tile_ids.reserve(tiles.size());
    for (const DrawTile& tile : tiles)
        pending->tile_ids.push_back(tile.id);
    pending_.push_back(std::move(*pending));
    return pending_.back().ticket;
}

std::optional<PickResult> PickPass::take(std::uint64_t completed_serial) {
    if (pending_.empty() || pending_.front().frame_serial > completed_serial) return std::nullopt;
    PickResult result = read(pending_.front());
    pending_.erase(pending_.begin());
    return result;
}

PickResult PickPass::read(const Pending& pending) {
    PickResult result;
    result.ticket = pending.ticket;
    const std::byte* bytes = pending.pixels.mapped().data();
    const std::size_t count = std::size_t{pending.width} * pending.height;
    double nearest = 1e300;
    for (std::size_t i = 0; i < count; ++i) {
        const IdPixel id = load_unaligned<IdPixel>(bytes + i * sizeof(IdPixel));
        if (id.tile == 0 || id.tile > pending.tile_ids.size()) continue;
        const PickedFeature feature{pending.tile_ids[id.tile - 1], id.row};
        if (result.features.empty() || result.features.back() != feature) {
            result.features.push_back(feature);
        }
        const auto column = i % pending.width, row = i / pending.width;
        const double x = static_cast<double>(column) + 0.5;
        const double y = static_cast<double>(row) + 0.5;
        const double off =
            std::max(std::abs(x - pending.width * 0.5), std::abs(y - pending.height * 0.5));
        if (off >= nearest) continue;
        nearest = off;
        const auto depth =
            load_unaligned<float>(bytes + count * sizeof(IdPixel) + i * sizeof(float));
        const glm::dvec4 clip(x / pending.width * 2.0 - 1.0, y / pending.height * 2.0 - 1.0,
                              static_cast<double>(depth), 1.0);
        const glm::dvec4 relative = pending.relative_from_clip * clip;
        result.hit = PickResult::Hit{feature, pending.eye + glm::dvec3(relative) / relative.w};
    }
    std::sort(result.features.begin(), result.features.end());
    result.features.erase(std::unique(result.features.begin(), result.features.end()),
                          result.features.end());
    return result;
}

}  // namespace belvedere::render
