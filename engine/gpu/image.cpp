// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/image.hpp"

#include <cassert>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {
namespace {

VkImageCreateInfo create_info(const ImageOptions& options) {
    return {.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
            .imageType = VK_IMAGE_TYPE_2D,
            .format = options.format,
            .extent = {options.extent.width, options.extent.height, 1},
            .mipLevels = options.mip_levels,
            .arrayLayers = options.layers,
            .samples = options.samples,
            .tiling = VK_IMAGE_TILING_OPTIMAL,
            .usage = options.usage,
            .sharingMode = VK_SHARING_MODE_EXCLUSIVE,
            .initialLayout = VK_IMAGE_LAYOUT_UNDEFINED};
}

// Sizes come out of files, so the device is asked before the driver could misbehave.
Result<void> check_supported(const Device& device, const ImageOptions& options) {
    VkImageFormatProperties limits{};
    const VkResult asked = vkGetPhysicalDeviceImageFormatProperties(
        device.vk().physical, options.format, VK_IMAGE_TYPE_2D, VK_IMAGE_TILING_OPTIMAL,
        options.usage, 0, &limits);
    if (asked == VK_ERROR_FORMAT_NOT_SUPPORTED) {
        return fail(ErrorKind::kUnsupported, options.name + ": the device has no image format " +
                                                 std::to_string(static_cast<int>(options.format)) +
                                                 " for this use");
    }
    if (asked != VK_SUCCESS) return fail(vulkan_error(asked, options.name));
    if (options.extent.width > limits.maxExtent.width ||
        options.extent.height > limits.maxExtent.height ||
        options.mip_levels > limits.maxMipLevels || options.layers > limits.maxArrayLayers ||
        (limits.sampleCounts & static_cast<VkSampleCountFlags>(options.samples)) == 0) {
        return fail(ErrorKind::kUnsupported, options.name + ": an image of " +
                                                 std::to_string(options.extent.width) + " x " +
                                                 std::to_string(options.extent.height) +
                                                 " pixels is beyond what the device supports");
    }
    return {};
}

struct ViewShape {
    VkImageViewType type;
    VkImageSubresourceRange range;
};

Result<Owned<VkImageView>> make_view(Device& device, VkImage image, const ImageOptions& options,
                                     const ViewShape& shape) {
    const VkImageViewCreateInfo info{.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO,
                                     .image = image,
                                     .viewType = shape.type,
                                     .format = options.format,
                                     .subresourceRange = shape.range};
    VkImageView view = VK_NULL_HANDLE;
    const VkResult made = vkCreateImageView(device.vk().device, &info, nullptr, &view);
    if (auto checked = device.check(made, options.name); !checked) return fail(checked.error());
    return Owned<VkImageView>(device, view, options.name + " view");
}

}  // namespace

VkImageAspectFlags aspect_of(VkFormat format) {
    switch (format) {
        case VK_FORMAT_D16_UNORM:
        case VK_FORMAT_D32_SFLOAT:
        case VK_FORMAT_X8_D24_UNORM_PACK32:
        case VK_FORMAT_D24_UNORM_S8_UINT:
        case VK_FORMAT_D32_SFLOAT_S8_UINT:
            return VK_IMAGE_ASPECT_DEPTH_BIT;
        default:
            return VK_IMAGE_ASPECT_COLOR_BIT;
    }
}

Result<Image> Image::create(Device& device, const ImageOptions& options) {
    assert(options.extent.width > 0 && options.extent.height > 0 && options.layers > 0);
    if (auto supported = check_supported(device, options); !supported) {
        return fail(supported.error());
    }
    const VkDevice vk = device.vk().device;
    const VkImageCreateInfo info = create_info(options);
    VkImage handle = VK_NULL_HANDLE;
    if (auto made = device.check(vkCreateImage(vk, &info, nullptr, &handle), options.name); !made) {
        return fail(made.error());
    }
    VkMemoryRequirements requirements{};
    vkGetImageMemoryRequirements(vk, handle, &requirements);
    auto allocation = device.memory().allocate(
        requirements, {MemoryUse::kDevice, options.category, MemoryContent::kImage});
    if (!allocation) {
        vkDestroyImage(vk, handle, nullptr);
        return fail_in(options.name, allocation.error());
    }
    Image image;
    image.device_ = &device;
    image.handle_ = handle;
    image.options_ = options;
    image.allocation_ = *allocation;
    device.set_name(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(handle), options.name);
    const VkResult bound = vkBindImageMemory(vk, handle, allocation->memory, allocation->offset);
    if (auto checked = device.check(bound, options.name); !checked) return fail(checked.error());
    constexpr VkImageUsageFlags kViewable =
        VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_STORAGE_BIT |
        VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT |
        VK_IMAGE_USAGE_INPUT_ATTACHMENT_BIT;
    if ((options.usage & kViewable) == 0) return image;
    const bool array = options.array_view || options.layers > 1;
    auto view =
        make_view(device, handle, options,
                  {array ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D, image.range()});
    if (!view) return fail(view.error());
    image.view_ = std::move(*view);
    return image;
}

Image::Image(Image&& other) noexcept
    : device_(other.device_),
      handle_(std::exchange(other.handle_, VK_NULL_HANDLE)),
      view_(std::move(other.view_)),
      options_(std::move(other.options_)),
      allocation_(other.allocation_) {}

Image& Image::operator=(Image&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(handle_, other.handle_);
    std::swap(view_, other.view_);
    std::swap(options_, other.options_);
    std::swap(allocation_, other.allocation_);
    return *this;
}

Image::~Image() {
    view_.reset();
    if (handle_ == VK_NULL_HANDLE) return;
    device_->retirement().retire([device = device_, handle = handle_, allocation = allocation_] {
        vkDestroyImage(device->vk().device, handle, nullptr);
        device->memory().free(allocation);
    });
}

VkImageSubresourceRange Image::range() const {
    return {aspect_of(options_.format), 0, options_.mip_levels, 0, options_.layers};
}

Result<Owned<VkImageView>> Image::create_view(Part part) const {
    assert(part.layer < options_.layers && part.mip_level < options_.mip_levels);
    return make_view(
        *device_, handle_, options_,
        {VK_IMAGE_VIEW_TYPE_2D, {aspect_of(options_.format), part.mip_level, 1, part.layer, 1}});
}

}  // namespace belvedere::gpu
