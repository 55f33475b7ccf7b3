// SPDX-License-Identifier: Apache-2.0
// An image with its memory and the view of all of it, and further views of parts.
#pragma once

#include <volk.h>

#include <cstdint>
#include <string>

#include "engine/core/result.hpp"
#include "engine/gpu/memory.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

struct ImageOptions {
    std::string name;
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
    VkExtent2D extent{};  // pixels, > 0
    std::uint32_t mip_levels = 1;
    std::uint32_t layers = 1;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    VkImageUsageFlags usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    MemoryCategory category = MemoryCategory::kTargets;
    // The whole view is an array even with one layer, for shaders that declare sampler2DArray.
    bool array_view = false;
};

// A 2D image, optimal tiling, exclusive to one queue. Move-only; freed through Retirement. Empty by
// default. Layouts are the business of whoever records commands on it.
class Image final {
  public:
    // kUnsupported when the device has no such format, size or sample count; kLimit when memory is
    // used up; kDevice when the device is lost.
    [[nodiscard]] static Result<Image> create(Device& device, const ImageOptions& options);
    Image() = default;
    Image(Image&& other) noexcept;
    Image& operator=(Image&& other) noexcept;
    ~Image();

    [[nodiscard]] VkImage handle() const { return handle_; }
    // All levels and layers; of a depth-stencil format the depth.
    [[nodiscard]] VkImageView view() const { return view_.get(); }
    [[nodiscard]] const ImageOptions& options() const { return options_; }
    [[nodiscard]] VkImageSubresourceRange range() const;
    [[nodiscard]] std::uint64_t memory_bytes() const { return allocation_.bytes; }

    // One layer and level as a view of its own: a shadow cascade's attachment, a mip to write.
    struct Part {
        std::uint32_t layer = 0;
        std::uint32_t mip_level = 0;
    };
    [[nodiscard]] Result<Owned<VkImageView>> create_view(Part part) const;

  private:
    Device* device_ = nullptr;
    VkImage handle_ = VK_NULL_HANDLE;
    Owned<VkImageView> view_;
    ImageOptions options_;
    Allocation allocation_;
};

// VK_IMAGE_ASPECT_DEPTH_BIT for formats with depth, VK_IMAGE_ASPECT_COLOR_BIT otherwise.
[[nodiscard]] VkImageAspectFlags aspect_of(VkFormat format);

}  // namespace belvedere::gpu
