// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/upload_lane.hpp"

#include <cassert>

#include "engine/gpu/retirement.hpp"
#include "engine/gpu/submission.hpp"

namespace belvedere::gpu {

Result<std::unique_ptr<UploadLane>> UploadLane::create(Device& device) {
    std::unique_ptr<UploadLane> lane(new UploadLane(device));
    // Values go on from an earlier lane of this device: what was retired is marked with them.
    lane->submitted_ = device.retirement().submitted_upload();
    lane->completed_ = lane->submitted_;
    auto timeline = create_timeline(device, "upload timeline", lane->submitted_);
    if (!timeline) return fail(timeline.error());
    lane->timeline_ = std::move(*timeline);
    for (Slot& slot : lane->slots_) {
        auto pool = create_command_pool(device, device.vk().transfer.family, "upload commands");
        if (!pool) return fail(pool.error());
        slot.pool = std::move(*pool);
        const auto commands = allocate_commands(device, slot.pool.get(), "upload commands");
        if (!commands) return fail(commands.error());
        slot.commands = *commands;
        auto fence = create_fence(device, "upload done");
        if (!fence) return fail(fence.error());
        slot.fence = std::move(*fence);
    }
    return lane;
}

UploadLane::~UploadLane() {
    while (completed_ < submitted_ && !device_.lost()) {
        // A failure is a lost device, which wait_fence records and this loop then sees.
        static_cast<void>(
            wait_fence(device_, slots_[(completed_ + 1) % slots_.size()].fence.get()));
        ++completed_;
    }
    device_.retirement().set_completed_upload(submitted_);
}

std::uint64_t UploadLane::completed_value() {
    while (completed_ < submitted_ &&
           fence_passed(device_, slots_[(completed_ + 1) % slots_.size()].fence.get())) {
        ++completed_;
    }
    device_.retirement().set_completed_upload(completed_);
    return completed_;
}

Result<VkCommandBuffer> UploadLane::begin() {
    assert(recording_ == nullptr);
    Slot& slot = slots_[next_value() % slots_.size()];
    if (slot.value > completed_value()) return VkCommandBuffer{VK_NULL_HANDLE};
    const VkFence fence = slot.fence.get();
    VkResult reset = vkResetFences(device_.vk().device, 1, &fence);
    if (reset == VK_SUCCESS) reset = vkResetCommandPool(device_.vk().device, slot.pool.get(), 0);
    if (auto checked = device_.check(reset, "upload"); !checked) return fail(checked.error());
    if (auto begun = begin_commands(device_, slot.commands); !begun) return fail(begun.error());
    recording_ = &slot;
    return slot.commands;
}

Result<void> UploadLane::submit() {
    assert(recording_ != nullptr);
    Slot& slot = *recording_;
    recording_ = nullptr;
    if (auto ended = device_.check(vkEndCommandBuffer(slot.commands), "upload"); !ended) {
        return fail(ended.error());
    }
    const VkCommandBufferSubmitInfo commands{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                             .commandBuffer = slot.commands};
    const VkSemaphoreSubmitInfo signal{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO,
                                       .semaphore = timeline_.get(),
                                       .value = next_value(),
                                       .stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT};
    const VkSubmitInfo2 submit{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
                               .commandBufferInfoCount = 1,
                               .pCommandBufferInfos = &commands,
                               .signalSemaphoreInfoCount = 1,
                               .pSignalSemaphoreInfos = &signal};
    const VkResult result =
        vkQueueSubmit2(device_.vk().transfer.handle, 1, &submit, slot.fence.get());
    if (auto checked = device_.check(result, "upload"); !checked) return fail(checked.error());
    slot.value = ++submitted_;
    device_.retirement().set_submitted_upload(submitted_);
    return {};
}

void UploadLane::make_visible(Frame& frame, std::uint64_t value) const {
    frame.wait_for({timeline_.get(), value, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT});
}

}  // namespace belvedere::gpu
