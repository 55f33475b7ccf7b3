// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/image_barrier.hpp"

namespace belvedere::gpu {
namespace {

constexpr VkPipelineStageFlags2 kShaders = VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT |
                                           VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT |
                                           VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;

VkImageMemoryBarrier2 barrier_of(const ImagePart& part) {
    return {.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2,
            .oldLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
            .newLayout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
            .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
            .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
            .image = part.image,
            .subresourceRange = part.range};
}

void record(VkCommandBuffer commands, const VkImageMemoryBarrier2& barrier) {
    const VkDependencyInfo info{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                .imageMemoryBarrierCount = 1,
                                .pImageMemoryBarriers = &barrier};
    vkCmdPipelineBarrier2(commands, &info);
}

}  // namespace

void record_image_to_transfer(VkCommandBuffer commands, const ImagePart& part,
                              ImageContent content) {
    VkImageMemoryBarrier2 barrier = barrier_of(part);
    const bool keep = content == ImageContent::kKeep;
    barrier.oldLayout = keep ? VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL : VK_IMAGE_LAYOUT_UNDEFINED;
    barrier.newLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
    barrier.srcStageMask = keep ? kShaders : VK_PIPELINE_STAGE_2_COPY_BIT;
    barrier.srcAccessMask = keep ? VK_ACCESS_2_NONE : VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_COPY_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    record(commands, barrier);
}

void record_image_to_shader_read(VkCommandBuffer commands, const ImagePart& part) {
    VkImageMemoryBarrier2 barrier = barrier_of(part);
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_COPY_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.dstStageMask = kShaders;
    barrier.dstAccessMask = VK_ACCESS_2_SHADER_READ_BIT;
    record(commands, barrier);
}

void record_image_release(VkCommandBuffer commands, const ImagePart& part, FamilyChange change) {
    VkImageMemoryBarrier2 barrier = barrier_of(part);
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_COPY_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.srcQueueFamilyIndex = change.from;
    barrier.dstQueueFamilyIndex = change.to;
    record(commands, barrier);
}

void record_image_acquire(VkCommandBuffer commands, const ImagePart& part, FamilyChange change) {
    VkImageMemoryBarrier2 barrier = barrier_of(part);
    barrier.dstStageMask = kShaders;
    barrier.dstAccessMask = VK_ACCESS_2_SHADER_READ_BIT;
    barrier.srcQueueFamilyIndex = change.from;
    barrier.dstQueueFamilyIndex = change.to;
    record(commands, barrier);
}

void record_memory_barrier(VkCommandBuffer commands, const MemoryBarrier& barrier) {
    const VkMemoryBarrier2 memory{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2,
                                  .srcStageMask = barrier.after_stages,
                                  .srcAccessMask = barrier.after_access,
                                  .dstStageMask = barrier.before_stages,
                                  .dstAccessMask = barrier.before_access};
    const VkDependencyInfo info{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                .memoryBarrierCount = 1,
                                .pMemoryBarriers = &memory};
    vkCmdPipelineBarrier2(commands, &info);
}

}  // namespace belvedere::gpu
