// SPDX-License-Identifier: Apache-2.0
// Upload commands that are submitted by themselves, on the transfer queue where there is one.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>

#include "engine/core/result.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// A few command buffers and one timeline semaphore, which frames wait for. Images of a separate
// queue family change hands: released here, acquired in the first frame after the copy is done.
// Main thread only.
class UploadLane final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<UploadLane>> create(Device& device);
    // Waits for what was submitted, so that nothing retired waits for this lane ever after.
    ~UploadLane();
    UploadLane(const UploadLane&) = delete;
    UploadLane& operator=(const UploadLane&) = delete;

    // Commands to record into, or null while all buffers are still with the GPU.
    [[nodiscard]] Result<VkCommandBuffer> begin();
    // Submits what was recorded since begin; the work is done at value().
    [[nodiscard]] Result<void> submit();
    // The value of the submit that is being recorded, or of the next one.
    [[nodiscard]] std::uint64_t next_value() const { return submitted_ + 1; }
    [[nodiscard]] std::uint64_t completed_value();
    // Makes all copies up to `value`, which is complete, visible to `frame`.
    void make_visible(Frame& frame, std::uint64_t value) const;
    // Whether images are released and acquired between queue families.
    [[nodiscard]] bool changes_family() const {
        return device_.vk().transfer.family != device_.vk().graphics.family;
    }

  private:
    struct Slot {
        Owned<VkCommandPool> pool;
        VkCommandBuffer commands = VK_NULL_HANDLE;
        Owned<VkFence> fence;
        std::uint64_t value = 0;
    };
    explicit UploadLane(Device& device) : device_(device) {}
    Device& device_;
    Owned<VkSemaphore> timeline_;
    std::array<Slot, kFramesInFlight + 1> slots_;
    Slot* recording_ = nullptr;
    std::uint64_t submitted_ = 0;
    std::uint64_t completed_ = 0;
};

}  // namespace belvedere::gpu
