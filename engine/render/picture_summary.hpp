// SPDX-License-Identifier: Apache-2.0
// PictureSummary: what a picture shows, coarsely, read back from the GPU a frame later at next to
// no cost: a few thousand of its pixels.
#pragma once

#include <volk.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/image.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::render {

// Cells of a summary, and the pixels looked at in each: 4 x 4, evenly spread.
inline constexpr std::uint32_t kSummaryColumns = 32, kSummaryRows = 18, kSummarySamples = 4;

// Main thread only. Summaries come out in the order they went in, once their frame is done.
class PictureSummary final {
  public:
    [[nodiscard]] static std::unique_ptr<PictureSummary> create(gpu::Device& device);

    // Records the look at a picture that this frame has drawn, outside any render pass. The image
    // allows copies from it, is in the layout that its description ends a frame with, and stays in
    // it. `time_s` comes back with the summary.
    [[nodiscard]] Result<void> record(gpu::Frame& frame, const FrameTarget& picture, double time_s);

    struct Taken {
        double time_s = 0.0;
        std::vector<glm::vec3> cells;  // Mean linear light, row by row from the top.
    };
    // The next that is finished; nothing when none is.
    [[nodiscard]] std::optional<Taken> take(std::uint64_t completed_serial);
    // Those that were recorded and not taken yet.
    [[nodiscard]] std::size_t pending() const { return pending_.size(); }

  private:
    struct Pending {
        gpu::Buffer pixels;
        std::uint64_t frame_serial = 0;
        double time_s = 0.0;
        bool is_blue_first = false;
    };
    explicit PictureSummary(gpu::Device& device) : device_(device) {}
    [[nodiscard]] Result<void> ensure_image(VkFormat format);
    [[nodiscard]] Result<gpu::Buffer> free_buffer();

    gpu::Device& device_;
    gpu::Image small_;
    std::deque<Pending> pending_;
    std::vector<gpu::Buffer> free_;
};

}  // namespace belvedere::render
