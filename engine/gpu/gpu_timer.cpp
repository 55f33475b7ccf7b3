// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/gpu_timer.hpp"

#include <cassert>

#include "engine/gpu/device.hpp"

namespace belvedere::gpu {

Result<GpuTimer> GpuTimer::create(Device& device) {
    GpuTimer timer;
    timer.device_ = &device;
    if (device.info().timestamp_period_ns <= 0) return timer;
    for (Slot& slot : timer.slots_) {
        const VkQueryPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO,
                                         .queryType = VK_QUERY_TYPE_TIMESTAMP,
                                         .queryCount = 2 * kTimedSpansMax};
        VkQueryPool pool = VK_NULL_HANDLE;
        const VkResult made = vkCreateQueryPool(device.vk().device, &info, nullptr, &pool);
        if (auto checked = device.check(made, "timestamps"); !checked) {
            return fail(checked.error());
        }
        slot.queries = Owned<VkQueryPool>(device, pool, "timestamps");
    }
    return timer;
}

void GpuTimer::read(const Slot& slot) {
    if (slot.names.empty()) return;
    std::vector<std::uint64_t> ticks(2 * slot.names.size());
    const VkResult got = vkGetQueryPoolResults(device_->vk().device, slot.queries.get(), 0,
                                               static_cast<std::uint32_t>(ticks.size()),
                                               ticks.size() * sizeof(std::uint64_t), ticks.data(),
                                               sizeof(std::uint64_t), VK_QUERY_RESULT_64_BIT);
    // Times are an extra: a frame whose times are not there is left out.
    if (got != VK_SUCCESS) return;
    spans_.clear();
    for (std::size_t i = 0; i < slot.names.size(); ++i) {
        const std::uint64_t begin = ticks[2 * i];
        const std::uint64_t end = ticks[2 * i + 1];
        const double passed = end > begin ? static_cast<double>(end - begin) : 0.0;
        spans_.push_back({slot.names[i], passed * device_->info().timestamp_period_ns * 1e-6});
    }
}

void GpuTimer::begin_frame(Frame& frame) {
    Slot& slot = slots_[frame.slot()];
    if (!slot.queries) return;
    read(slot);
    slot.names.clear();
    open_ = false;
    vkCmdResetQueryPool(frame.commands(), slot.queries.get(), 0, 2 * kTimedSpansMax);
}

void GpuTimer::begin_span(Frame& frame, const std::string& name) {
    Slot& slot = slots_[frame.slot()];
    assert(!open_);
    if (!slot.queries || slot.names.size() == kTimedSpansMax) return;
    const auto query = static_cast<std::uint32_t>(2 * slot.names.size());
    slot.names.push_back(name);
    open_ = true;
    vkCmdWriteTimestamp2(frame.commands(), VK_PIPELINE_STAGE_2_TOP_OF_PIPE_BIT, slot.queries.get(),
                         query);
}

void GpuTimer::end_span(Frame& frame) {
    const Slot& slot = slots_[frame.slot()];
    if (!open_) return;
    open_ = false;
    const auto query = static_cast<std::uint32_t>(2 * slot.names.size() - 1);
    vkCmdWriteTimestamp2(frame.commands(), VK_PIPELINE_STAGE_2_BOTTOM_OF_PIPE_BIT,
                         slot.queries.get(), query);
}

}  // namespace belvedere::gpu
