// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/submission.hpp"

#include <chrono>

#include "engine/gpu/device.hpp"
#include "engine/gpu/limits.hpp"

namespace belvedere::gpu {
namespace {

Result<Owned<VkSemaphore>> make_semaphore(Device& device, const std::string& name,
                                          const VkSemaphoreTypeCreateInfo* type) {
    const VkSemaphoreCreateInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
                                     .pNext = type};
    VkSemaphore semaphore = VK_NULL_HANDLE;
    const VkResult made = vkCreateSemaphore(device.vk().device, &info, nullptr, &semaphore);
    if (auto checked = device.check(made, name); !checked) return fail(checked.error());
    return Owned<VkSemaphore>(device, semaphore, name);
}

}  // namespace

Result<Owned<VkSemaphore>> create_timeline(Device& device, const std::string& name,
                                           std::uint64_t value) {
    const VkSemaphoreTypeCreateInfo type{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO,
                                         .semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE,
                                         .initialValue = value};
    return make_semaphore(device, name, &type);
}

Result<Owned<VkSemaphore>> create_semaphore(Device& device, const std::string& name) {
    return make_semaphore(device, name, nullptr);
}

Result<Owned<VkFence>> create_fence(Device& device, const std::string& name) {
    const VkFenceCreateInfo info{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFence fence = VK_NULL_HANDLE;
    const VkResult made = vkCreateFence(device.vk().device, &info, nullptr, &fence);
    if (auto checked = device.check(made, name); !checked) return fail(checked.error());
    return Owned<VkFence>(device, fence, name);
}

bool fence_passed(Device& device, VkFence fence) {
    const VkResult status = vkGetFenceStatus(device.vk().device, fence);
    if (status == VK_NOT_READY) return false;
    // A failure is a lost device, which check() remembers; nothing is pending on it.
    static_cast<void>(device.check(status, "fence"));
    return true;
}

Result<void> wait_fence(Device& device, VkFence fence) {
    const auto longest = device.info().is_software ? kSoftwareWaitMax : kGpuWaitMax;
    const auto timeout = std::chrono::nanoseconds(longest).count();
    return device.check(vkWaitForFences(device.vk().device, 1, &fence, VK_TRUE,
                                        static_cast<std::uint64_t>(timeout)),
                        "waiting for the graphics device");
}

Result<bool> wait_fence_up_to(Device& device, VkFence fence, std::chrono::nanoseconds longest) {
    const VkResult waited = vkWaitForFences(device.vk().device, 1, &fence, VK_TRUE,
                                            static_cast<std::uint64_t>(longest.count()));
    if (waited == VK_TIMEOUT) return false;
    if (auto checked = device.check(waited, "waiting for the graphics device"); !checked) {
        return fail(checked.error());
    }
    return true;
}

Result<Owned<VkCommandPool>> create_command_pool(Device& device, std::uint32_t family,
                                                 const std::string& name) {
    const VkCommandPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                       .flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT,
                                       .queueFamilyIndex = family};
    VkCommandPool pool = VK_NULL_HANDLE;
    const VkResult made = vkCreateCommandPool(device.vk().device, &info, nullptr, &pool);
    if (auto checked = device.check(made, name); !checked) return fail(checked.error());
    return Owned<VkCommandPool>(device, pool, name + " pool");
}

Result<VkCommandBuffer> allocate_commands(Device& device, VkCommandPool pool,
                                          const std::string& name) {
    const VkCommandBufferAllocateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                           .commandPool = pool,
                                           .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                           .commandBufferCount = 1};
    VkCommandBuffer commands = VK_NULL_HANDLE;
    const VkResult made = vkAllocateCommandBuffers(device.vk().device, &info, &commands);
    if (auto checked = device.check(made, name); !checked) return fail(checked.error());
    device.set_name(VK_OBJECT_TYPE_COMMAND_BUFFER, reinterpret_cast<std::uint64_t>(commands), name);
    return commands;
}

Result<void> begin_commands(Device& device, VkCommandBuffer commands) {
    const VkCommandBufferBeginInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                        .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
    return device.check(vkBeginCommandBuffer(commands, &info), "commands");
}

Result<void> run_once(Device& device, const std::string& name,
                      const std::function<void(VkCommandBuffer)>& record) {
    if (device.lost()) return fail(ErrorKind::kDevice, name + ": the graphics device was lost");
    auto pool = create_command_pool(device, device.vk().graphics.family, name);
    if (!pool) return fail(pool.error());
    const auto commands = allocate_commands(device, pool->get(), name);
    if (!commands) return fail(commands.error());
    auto done = create_fence(device, name + " done");
    if (!done) return fail(done.error());
    if (auto begun = begin_commands(device, *commands); !begun) return fail(begun.error());
    record(*commands);
    if (auto ended = device.check(vkEndCommandBuffer(*commands), name); !ended) {
        return fail(ended.error());
    }
    const VkCommandBufferSubmitInfo recorded{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                             .commandBuffer = *commands};
    const VkSubmitInfo2 submit{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
                               .commandBufferInfoCount = 1,
                               .pCommandBufferInfos = &recorded};
    const VkResult result = vkQueueSubmit2(device.vk().graphics.handle, 1, &submit, done->get());
    if (auto checked = device.check(result, name); !checked) return fail(checked.error());
    return wait_fence(device, done->get());
}

}  // namespace belvedere::gpu
