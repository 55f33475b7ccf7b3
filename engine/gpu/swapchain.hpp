// SPDX-License-Identifier: Apache-2.0
// The present target of a window.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/gpu/present_target.hpp"
#include "engine/gpu/surface.hpp"
#include "engine/gpu/swapchain_state.hpp"

namespace belvedere::gpu {

class Device;
class VulkanWindow;

// Draws into the surface that the Device was made with (DeviceOptions::surface), at the display's
// rate (FIFO: no tearing, no frame that nobody sees). All trouble of windows (resize, minimise,
// another screen, a lost surface) is the business of swapchain_state; here frames are skipped or
// drawn. Main thread only.
class Swapchain final : public PresentTarget {
  public:
    // `window` in pixels. kUsage for a device without a surface.
    [[nodiscard]] static Result<std::unique_ptr<Swapchain>> create(Device& device,
                                                                   VkExtent2D window);
    // For a further window of the same device. kDevice when its surface cannot be made or the
    // device cannot present to it. `source` must stay callable as long as this lives.
    [[nodiscard]] static Result<std::unique_ptr<Swapchain>> create(Device& device,
                                                                   SurfaceSource source,
                                                                   VkExtent2D window);
    ~Swapchain() override;

    // Whether its images allow copies from them; so far every window system does.
    [[nodiscard]] bool is_readable() const;

    // Call at each size event of the window, with 0 x 0 while it is minimised.
    void set_window_size(VkExtent2D window);

    [[nodiscard]] TargetDescription description() const override;
    [[nodiscard]] Result<std::optional<TargetImage>> acquire(Frame& frame) override;
    [[nodiscard]] Result<void> present(const TargetImage& image) override;

  private:
    explicit Swapchain(std::unique_ptr<VulkanWindow> window);
    std::unique_ptr<VulkanWindow> window_;
    SwapchainState state_;
};

}  // namespace belvedere::gpu
