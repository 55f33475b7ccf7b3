// SPDX-License-Identifier: Apache-2.0
// How long the GPU works on each part of a frame.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

struct TimedSpan {
    std::string name;
    double milliseconds = 0;
};

// Timestamps around parts of a frame, read when the frame's slot comes round again, so that nothing
// waits. Does nothing on devices without timestamps. Main thread only.
class GpuTimer final {
  public:
    [[nodiscard]] static Result<GpuTimer> create(Device& device);

    // Reads what this slot's earlier frame measured and starts anew; outside a render pass.
    void begin_frame(Frame& frame);
    // Measures from here to the matching end_span; spans do not nest, further than kTimedSpansMax
    // are not measured. Inside or outside a render pass.
    void begin_span(Frame& frame, const std::string& name);
    void end_span(Frame& frame);
    // The spans of the newest frame whose times are known, in order.
    [[nodiscard]] const std::vector<TimedSpan>& spans() const { return spans_; }

  private:
    struct Slot {
        Owned<VkQueryPool> queries;
        std::vector<std::string> names;
    };
    GpuTimer() = default;
    void read(const Slot& slot);
    Device* device_ = nullptr;
    std::array<Slot, kFramesInFlight> slots_;
    std::vector<TimedSpan> spans_;
    bool open_ = false;
};

}  // namespace belvedere::gpu
