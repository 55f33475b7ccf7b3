// SPDX-License-Identifier: Apache-2.0
// A present target in memory, for pictures without a window and for tests.
#pragma once

#include <cstdint>

#include "engine/core/bytes.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/present_target.hpp"

namespace belvedere::gpu {

// A picture: rows from the top, four bytes a pixel (red, green, blue, alpha; sRGB), no padding.
struct Pixels {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Bytes rgba;
};

// Copies an RGBA8 or BGRA8 image of one level that is in TRANSFER_SRC_OPTIMAL to the CPU. Waits for
// the GPU (kGpuWaitMax).
[[nodiscard]] Result<Pixels> read_back(Device& device, const Image& image);

// One image that is acquired again and again.
class Offscreen final : public PresentTarget {
  public:
    // `extent` in pixels, > 0. kUnsupported when it is beyond the device, kLimit without memory.
    // `format` is an RGBA8 or BGRA8 one; that of a window lets its pipelines be used again.
    [[nodiscard]] static Result<Offscreen> create(Device& device, VkExtent2D extent,
                                                  VkFormat format = VK_FORMAT_R8G8B8A8_UNORM);

    [[nodiscard]] TargetDescription description() const override;
    [[nodiscard]] Result<std::optional<TargetImage>> acquire(Frame& frame) override;
    [[nodiscard]] Result<void> present(const TargetImage& image) override;

    // The picture of the last presented frame; waits for the GPU. kUsage before the first frame.
    [[nodiscard]] Result<Pixels> pixels() const;
    // Makes the image anew in another size.
    [[nodiscard]] Result<void> resize(VkExtent2D extent);

  private:
    Offscreen(Device& device, Image image) : device_(&device), image_(std::move(image)) {}
    Device* device_;
    Image image_;
    std::uint64_t generation_ = 1;
    bool presented_ = false;
};

}  // namespace belvedere::gpu
