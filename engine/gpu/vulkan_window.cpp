// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/vulkan_window.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>

#include "engine/core/log.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/submission.hpp"

namespace belvedere::gpu {
namespace {

// Shaders write sRGB-encoded values, so plain UNORM formats are wanted (present_target.hpp).
VkResult choose_format(VkPhysicalDevice physical, VkSurfaceKHR surface,
                       VkSurfaceFormatKHR& chosen) {
    std::uint32_t count = 0;
    VkResult asked = vkGetPhysicalDeviceSurfaceFormatsKHR(physical, surface, &count, nullptr);
    std::vector<VkSurfaceFormatKHR> formats(count);
    if (asked == VK_SUCCESS) {
        asked = vkGetPhysicalDeviceSurfaceFormatsKHR(physical, surface, &count, formats.data());
    }
    if (asked != VK_SUCCESS && asked != VK_INCOMPLETE) return asked;
    if (count == 0) return VK_ERROR_FORMAT_NOT_SUPPORTED;
    const auto wanted =
        std::find_if(formats.begin(), formats.end(), [](const VkSurfaceFormatKHR& format) {
            return (format.format == VK_FORMAT_B8G8R8A8_UNORM ||
                    format.format == VK_FORMAT_R8G8B8A8_UNORM) &&
                   format.colorSpace == VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
        });
    chosen = wanted != formats.end() ? *wanted : formats.front();
    return VK_SUCCESS;
}

VkExtent2D fitting_extent(const VkSurfaceCapabilitiesKHR& capabilities, VkExtent2D window) {
    // The surface says its size, or leaves it to us by the largest number (Wayland).
    if (capabilities.currentExtent.width != std::numeric_limits<std::uint32_t>::max()) {
        return capabilities.currentExtent;
    }
    return {std::clamp(window.width, capabilities.minImageExtent.width,
                       capabilities.maxImageExtent.width),
            std::clamp(window.height, capabilities.minImageExtent.height,
                       capabilities.maxImageExtent.height)};
}

VkCompositeAlphaFlagBitsKHR composite_alpha(const VkSurfaceCapabilitiesKHR& capabilities) {
    const VkCompositeAlphaFlagsKHR has = capabilities.supportedCompositeAlpha;
    for (const auto wanted : {VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR, VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR,
                              VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR}) {
        if ((has & static_cast<VkCompositeAlphaFlagsKHR>(wanted)) != 0) return wanted;
    }
    return VK_COMPOSITE_ALPHA_POST_MULTIPLIED_BIT_KHR;
}

std::uint32_t image_count(const VkSurfaceCapabilitiesKHR& capabilities) {
    // One more than the display holds, so that acquiring need not wait for it.
    const std::uint32_t wanted = capabilities.minImageCount + 1;
    const std::uint32_t most = capabilities.maxImageCount;
    return most == 0 ? wanted : std::min(wanted, most);
}

// Failures here are VkResults for the state machine; the sentence was a log line's worth.
VkResult result_of(const Error& error) {
    log::warning(error.message);
    return error.kind == ErrorKind::kLimit ? VK_ERROR_OUT_OF_DEVICE_MEMORY
                                           : VK_ERROR_INITIALIZATION_FAILED;
}

}  // namespace

VulkanWindow::~VulkanWindow() {
    retire_swapchain();
    if (surface_ == VK_NULL_HANDLE) return;
    // After the swapchain: the queue is first in, first out.
    device_.retirement().retire([instance = device_.vk().instance, surface = surface_] {
        vkDestroySurfaceKHR(instance, surface, nullptr);
    });
}

void VulkanWindow::retire_swapchain() {
    pictures_.clear();
    for (Owned<VkSemaphore>& semaphore : acquired_)
        semaphore.reset();
    swapchain_.reset();
}

VkResult VulkanWindow::remember(VkResult result) {
    // Only a lost device is a failure of the device; the rest the state machine heals.
    if (result == VK_ERROR_DEVICE_LOST) static_cast<void>(device_.check(result, "window"));
    return device_.lost() ? VK_ERROR_DEVICE_LOST : result;
}

VkResult VulkanWindow::make_surface() {
    retire_swapchain();
    if (surface_ != VK_NULL_HANDLE) {
        device_.retirement().retire([instance = device_.vk().instance, surface = surface_] {
            vkDestroySurfaceKHR(instance, surface, nullptr);
        });
        surface_ = VK_NULL_HANDLE;
    }
    auto surface = source_.create(device_.vk().instance);
    if (!surface) return result_of(surface.error());
    VkBool32 presents = VK_FALSE;
    const VkResult asked = vkGetPhysicalDeviceSurfaceSupportKHR(
        device_.vk().physical, device_.vk().graphics.family, *surface, &presents);
    surface_ = *surface;
    if (asked != VK_SUCCESS) return remember(asked);
    return presents == VK_TRUE ? VK_SUCCESS : VK_ERROR_FEATURE_NOT_PRESENT;
}

VkResult VulkanWindow::make_swapchain(VkExtent2D window) {
    VkSurfaceCapabilitiesKHR capabilities{};
    const VkResult asked =
        vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_.vk().physical, surface_, &capabilities);
    if (asked != VK_SUCCESS) return remember(asked);
    const VkExtent2D extent = fitting_extent(capabilities, window);
    if (extent.width == 0 || extent.height == 0) return VK_NOT_READY;
    const VkResult made = create(capabilities, extent);
    if (made != VK_SUCCESS) return remember(made);
    return remember(create_pictures());
}

