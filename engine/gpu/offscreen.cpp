// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/offscreen.hpp"

#include <cassert>
#include <cstring>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/submission.hpp"

namespace belvedere::gpu {
namespace {

Result<Image> create_target_image(Device& device, VkExtent2D extent, VkFormat format) {
    return Image::create(
        device, {.name = "offscreen target",
                 .format = format,
                 .extent = extent,
                 .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                          VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                 .category = MemoryCategory::kTargets});
}

void swap_red_and_blue(Bytes& pixels) {
    for (std::size_t i = 0; i + 3 < pixels.size(); i += 4)
        std::swap(pixels[i], pixels[i + 2]);
}

}  // namespace

Result<Pixels> read_back(Device& device, const Image& image) {
    const VkExtent2D extent = image.options().extent;
    const std::uint64_t bytes = std::uint64_t{extent.width} * extent.height * 4;
    auto buffer = Buffer::create(device, {.name = "read back",
                                          .bytes = bytes,
                                          .use = MemoryUse::kReadback,
                                          .category = MemoryCategory::kStaging});
    if (!buffer) return fail(buffer.error());
    auto copied = run_once(device, "read back", [&](VkCommandBuffer commands) {
        const VkMemoryBarrier2 drawn{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2,
                                     .srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                     .srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT,
                                     .dstStageMask = VK_PIPELINE_STAGE_2_COPY_BIT,
                                     .dstAccessMask = VK_ACCESS_2_TRANSFER_READ_BIT};
        const VkDependencyInfo before{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                      .memoryBarrierCount = 1,
                                      .pMemoryBarriers = &drawn};
        vkCmdPipelineBarrier2(commands, &before);
        const VkBufferImageCopy region{.bufferOffset = 0,
                                       .bufferRowLength = 0,
                                       .bufferImageHeight = 0,
                                       .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                       .imageOffset = {},
                                       .imageExtent = {extent.width, extent.height, 1}};
        vkCmdCopyImageToBuffer(commands, image.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                               buffer->handle(), 1, &region);
        const VkMemoryBarrier2 copied_barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2,
                                              .srcStageMask = VK_PIPELINE_STAGE_2_COPY_BIT,
                                              .srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT,
                                              .dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT,
                                              .dstAccessMask = VK_ACCESS_2_HOST_READ_BIT};
        const VkDependencyInfo after{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                     .memoryBarrierCount = 1,
                                     .pMemoryBarriers = &copied_barrier};
        vkCmdPipelineBarrier2(commands, &after);
    });
    if (!copied) return fail(copied.error());
    const auto mapped = buffer->mapped();
    Pixels pixels{extent.width, extent.height, Bytes(mapped.begin(), mapped.end())};
    const VkFormat format = image.options().format;
    if (format == VK_FORMAT_B8G8R8A8_UNORM || format == VK_FORMAT_B8G8R8A8_SRGB) {
        swap_red_and_blue(pixels.rgba);
    }
    return pixels;
}

Result<Offscreen> Offscreen::create(Device& device, VkExtent2D extent, VkFormat format) {
    auto image = create_target_image(device, extent, format);
    if (!image) return fail(image.error());
    return Offscreen(device, std::move(*image));
}

TargetDescription Offscreen::description() const {
    return {image_.options().format, image_.options().extent, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
            1, generation_};
}

Result<std::optional<TargetImage>> Offscreen::acquire(Frame&) {
    if (device_->lost()) return fail(ErrorKind::kDevice, "the graphics device was lost");
    return TargetImage{image_.handle(), image_.view(), 0, image_.options().extent, generation_};
}

Result<void> Offscreen::present(const TargetImage& image) {
    presented_ = presented_ || image.generation == generation_;
    return {};
}

Result<Pixels> Offscreen::pixels() const {
    if (!presented_) return fail(ErrorKind::kUsage, "nothing was drawn yet");
    return read_back(*device_, image_);
}

Result<void> Offscreen::resize(VkExtent2D extent) {
    auto image = create_target_image(*device_, extent, image_.options().format);
    if (!image) return fail(image.error());
    image_ = std::move(*image);
    ++generation_;
    presented_ = false;
    return {};
}

}  // namespace belvedere::gpu
