// SPDX-License-Identifier: Apache-2.0
// Frames in flight: command buffers, per-frame memory and the pace between CPU and GPU.
#pragma once

#include <volk.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// Memory for one frame's own data. Write it before submit; it is the frame's until the GPU is done.
struct TransientSlice {
    VkBuffer buffer = VK_NULL_HANDLE;
    std::uint64_t offset = 0;
    std::span<std::byte> bytes;
};

// A semaphore that a frame waits for or signals; `value` only counts for timelines.
struct SemaphorePoint {
    VkSemaphore semaphore = VK_NULL_HANDLE;
    std::uint64_t value = 0;
    VkPipelineStageFlags2 stages = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
};

// One frame between FrameRing::begin and submit.
class Frame final {
  public:
    // Recording, outside a render pass.
    [[nodiscard]] VkCommandBuffer commands() const { return commands_; }
    // Counts the device's frames from 1.
    [[nodiscard]] std::uint64_t serial() const { return serial_; }
    // 0 .. kFramesInFlight - 1: which copy of per-frame objects is this frame's.
    [[nodiscard]] std::uint32_t slot() const { return slot_; }
    // The last frame that the GPU had finished when this one began.
    [[nodiscard]] std::uint64_t completed_serial() const { return completed_serial_; }

    // `bytes` (> 0) of mapped memory usable as uniform, storage, vertex, index, indirect and copy
    // source, aligned for all of them. kLimit beyond kTransientBytesMax a frame.
    [[nodiscard]] Result<TransientSlice> transient(std::uint64_t bytes);

    void wait_for(const SemaphorePoint& point) { waits_.push_back(point); }
    void signal(const SemaphorePoint& point) { signals_.push_back(point); }

  private:
    friend class FrameRing;
    Device* device_ = nullptr;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    Owned<VkCommandPool> pool_;
    Owned<VkFence> fence_;
    std::uint64_t serial_ = 0;
    std::uint64_t completed_serial_ = 0;
    std::uint32_t slot_ = 0;
    std::vector<Buffer> blocks_;  // transient memory; only the last one still has room
    std::uint64_t block_used_ = 0;
    std::uint64_t transient_total_ = 0;
    std::vector<SemaphorePoint> waits_;
    std::vector<SemaphorePoint> signals_;
};

// kFramesInFlight frames and the fences that pace them; one ring a device at a time. Main thread
// only.
class FrameRing final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<FrameRing>> create(Device& device);
    ~FrameRing();
    FrameRing(const FrameRing&) = delete;
    FrameRing& operator=(const FrameRing&) = delete;

    // Waits until the GPU is at most kFramesInFlight - 1 frames behind (kDevice after kGpuWaitMax),
    // frees what was retired, and starts recording. Each begin is followed by one submit.
    [[nodiscard]] Result<Frame*> begin();
    // Ends recording and hands the frame to the graphics queue.
    [[nodiscard]] Result<void> submit(Frame& frame);
    // Waits for all submitted frames and frees what was retired; for leaving and for tests.
    [[nodiscard]] Result<void> wait_idle();
    // Looks, without waiting, how far the GPU is, and frees what was retired. Answers
    // completed_serial().
    std::uint64_t poll();
    // Waits until the GPU is done with all submitted frames, but not longer than that; whether it
    // is. kDevice when it is lost.
    [[nodiscard]] Result<bool> wait_up_to(std::chrono::milliseconds longest);
    // Serial of the last frame that this ring has seen the GPU finish.
    [[nodiscard]] std::uint64_t completed_serial() const { return completed_; }
    [[nodiscard]] std::uint64_t submitted_serial() const { return submitted_; }

  private:
    explicit FrameRing(Device& device) : device_(device) {}
    [[nodiscard]] Result<void> wait(std::uint64_t serial);
    Device& device_;
    std::array<Frame, kFramesInFlight> frames_;
    std::uint64_t first_ = 1;
    std::uint64_t submitted_ = 0;
    std::uint64_t completed_ = 0;
    bool recording_ = false;
};

}  // namespace belvedere::gpu