VkResult VulkanWindow::create(const VkSurfaceCapabilitiesKHR& capabilities, VkExtent2D extent) {
    VkSurfaceFormatKHR format{};
    if (const VkResult chosen = choose_format(device_.vk().physical, surface_, format);
        chosen != VK_SUCCESS) {
        return chosen;
    }
    // Also to be read, by who looks at what is shown, where the window system allows it.
    const VkImageUsageFlags usage =
        VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
        (capabilities.supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_SRC_BIT);
    const VkSwapchainCreateInfoKHR info{.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR,
                                        .surface = surface_,
                                        .minImageCount = image_count(capabilities),
                                        .imageFormat = format.format,
                                        .imageColorSpace = format.colorSpace,
                                        .imageExtent = extent,
                                        .imageArrayLayers = 1,
                                        .imageUsage = usage,
                                        .imageSharingMode = VK_SHARING_MODE_EXCLUSIVE,
                                        .preTransform = capabilities.currentTransform,
                                        .compositeAlpha = composite_alpha(capabilities),
                                        .presentMode = VK_PRESENT_MODE_FIFO_KHR,
                                        .clipped = VK_TRUE,
                                        .oldSwapchain = swapchain_.get()};
    VkSwapchainKHR swapchain = VK_NULL_HANDLE;
    const VkResult made = vkCreateSwapchainKHR(device_.vk().device, &info, nullptr, &swapchain);
    retire_swapchain();  // made or not, the old one is of no more use
    if (made != VK_SUCCESS) return made;
    swapchain_ = Owned<VkSwapchainKHR>(device_, swapchain, "swapchain");
    is_readable_ = (usage & VK_IMAGE_USAGE_TRANSFER_SRC_BIT) != 0;
    description_.format = format.format;
    description_.extent = extent;
    description_.final_layout = VK_IMAGE_LAYOUT_PRESENT_SRC_KHR;
    ++description_.generation;
    return VK_SUCCESS;
}

VkResult VulkanWindow::create_pictures() {
    const VkDevice vk = device_.vk().device;
    std::uint32_t count = 0;
    VkResult got = vkGetSwapchainImagesKHR(vk, swapchain_.get(), &count, nullptr);
    std::vector<VkImage> images(count);
    if (got == VK_SUCCESS) {
        got = vkGetSwapchainImagesKHR(vk, swapchain_.get(), &count, images.data());
    }
    if (got != VK_SUCCESS) return got;
    description_.images = count;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::string name = "window image " + std::to_string(i);
        device_.set_name(VK_OBJECT_TYPE_IMAGE, handle_number(images[i]), name);
        const VkImageViewCreateInfo info{
            .sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO,
            .image = images[i],
            .viewType = VK_IMAGE_VIEW_TYPE_2D,
            .format = description_.format,
            .subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1}};
        VkImageView view = VK_NULL_HANDLE;
        const VkResult made = vkCreateImageView(vk, &info, nullptr, &view);
        if (made != VK_SUCCESS) return made;
        Owned<VkImageView> owned_view(device_, view, name + " view");
        auto drawn = create_semaphore(device_, name + " drawn");
        if (!drawn) return result_of(drawn.error());
        pictures_.push_back({images[i], std::move(owned_view), std::move(*drawn)});
    }
    for (Owned<VkSemaphore>& semaphore : acquired_) {
        auto made = create_semaphore(device_, "window image acquired");
        if (!made) return result_of(made.error());
        semaphore = std::move(*made);
    }
    return VK_SUCCESS;
}

AcquiredImage VulkanWindow::acquire(std::uint32_t slot) {
    const auto timeout = std::chrono::nanoseconds(kAcquireWaitMax).count();
    AcquiredImage acquired;
    acquired.result = remember(vkAcquireNextImageKHR(
        device_.vk().device, swapchain_.get(), static_cast<std::uint64_t>(timeout),
        acquired_[slot].get(), VK_NULL_HANDLE, &acquired.index));
    return acquired;
}

VkResult VulkanWindow::present(std::uint32_t index) {
    const VkSemaphore drawn = pictures_[index].drawn.get();
    const VkSwapchainKHR swapchain = swapchain_.get();
    const VkPresentInfoKHR info{.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR,
                                .waitSemaphoreCount = 1,
                                .pWaitSemaphores = &drawn,
                                .swapchainCount = 1,
                                .pSwapchains = &swapchain,
                                .pImageIndices = &index};
    return remember(vkQueuePresentKHR(device_.vk().graphics.handle, &info));
}

TargetImage VulkanWindow::hand_over(Frame& frame, std::uint32_t index) const {
    const Picture& picture = pictures_[index];
    frame.wait_for(
        {acquired_[frame.slot()].get(), 0, VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT});
    frame.signal({picture.drawn.get(), 0, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT});
    return {picture.image, picture.view.get(), index, description_.extent, description_.generation};
}

}  // namespace belvedere::gpu
