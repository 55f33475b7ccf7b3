// SPDX-License-Identifier: Apache-2.0
// Where a frame's picture goes: a window's swapchain or an image in memory, by one path.
#pragma once

#include <volk.h>

#include <cstdint>
#include <optional>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

class Frame;

// What a renderer builds its last render pass and framebuffers for. Colour formats are UNORM:
// shaders write sRGB-encoded values, so that the UI blends as its authors see it.
struct TargetDescription {
    VkFormat format = VK_FORMAT_UNDEFINED;
    VkExtent2D extent{};
    // The layout that the image must have at the end of the frame.
    VkImageLayout final_layout = VK_IMAGE_LAYOUT_UNDEFINED;
    std::uint32_t images = 0;
    // Grows whenever the images were made anew: framebuffers of an older one are void.
    std::uint64_t generation = 0;
};

// The image to draw this frame into; its old content is undefined.
struct TargetImage {
    VkImage image = VK_NULL_HANDLE;
    VkImageView view = VK_NULL_HANDLE;
    std::uint32_t index = 0;  // < TargetDescription::images
    VkExtent2D extent{};
    std::uint64_t generation = 0;
};

// Main thread only; outlived by its Device.
class PresentTarget {
  public:
    virtual ~PresentTarget() = default;
    // Meaningful once acquire has returned an image; changes only inside acquire.
    [[nodiscard]] virtual TargetDescription description() const = 0;
    // The next image, its semaphores added to `frame`; nothing when there is nowhere to draw now (a
    // minimised window): submit the frame without drawing and try again at the next event. kDevice
    // when the window or the device is gone for good.
    [[nodiscard]] virtual Result<std::optional<TargetImage>> acquire(Frame& frame) = 0;
    // Shows the image; call after the frame was submitted.
    [[nodiscard]] virtual Result<void> present(const TargetImage& image) = 0;
};

}  // namespace belvedere::gpu
