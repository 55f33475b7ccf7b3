// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/render_pass.hpp"

#include <array>
#include <cassert>

#include "engine/gpu/device.hpp"

namespace belvedere::gpu {
namespace {

VkAttachmentDescription describe(const Attachment& attachment) {
    return {.flags = 0,
            .format = attachment.format,
            .samples = attachment.samples,
            .loadOp = attachment.load,
            .storeOp = attachment.store,
            .stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE,
            .stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE,
            .initialLayout = attachment.initial_layout,
            .finalLayout = attachment.final_layout};
}

// What one subpass can do; compute and copies stand outside of it.
constexpr VkPipelineStageFlags kInside =
    VK_PIPELINE_STAGE_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT |
    VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT |
    VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;
constexpr VkAccessFlags kAttachmentWrites =
    VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
constexpr VkAccessFlags kInsideAccess = kAttachmentWrites | VK_ACCESS_COLOR_ATTACHMENT_READ_BIT |
                                        VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT |
                                        VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT;

// What drain_drawing() waits for, and where.
constexpr VkPipelineStageFlags kDrawn =
    VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;
constexpr VkAccessFlags kDrawnReads =
    VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT;

constexpr std::array<VkSubpassDependency, 3> kDependencies{
    VkSubpassDependency{.srcSubpass = 0,
                        .dstSubpass = 0,
                        .srcStageMask = kDrawn,
                        .dstStageMask = kDrawn,
                        .srcAccessMask = kAttachmentWrites,
                        .dstAccessMask = kDrawnReads,
                        .dependencyFlags = VK_DEPENDENCY_BY_REGION_BIT},
    VkSubpassDependency{.srcSubpass = VK_SUBPASS_EXTERNAL,
                        .dstSubpass = 0,
                        .srcStageMask = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                        .dstStageMask = kInside,
                        .srcAccessMask = VK_ACCESS_MEMORY_WRITE_BIT,
                        .dstAccessMask = kInsideAccess,
                        .dependencyFlags = 0},
    VkSubpassDependency{.srcSubpass = 0,
                        .dstSubpass = VK_SUBPASS_EXTERNAL,
                        .srcStageMask = kInside,
                        .dstStageMask = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                        .srcAccessMask = kAttachmentWrites | VK_ACCESS_SHADER_WRITE_BIT,
                        .dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT,
                        .dependencyFlags = 0}};

}  // namespace

Result<Owned<VkRenderPass>> create_render_pass(Device& device, const RenderPassDescription& pass) {
    assert(pass.resolves.empty() || pass.resolves.size() == pass.colours.size());
    std::vector<VkAttachmentDescription> attachments;
    std::vector<VkAttachmentReference> colours;
    std::vector<VkAttachmentReference> resolves;
    const auto next_index = [&attachments] {
        return static_cast<std::uint32_t>(attachments.size());
    };
    for (const Attachment& colour : pass.colours) {
        colours.push_back({next_index(), VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL});
        attachments.push_back(describe(colour));
    }
    for (const Attachment& resolve : pass.resolves) {
        resolves.push_back({next_index(), VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL});
        attachments.push_back(describe(resolve));
    }
    const VkAttachmentReference depth{next_index(),
                                      VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL};
    if (pass.depth) attachments.push_back(describe(*pass.depth));
    const VkSubpassDescription subpass{
        .flags = 0,
        .pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS,
        .inputAttachmentCount = 0,
        .pInputAttachments = nullptr,
        .colorAttachmentCount = static_cast<std::uint32_t>(colours.size()),
        .pColorAttachments = colours.data(),
        .pResolveAttachments = resolves.empty() ? nullptr : resolves.data(),
        .pDepthStencilAttachment = pass.depth ? &depth : nullptr,
        .preserveAttachmentCount = 0,
        .pPreserveAttachments = nullptr};
    const VkRenderPassCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO,
        .attachmentCount = static_cast<std::uint32_t>(attachments.size()),
        .pAttachments = attachments.data(),
        .subpassCount = 1,
        .pSubpasses = &subpass,
        .dependencyCount = static_cast<std::uint32_t>(kDependencies.size()),
        .pDependencies = kDependencies.data()};
    VkRenderPass handle = VK_NULL_HANDLE;
    const VkResult made = vkCreateRenderPass(device.vk().device, &info, nullptr, &handle);
    if (auto checked = device.check(made, pass.name); !checked) return fail(checked.error());
    return Owned<VkRenderPass>(device, handle, pass.name);
}

Result<Owned<VkFramebuffer>> create_framebuffer(Device& device,
                                                const FramebufferDescription& framebuffer) {
    const VkFramebufferCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO,
        .renderPass = framebuffer.pass,
        .attachmentCount = static_cast<std::uint32_t>(framebuffer.views.size()),
        .pAttachments = framebuffer.views.data(),
        .width = framebuffer.extent.width,
        .height = framebuffer.extent.height,
        .layers = 1};
    VkFramebuffer handle = VK_NULL_HANDLE;
    const VkResult made = vkCreateFramebuffer(device.vk().device, &info, nullptr, &handle);
    if (auto checked = device.check(made, framebuffer.name); !checked) {
        return fail(checked.error());
    }
    return Owned<VkFramebuffer>(device, handle, framebuffer.name);
}

VkSubpassDependency2 drain_dependency() {
    const VkSubpassDependency& drain = kDependencies.front();
    return {.sType = VK_STRUCTURE_TYPE_SUBPASS_DEPENDENCY_2,
            .pNext = nullptr,
            .srcSubpass = drain.srcSubpass,
            .dstSubpass = drain.dstSubpass,
            .srcStageMask = drain.srcStageMask,
            .dstStageMask = drain.dstStageMask,
            .srcAccessMask = drain.srcAccessMask,
            .dstAccessMask = drain.dstAccessMask,
            .dependencyFlags = drain.dependencyFlags,
            .viewOffset = 0};
}

void drain_drawing(VkCommandBuffer commands) {
    const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                  .srcAccessMask = kAttachmentWrites,
                                  .dstAccessMask = kDrawnReads};
    vkCmdPipelineBarrier(commands, kDrawn, kDrawn, VK_DEPENDENCY_BY_REGION_BIT, 1, &barrier, 0,
                         nullptr, 0, nullptr);
}

}  // namespace belvedere::gpu
