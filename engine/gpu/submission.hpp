// SPDX-License-Identifier: Apache-2.0
// Command buffers, semaphores and fences: the plumbing under FrameRing and UploadQueue.
//
// The CPU waits on fences, never on timeline semaphores: the validation layer (1.3.239) learns from
// a fence that work is done, and without that takes each reuse of freed memory for a hazard.
#pragma once

#include <volk.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// A timeline semaphore that stands at `value`.
[[nodiscard]] Result<Owned<VkSemaphore>> create_timeline(Device& device, const std::string& name,
                                                         std::uint64_t value = 0);
// A binary semaphore, as the window system wants them.
[[nodiscard]] Result<Owned<VkSemaphore>> create_semaphore(Device& device, const std::string& name);

[[nodiscard]] Result<Owned<VkFence>> create_fence(Device& device, const std::string& name);
// Whether the work submitted with the fence is done; a lost device has nothing more to do.
[[nodiscard]] bool fence_passed(Device& device, VkFence fence);
// Waits for the fence; kDevice after kGpuWaitMax (kSoftwareWaitMax), and the device counts as lost.
[[nodiscard]] Result<void> wait_fence(Device& device, VkFence fence);
// Likewise for so long at most; whether it was passed.
[[nodiscard]] Result<bool> wait_fence_up_to(Device& device, VkFence fence,
                                            std::chrono::nanoseconds longest);

// A pool whose buffers are recorded once and reset together.
[[nodiscard]] Result<Owned<VkCommandPool>> create_command_pool(Device& device, std::uint32_t family,
                                                               const std::string& name);
[[nodiscard]] Result<VkCommandBuffer> allocate_commands(Device& device, VkCommandPool pool,
                                                        const std::string& name);
[[nodiscard]] Result<void> begin_commands(Device& device, VkCommandBuffer commands);

// Records, submits to the graphics queue and waits: for reading back and for preparation, never
// inside a frame that must be fast.
[[nodiscard]] Result<void> run_once(Device& device, const std::string& name,
                                    const std::function<void(VkCommandBuffer)>& record);

}  // namespace belvedere::gpu
