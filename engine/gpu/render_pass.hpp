// SPDX-License-Identifier: Apache-2.0
// Render passes and framebuffers.
#pragma once

#include <volk.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// One image of a pass: how its content comes in and what remains of it.
struct Attachment {
    VkFormat format = VK_FORMAT_UNDEFINED;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    VkAttachmentLoadOp load = VK_ATTACHMENT_LOAD_OP_CLEAR;
    VkAttachmentStoreOp store = VK_ATTACHMENT_STORE_OP_STORE;
    // UNDEFINED where the old content is not wanted; must be the real layout with LOAD_OP_LOAD.
    VkImageLayout initial_layout = VK_IMAGE_LAYOUT_UNDEFINED;
    VkImageLayout final_layout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
};

// Attachment indices, as framebuffers and clear values count them: colours, then resolves, then
// the depth.
struct RenderPassDescription {
    std::string name;
    std::vector<Attachment> colours;
    std::vector<Attachment> resolves;  // empty, or one for each colour
    std::optional<Attachment> depth;
};

// A pass of one subpass. Classic passes instead of dynamic rendering, because the validation layer
// sees synchronisation hazards only in them. Each pass waits for all earlier drawing, computing and
// copying, and all later reading waits for it: passes that follow one another need no barriers.
// `VkSubpassDependency` costs nothing measurable against a city's draw calls.
[[nodiscard]] Result<Owned<VkRenderPass>> create_render_pass(Device& device,
                                                             const RenderPassDescription& pass);

// Makes a software device finish what the pass has drawn so far before it draws more. Such a device
// first sorts a pass's triangles into bins of the picture and keeps them, some hundred bytes each,
// in several sets of up to 36 MiB; drained now and then, they stay in one small set. Costs time,
// because sorting and filling then take turns. Inside a pass of create_render_pass(), or one made
// otherwise that has the dependency.
void drain_drawing(VkCommandBuffer commands);
[[nodiscard]] VkSubpassDependency2 drain_dependency();

struct FramebufferDescription {
    std::string name;
    VkRenderPass pass = VK_NULL_HANDLE;
    std::vector<VkImageView> views;  // in the pass's order of attachments
    VkExtent2D extent{};
};

// The images of one use of a pass. The views must outlive it.
[[nodiscard]] Result<Owned<VkFramebuffer>> create_framebuffer(
    Device& device, const FramebufferDescription& framebuffer);

}  // namespace belvedere::gpu
