// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/frame_ring.hpp"

#include <algorithm>
#include <cassert>
#include <string>

#include "engine/gpu/device.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/submission.hpp"

namespace belvedere::gpu {
namespace {

// Satisfies every buffer use at once: no desktop device asks for more than 256.
constexpr std::uint64_t kTransientAlignment = 256;

Result<Buffer> create_transient_block(Device& device, std::uint64_t bytes) {
    return Buffer::create(
        device, {.name = "transient memory",
                 .bytes = bytes,
                 .usage = VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT | VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                          VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT |
                          VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT,
                 .use = MemoryUse::kUpload,
                 .category = MemoryCategory::kStaging});
}

std::vector<VkSemaphoreSubmitInfo> submit_infos(const std::vector<SemaphorePoint>& points) {
    std::vector<VkSemaphoreSubmitInfo> infos;
    infos.reserve(points.size());
    for (const SemaphorePoint& point : points) {
        infos.push_back({.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO,
                         .semaphore = point.semaphore,
                         .value = point.value,
                         .stageMask = point.stages});
    }
    return infos;
}

}  // namespace

Result<TransientSlice> Frame::transient(std::uint64_t bytes) {
    assert(bytes > 0);
    if (bytes > kTransientBytesMax - transient_total_) {
        return fail(ErrorKind::kLimit, "this frame's own data exceeds 256 MiB");
    }
    const std::uint64_t step = (bytes + kTransientAlignment - 1) & ~(kTransientAlignment - 1);
    if (blocks_.empty() || blocks_.back().bytes() - block_used_ < step) {
        const std::uint64_t last =
            blocks_.empty() ? kTransientBlockBytes / 2 : blocks_.back().bytes();
        auto block = create_transient_block(*device_, std::max(step, last * 2));
        if (!block) return fail(block.error());
        blocks_.push_back(std::move(*block));
        block_used_ = 0;
    }
    const Buffer& block = blocks_.back();
    const TransientSlice slice{block.handle(), block_used_,
                               block.mapped().subspan(static_cast<std::size_t>(block_used_),
                                                      static_cast<std::size_t>(bytes))};
    block_used_ += step;
    transient_total_ += step;
    return slice;
}

Result<std::unique_ptr<FrameRing>> FrameRing::create(Device& device) {
    std::unique_ptr<FrameRing> ring(new FrameRing(device));
    // Serials go on from an earlier ring of this device: what was retired during its last frame is
    // marked with them.
    ring->submitted_ = device.retirement().recording_frame();
    ring->first_ = ring->submitted_ + 1;
    ring->completed_ = ring->submitted_;
    for (std::uint32_t slot = 0; slot < kFramesInFlight; ++slot) {
        Frame& frame = ring->frames_[slot];
        const std::string name = "frame " + std::to_string(slot) + " commands";
        frame.device_ = &device;
        frame.slot_ = slot;
        auto pool = create_command_pool(device, device.vk().graphics.family, name);
        if (!pool) return fail(pool.error());
        frame.pool_ = std::move(*pool);
        auto commands = allocate_commands(device, frame.pool_.get(), name);
        if (!commands) return fail(commands.error());
        frame.commands_ = *commands;
        auto fence = create_fence(device, "frame " + std::to_string(slot) + " done");
        if (!fence) return fail(fence.error());
        frame.fence_ = std::move(*fence);
    }
    return ring;
}

FrameRing::~FrameRing() {
    if (device_.lost()) return;
    // A failure here has been recorded by the device; there is nobody left to hand it to.
    static_cast<void>(wait_idle());
}

Result<void> FrameRing::wait(std::uint64_t serial) {
    while (completed_ < serial) {
        const Frame& frame = frames_[(completed_ + 1) % kFramesInFlight];
        if (auto waited = wait_fence(device_, frame.fence_.get()); !waited) {
            return fail(waited.error());
        }
        ++completed_;
    }
    device_.retirement().set_completed_frame(completed_);
    return {};
}

Result<bool> FrameRing::wait_up_to(std::chrono::milliseconds longest) {
    if (poll() == submitted_) return true;
    // They are done in order.
    const Frame& last = frames_[submitted_ % kFramesInFlight];
    auto passed = wait_fence_up_to(device_, last.fence_.get(), longest);
    if (!passed) return fail(passed.error());
    return *passed && poll() == submitted_;
}

std::uint64_t FrameRing::poll() {
    while (completed_ < submitted_) {
        const Frame& frame = frames_[(completed_ + 1) % kFramesInFlight];
        if (!fence_passed(device_, frame.fence_.get())) break;
        ++completed_;
    }
    device_.retirement().set_completed_frame(completed_);
    return completed_;
}

Result<Frame*> FrameRing::begin() {
    assert(!recording_);
    if (device_.lost()) return fail(ErrorKind::kDevice, "the graphics device was lost");
    const std::uint64_t serial = submitted_ + 1;
    if (serial - first_ >= kFramesInFlight) {
        if (auto waited = wait(serial - kFramesInFlight); !waited) return fail(waited.error());
    }
    Frame& frame = frames_[serial % kFramesInFlight];
    frame.serial_ = serial;
    frame.completed_serial_ = completed_;
    frame.block_used_ = 0;
    frame.transient_total_ = 0;
    // What did not fit into one block last time will fit into the largest of them now.
    if (frame.blocks_.size() > 1)
        frame.blocks_.erase(frame.blocks_.begin(), frame.blocks_.end() - 1);
    frame.waits_.clear();
    frame.signals_.clear();
    device_.retirement().set_recording_frame(serial);
    const VkFence fence = frame.fence_.get();
    VkResult reset = vkResetFences(device_.vk().device, 1, &fence);
    if (reset == VK_SUCCESS) reset = vkResetCommandPool(device_.vk().device, frame.pool_.get(), 0);
    if (auto checked = device_.check(reset, "frame"); !checked) return fail(checked.error());
    if (auto begun = begin_commands(device_, frame.commands_); !begun) return fail(begun.error());
    recording_ = true;
    return &frame;
}

Result<void> FrameRing::submit(Frame& frame) {
    assert(recording_ && frame.serial_ == submitted_ + 1);
    recording_ = false;
    if (auto ended = device_.check(vkEndCommandBuffer(frame.commands_), "frame"); !ended) {
        return fail(ended.error());
    }
    const auto waits = submit_infos(frame.waits_);
    const auto signals = submit_infos(frame.signals_);
    const VkCommandBufferSubmitInfo commands{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                             .commandBuffer = frame.commands_};
    const VkSubmitInfo2 submit{
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
        .waitSemaphoreInfoCount = static_cast<std::uint32_t>(waits.size()),
        .pWaitSemaphoreInfos = waits.data(),
        .commandBufferInfoCount = 1,
        .pCommandBufferInfos = &commands,
        .signalSemaphoreInfoCount = static_cast<std::uint32_t>(signals.size()),
        .pSignalSemaphoreInfos = signals.data()};
    const VkResult result =
        vkQueueSubmit2(device_.vk().graphics.handle, 1, &submit, frame.fence_.get());
    if (auto checked = device_.check(result, "frame"); !checked) return fail(checked.error());
    submitted_ = frame.serial_;
    return {};
}

Result<void> FrameRing::wait_idle() {
    return wait(submitted_);
}

}  // namespace belvedere::gpu
