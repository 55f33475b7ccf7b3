// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/owned.hpp"

#include <cassert>

#include "engine/gpu/device.hpp"
#include "engine/gpu/retirement.hpp"

namespace belvedere::gpu {
namespace {

template <class Handle>
Handle as(std::uint64_t number) {
    return reinterpret_cast<Handle>(number);
}

void destroy_object(VkDevice device, VkObjectType type, std::uint64_t n) {
    switch (type) {
        case VK_OBJECT_TYPE_IMAGE_VIEW:
            return vkDestroyImageView(device, as<VkImageView>(n), nullptr);
        case VK_OBJECT_TYPE_SAMPLER:
            return vkDestroySampler(device, as<VkSampler>(n), nullptr);
        case VK_OBJECT_TYPE_RENDER_PASS:
            return vkDestroyRenderPass(device, as<VkRenderPass>(n), nullptr);
        case VK_OBJECT_TYPE_FRAMEBUFFER:
            return vkDestroyFramebuffer(device, as<VkFramebuffer>(n), nullptr);
        case VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT:
            return vkDestroyDescriptorSetLayout(device, as<VkDescriptorSetLayout>(n), nullptr);
        case VK_OBJECT_TYPE_DESCRIPTOR_POOL:
            return vkDestroyDescriptorPool(device, as<VkDescriptorPool>(n), nullptr);
        case VK_OBJECT_TYPE_PIPELINE_LAYOUT:
            return vkDestroyPipelineLayout(device, as<VkPipelineLayout>(n), nullptr);
        case VK_OBJECT_TYPE_PIPELINE:
            return vkDestroyPipeline(device, as<VkPipeline>(n), nullptr);
        case VK_OBJECT_TYPE_PIPELINE_CACHE:
            return vkDestroyPipelineCache(device, as<VkPipelineCache>(n), nullptr);
        case VK_OBJECT_TYPE_SHADER_MODULE:
            return vkDestroyShaderModule(device, as<VkShaderModule>(n), nullptr);
        case VK_OBJECT_TYPE_SEMAPHORE:
            return vkDestroySemaphore(device, as<VkSemaphore>(n), nullptr);
        case VK_OBJECT_TYPE_FENCE:
            return vkDestroyFence(device, as<VkFence>(n), nullptr);
        case VK_OBJECT_TYPE_COMMAND_POOL:
            return vkDestroyCommandPool(device, as<VkCommandPool>(n), nullptr);
        case VK_OBJECT_TYPE_QUERY_POOL:
            return vkDestroyQueryPool(device, as<VkQueryPool>(n), nullptr);
        case VK_OBJECT_TYPE_SWAPCHAIN_KHR:
            return vkDestroySwapchainKHR(device, as<VkSwapchainKHR>(n), nullptr);
        default:
            assert(false && "a handle type that Owned does not know");
    }
}

}  // namespace

void name_object(const Device& device, VkObjectType type, std::uint64_t handle,
                 const std::string& name) {
    device.set_name(type, handle, name);
}

void retire_object(Device& device, VkObjectType type, std::uint64_t handle) {
    device.retirement().retire(
        [vk = device.vk().device, type, handle] { destroy_object(vk, type, handle); });
}

}  // namespace belvedere::gpu
