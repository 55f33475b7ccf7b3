// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/swapchain.hpp"

#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/swapchain_driver.hpp"
#include "engine/gpu/vulkan_window.hpp"

namespace belvedere::gpu {

Swapchain::Swapchain(std::unique_ptr<VulkanWindow> window) : window_(std::move(window)) {}
Swapchain::~Swapchain() = default;

Result<std::unique_ptr<Swapchain>> Swapchain::create(Device& device, VkExtent2D window) {
    if (device.surface_source().empty()) {
        return fail(ErrorKind::kUsage, "this device was not made for a window");
    }
    std::unique_ptr<Swapchain> swapchain(new Swapchain(
        std::make_unique<VulkanWindow>(device, device.surface_source(), device.take_surface())));
    if (swapchain->window_->has_surface()) {
        swapchain->state_ =
            after(swapchain->state_, {SwapchainEventKind::kSurfaceMade, VK_SUCCESS});
    }
    swapchain->set_window_size(window);
    return swapchain;
}

Result<std::unique_ptr<Swapchain>> Swapchain::create(Device& device, SurfaceSource source,
                                                     VkExtent2D window) {
    auto surface_window =
        std::make_unique<VulkanWindow>(device, std::move(source), VkSurfaceKHR{VK_NULL_HANDLE});
    if (surface_window->make_surface() != VK_SUCCESS) {
        return fail(ErrorKind::kDevice, "the device cannot draw into this window");
    }
    std::unique_ptr<Swapchain> swapchain(new Swapchain(std::move(surface_window)));
    swapchain->state_ = after(swapchain->state_, {SwapchainEventKind::kSurfaceMade, VK_SUCCESS});
    swapchain->set_window_size(window);
    return swapchain;
}

void Swapchain::set_window_size(VkExtent2D window) {
    state_ = after(state_, {SwapchainEventKind::kWindowResized, VK_SUCCESS, window});
}

bool Swapchain::is_readable() const {
    return window_->is_readable();
}

TargetDescription Swapchain::description() const {
    return window_->description();
}

Result<std::optional<TargetImage>> Swapchain::acquire(Frame& frame) {
    const auto index = acquire_image(*window_, state_, frame.slot());
    if (!index) return fail(index.error());
    if (!*index) return std::optional<TargetImage>();
    return std::optional(window_->hand_over(frame, **index));
}

Result<void> Swapchain::present(const TargetImage& image) {
    return present_image(*window_, state_, image.index);
}

}  // namespace belvedere::gpu
