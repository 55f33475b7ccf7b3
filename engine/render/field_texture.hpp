// SPDX-License-Identifier: Apache-2.0
// A field on the GPU: values over an area, which the composed picture is tinted by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/image.hpp"

namespace belvedere::gpu {
class Device;
class Frame;
}  // namespace belvedere::gpu

namespace belvedere::render {

// One cell. Read between cells linearly, in half floats.
struct FieldTexel {
    float level = 0.0f;  // In classes: 0 is the lower end of the first, 1 of the second ...
    float trust = 0.0f;  // 0: nothing is drawn; below kFieldSure it is hatched; at most 1.
};

// An image that is replaced as a whole: frames under way keep theirs. Main thread only. Made by
// FrameRenderer::create_field().
class FieldTexture final {
  public:
    explicit FieldTexture(gpu::Device& device) : device_(device) {}

    // Row by row from the south-west, `columns` times a whole number of rows, each side at most
    // limits::kFieldSize. Copied at the start of the next frame. kLimit.
    [[nodiscard]] Result<void> set(std::uint32_t columns, std::span<const FieldTexel> texels);
    // Whether there is something to draw.
    [[nodiscard]] bool holds() const { return columns_ > 0; }

    // Copies what set() left, outside a render pass. Called by the renderer.
    [[nodiscard]] Result<void> flush(gpu::Frame& frame);
    [[nodiscard]] VkImageView view() const { return image_.view(); }

  private:
    gpu::Device& device_;
    gpu::Image image_;
    std::uint32_t columns_ = 0, rows_ = 0;
    std::vector<std::uint32_t> waiting_;  // Two half floats each; empty: nothing to copy.
};

}  // namespace belvedere::render
