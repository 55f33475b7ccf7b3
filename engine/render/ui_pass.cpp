// SPDX-License-Identifier: Apache-2.0
#include "engine/render/ui_pass.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/gpu/buffer.hpp"
#include "engine/gpu/pipeline.hpp"
#include "engine/gpu/submission.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

void move_layout(VkCommandBuffer commands, const gpu::Image& image, VkImageLayout from,
                 VkImageLayout to) {
    const bool arrives = to == VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
    const bool is_new = from == VK_IMAGE_LAYOUT_UNDEFINED;
    // What earlier frames still read is waited for before it is written.
    const VkPipelineStageFlags before = arrives  ? VK_PIPELINE_STAGE_TRANSFER_BIT
                                        : is_new ? VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT
                                                 : VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT;
    const VkImageMemoryBarrier barrier{
        .sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER,
        .srcAccessMask = arrives ? VkAccessFlags{VK_ACCESS_TRANSFER_WRITE_BIT} : VkAccessFlags{0},
        .dstAccessMask = arrives ? VK_ACCESS_SHADER_READ_BIT : VK_ACCESS_TRANSFER_WRITE_BIT,
        .oldLayout = from,
        .newLayout = to,
        .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .image = image.handle(),
        .subresourceRange = image.range()};
    vkCmdPipelineBarrier(
        commands, before,
        arrives ? VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT : VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 0,
        nullptr, 0, nullptr, 1, &barrier);
}

// The clip rectangle in target pixels; empty ones have no extent.
VkRect2D scissor_of_clip(const float (&clip)[4], float scale_x, float scale_y, VkExtent2D target) {
    const auto bound = [](float value, std::uint32_t limit) {
        if (!(value > 0.0f)) return 0;  // Negative or not a number.
        return static_cast<int>(std::min(value, static_cast<float>(limit)));
    };
    const int left = bound(clip[0] * scale_x, target.width);
    const int top = bound(clip[1] * scale_y, target.height);
    const int right = bound(std::ceil(clip[2] * scale_x), target.width);
    const int bottom = bound(std::ceil(clip[3] * scale_y), target.height);
    return {{left, top},
            {static_cast<std::uint32_t>(std::max(0, right - left)),
             static_cast<std::uint32_t>(std::max(0, bottom - top))}};
}

}  // namespace

Result<std::unique_ptr<UiPass>> UiPass::create(SceneBindings& bindings, PassPipelines& pipelines) {
    std::unique_ptr<UiPass> pass(new UiPass(bindings, pipelines));
    auto images = gpu::create_descriptor_set_layout(
        bindings.device(), "ui image",
        {{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT, 1}});
    if (!images) return fail(images.error());
    auto layout = gpu::create_pipeline_layout(bindings.device(),
                                              {.name = "ui",
                                               .sets = {images->get()},
                                               .push_constant_bytes = 8,
                                               .push_constant_stages = VK_SHADER_STAGE_VERTEX_BIT});
    if (!layout) return fail(layout.error());
    pass->image_layout_ = std::move(*images);
    pass->layout_ = std::move(*layout);
    auto plain = pass->image_set(bindings.white());
    if (!plain) return fail(plain.error());
    pass->plain_ = std::move(*plain);
    return pass;
}

Result<gpu::DescriptorSet> UiPass::image_set(VkImageView view) {
    auto sampler = bindings_.samplers().sampler({.wrap_u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                                 .wrap_v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                                 .mip_level_max = 0.0F});
    if (!sampler) return fail(sampler.error());
    auto set = bindings_.descriptors().allocate(image_layout_.get(), "ui image");
    if (set) set->write_image(0, {.view = view, .sampler = *sampler});
    return set;
}

