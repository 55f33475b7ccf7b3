// SPDX-License-Identifier: Apache-2.0
// The barriers that uploads need, each by the name of what it does.
#pragma once

#include <volk.h>

#include <cstdint>

namespace belvedere::gpu {

struct ImagePart {
    VkImage image = VK_NULL_HANDLE;
    VkImageSubresourceRange range{};
};

enum class ImageContent {
    // Undefined before. Another image may have stood in the same memory: earlier copies, and what
    // those waited for (each pass of drawing), come first. It costs nothing: the copy that follows
    // waits for the same. That every frame which used the other has ended would do on its own, but
    // the synchronisation validation of Vulkan 1.3.239 forgets such waits when an image is acquired
    // that was presented before them.
    kDiscard,
    kKeep,  // In SHADER_READ_ONLY_OPTIMAL before, and earlier frames may still read it.
};

// Into TRANSFER_DST_OPTIMAL, ready to be copied to.
void record_image_to_transfer(VkCommandBuffer commands, const ImagePart& part,
                              ImageContent content);
// From TRANSFER_DST_OPTIMAL into SHADER_READ_ONLY_OPTIMAL, ready for every shader.
void record_image_to_shader_read(VkCommandBuffer commands, const ImagePart& part);

// The same change of layout from one queue family to another: released on the first, then, once a
// semaphore has ordered the two, acquired on the second (Vulkan 1.3, 7.7.4).
struct FamilyChange {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};
void record_image_release(VkCommandBuffer commands, const ImagePart& part, FamilyChange change);
void record_image_acquire(VkCommandBuffer commands, const ImagePart& part, FamilyChange change);

struct MemoryBarrier {
    VkPipelineStageFlags2 after_stages = 0;
    VkAccessFlags2 after_access = 0;
    VkPipelineStageFlags2 before_stages = 0;
    VkAccessFlags2 before_access = 0;
};
void record_memory_barrier(VkCommandBuffer commands, const MemoryBarrier& barrier);

}  // namespace belvedere::gpu
