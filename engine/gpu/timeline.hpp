// SPDX-License-Identifier: Apache-2.0
// Command buffers and timeline semaphores: the plumbing under FrameRing and UploadQueue.
#pragma once

#include <volk.h>

#include <cstdint>
#include <functional>
#include <string>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// A timeline semaphore at 0.
[[nodiscard]] Result<Owned<VkSemaphore>> create_timeline(Device& device, const std::string& name);
// A binary semaphore, as the window system wants them.
[[nodiscard]] Result<Owned<VkSemaphore>> create_semaphore(Device& device, const std::string& name);

// The value that the GPU has reached; on a lost device the largest, so that nobody waits for more.
[[nodiscard]] std::uint64_t timeline_value(Device& device, VkSemaphore timeline);
// Waits for `value`; kDevice after kGpuWaitMax, and the device counts as lost.
[[nodiscard]] Result<void> wait_timeline(Device& device, VkSemaphore timeline, std::uint64_t value);

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