Result<UiImageId> UiPass::add_image(const UiPixels& pixels) {
    const std::uint32_t side = limits::kUiImageSize_px;
    if (pixels.width == 0 || pixels.height == 0 || pixels.width > side || pixels.height > side ||
        images_.size() >= limits::kUiImages) {
        return fail(ErrorKind::kLimit, "interface image: too large or too many");
    }
    const std::uint64_t bytes = std::uint64_t{pixels.width} * pixels.height * 4;
    if (pixels.rgba.size() != bytes) {
        return fail(ErrorKind::kUsage, "interface image: size and bytes do not agree");
    }
    gpu::Device& device = bindings_.device();
    auto image = gpu::Image::create(device, {.name = "ui image",
                                             .extent = {pixels.width, pixels.height},
                                             .category = gpu::MemoryCategory::kTextures});
    if (!image) return fail(image.error());
    auto staging = gpu::Buffer::create(device, {.name = "ui image staging",
                                                .bytes = bytes,
                                                .use = gpu::MemoryUse::kUpload,
                                                .category = gpu::MemoryCategory::kStaging});
    if (!staging) return fail(staging.error());
    std::memcpy(staging->mapped().data(), pixels.rgba.data(), bytes);
    auto copied = gpu::run_once(device, "ui image", [&](VkCommandBuffer commands) {
        move_layout(commands, *image, VK_IMAGE_LAYOUT_UNDEFINED,
                    VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
        const VkBufferImageCopy copy{.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                     .imageExtent = {pixels.width, pixels.height, 1}};
        vkCmdCopyBufferToImage(commands, staging->handle(), image->handle(),
                               VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
        move_layout(commands, *image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                    VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    });
    if (!copied) return fail(copied.error());
    auto set = image_set(image->view());
    if (!set) return fail(set.error());
    const UiImageId id{next_image_++};
    images_.emplace(id, UiImage{std::move(*image), std::move(*set)});
    return id;
}

Result<void> UiPass::update_image(UiImageId id, UiPlace place, const UiPixels& pixels) {
    const auto image = images_.find(id);
    if (image == images_.end()) return fail(ErrorKind::kUsage, "interface image: it is gone");
    const VkExtent2D whole = image->second.image.options().extent;
    if (place.x > whole.width || pixels.width > whole.width - place.x || place.y > whole.height ||
        pixels.height > whole.height - place.y ||
        pixels.rgba.size() != std::uint64_t{pixels.width} * pixels.height * 4) {
        return fail(ErrorKind::kUsage, "interface image: an update does not fit");
    }
    if (pixels.rgba.empty()) return {};
    updates_.push_back(
        {id, place, {pixels.width, pixels.height}, {pixels.rgba.begin(), pixels.rgba.end()}});
    return {};
}

Result<void> UiPass::record_updates(gpu::Frame& frame) {
    for (const Update& update : updates_) {
        const auto image = images_.find(update.image);
        if (image == images_.end()) continue;
        auto staging = frame.transient(update.rgba.size());
        if (!staging) return fail(staging.error());
        std::memcpy(staging->bytes.data(), update.rgba.data(), update.rgba.size());
        move_layout(frame.commands(), image->second.image, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                    VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
        const VkBufferImageCopy copy{.bufferOffset = staging->offset,
                                     .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                     .imageOffset = {static_cast<std::int32_t>(update.place.x),
                                                     static_cast<std::int32_t>(update.place.y), 0},
                                     .imageExtent = {update.extent.width, update.extent.height, 1}};
        vkCmdCopyBufferToImage(frame.commands(), staging->buffer, image->second.image.handle(),
                               VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
        move_layout(frame.commands(), image->second.image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                    VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    }
    updates_.clear();
    return {};
}

void UiPass::remove_image(UiImageId id) {
    images_.erase(id);
}

Result<VkPipeline> UiPass::pipeline(VkRenderPass pass) {
    const std::uint32_t key = pass_key(PassKey::kUi, 0);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"ui.vert", "ui.frag", {}};
    wanted.description.layout = layout_.get();
    wanted.description.pass = pass;
    wanted.description.vertex_bindings = {{0, sizeof(UiVertex), VK_VERTEX_INPUT_RATE_VERTEX}};
    wanted.description.vertex_attributes = {
        {0, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(UiVertex, x)},
        {1, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(UiVertex, u)},
        {2, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(UiVertex, rgba)}};
    wanted.description.colours = {gpu::Blend::kAlpha};
    wanted.description.depth = {.test = false, .write = false};
    return pipelines_.make(key, std::move(wanted));
}

Result<void> UiPass::draw(gpu::Frame& frame, VkRenderPass pass, const UiDrawData& data,
                          VkExtent2D target) {
    if (data.commands.empty() || data.vertices.empty() || data.indices.empty()) return {};
    if (!(data.width_px > 0.0f) || !(data.height_px > 0.0f)) return {};
    auto made = pipeline(pass);
    if (!made) return fail(made.error());
    auto vertices = frame.transient(data.vertices.size_bytes());
    if (!vertices) return fail(vertices.error());
    auto indices = frame.transient(data.indices.size_bytes());
    if (!indices) return fail(indices.error());
    std::memcpy(vertices->bytes.data(), data.vertices.data(), data.vertices.size_bytes());
    std::memcpy(indices->bytes.data(), data.indices.data(), data.indices.size_bytes());

    const VkCommandBuffer commands = frame.commands();
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, *made);
    vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
    const VkViewport viewport{
        0.0f, 0.0f, static_cast<float>(target.width), static_cast<float>(target.height),
        0.0f, 1.0f};
    vkCmdSetViewport(commands, 0, 1, &viewport);
    const float two_over_size[2] = {2.0f / data.width_px, 2.0f / data.height_px};
    vkCmdPushConstants(commands, layout_.get(), VK_SHADER_STAGE_VERTEX_BIT, 0, 8, two_over_size);
    const VkDeviceSize stride = sizeof(UiVertex);
    vkCmdBindVertexBuffers2(commands, 0, 1, &vertices->buffer, &vertices->offset, nullptr, &stride);
    vkCmdBindIndexBuffer(commands, indices->buffer, indices->offset, VK_INDEX_TYPE_UINT32);
    draw_commands(commands, data, target);
    return {};
}

void UiPass::draw_commands(VkCommandBuffer commands, const UiDrawData& data, VkExtent2D target) {
    const float scale_x = static_cast<float>(target.width) / data.width_px;
    const float scale_y = static_cast<float>(target.height) / data.height_px;
    VkDescriptorSet bound = VK_NULL_HANDLE;
    for (const UiCommand& command : data.commands) {
        const std::uint64_t end = std::uint64_t{command.first_index} + command.index_count;
        if (end > data.indices.size() || command.vertex_offset >= data.vertices.size()) continue;
        const VkRect2D scissor = scissor_of_clip(command.clip, scale_x, scale_y, target);
        if (scissor.extent.width == 0 || scissor.extent.height == 0) continue;
        const auto image = images_.find(command.image);
        const VkDescriptorSet set = image == images_.end() ? plain_.get() : image->second.set.get();
        if (set != bound) {
            vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_.get(), 0, 1,
                                    &set, 0, nullptr);
            bound = set;
        }
        vkCmdSetScissor(commands, 0, 1, &scissor);
        vkCmdDrawIndexed(commands, command.index_count, 1, command.first_index,
                         static_cast<std::int32_t>(command.vertex_offset), 0);
    }
}

}  // namespace belvedere::render
