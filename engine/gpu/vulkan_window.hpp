// SPDX-License-Identifier: Apache-2.0
// A real window's surface and swapchain: the WindowSystem that is not a fake.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/gpu/limits.hpp"
#include "engine/gpu/owned.hpp"
#include "engine/gpu/present_target.hpp"
#include "engine/gpu/surface.hpp"
#include "engine/gpu/swapchain_driver.hpp"

namespace belvedere::gpu {

// Owns the surface (it may start without) and everything made from it. Main thread only.
class VulkanWindow final : public WindowSystem {
  public:
    VulkanWindow(Device& device, SurfaceSource source, VkSurfaceKHR surface)
        : device_(device), source_(std::move(source)), surface_(surface) {}
    ~VulkanWindow() override;
    VulkanWindow(const VulkanWindow&) = delete;
    VulkanWindow& operator=(const VulkanWindow&) = delete;

    [[nodiscard]] VkResult make_surface() override;
    [[nodiscard]] VkResult make_swapchain(VkExtent2D window) override;
    [[nodiscard]] AcquiredImage acquire(std::uint32_t slot) override;
    [[nodiscard]] VkResult present(std::uint32_t index) override;

    [[nodiscard]] bool has_surface() const { return surface_ != VK_NULL_HANDLE; }
    [[nodiscard]] TargetDescription description() const { return description_; }
    // Whether the swapchain's images allow copies from them.
    [[nodiscard]] bool is_readable() const { return is_readable_; }
    // The acquired image, its semaphores added to the frame.
    [[nodiscard]] TargetImage hand_over(Frame& frame, std::uint32_t index) const;

  private:
    struct Picture {
        VkImage image = VK_NULL_HANDLE;
        Owned<VkImageView> view;
        Owned<VkSemaphore> drawn;  // signalled by the frame, awaited by the display
    };
    void retire_swapchain();
    [[nodiscard]] VkResult create(const VkSurfaceCapabilitiesKHR& capabilities, VkExtent2D extent);
    [[nodiscard]] VkResult create_pictures();
    [[nodiscard]] VkResult remember(VkResult result);

    Device& device_;
    SurfaceSource source_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    Owned<VkSwapchainKHR> swapchain_;
    std::vector<Picture> pictures_;
    std::array<Owned<VkSemaphore>, kFramesInFlight> acquired_;  // by frame slot
    TargetDescription description_;
    bool is_readable_ = false;
};

}  // namespace belvedere::gpu
