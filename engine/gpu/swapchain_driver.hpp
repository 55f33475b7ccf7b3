// SPDX-License-Identifier: Apache-2.0
// Runs the swapchain's state machine against the window system, or against a fake of it.
#pragma once

#include <volk.h>

#include <cstdint>
#include <optional>

#include "engine/core/result.hpp"
#include "engine/gpu/swapchain_state.hpp"

namespace belvedere::gpu {

struct AcquiredImage {
    VkResult result = VK_SUCCESS;
    std::uint32_t index = 0;  // with VK_SUCCESS and VK_SUBOPTIMAL_KHR
};

// The window system's four calls. Each returns what Vulkan said.
class WindowSystem {
  public:
    virtual ~WindowSystem() = default;
    // Makes the surface anew; the swapchain of the old one goes with it.
    [[nodiscard]] virtual VkResult make_surface() = 0;
    // Makes the swapchain anew for a window of that size; VK_NOT_READY while it has none.
    [[nodiscard]] virtual VkResult make_swapchain(VkExtent2D window) = 0;
    // Waits at most kAcquireWaitMax. `slot` is the frame's.
    [[nodiscard]] virtual AcquiredImage acquire(std::uint32_t slot) = 0;
    [[nodiscard]] virtual VkResult present(std::uint32_t index) = 0;
};

// Begins a frame and acts until there is an image, or none for this frame. kDevice when the state
// says kStop.
[[nodiscard]] Result<std::optional<std::uint32_t>> acquire_image(WindowSystem& system,
                                                                 SwapchainState& state,
                                                                 std::uint32_t slot);
// Presents what acquire_image gave. kDevice when the device is lost; anything else heals later.
[[nodiscard]] Result<void> present_image(WindowSystem& system, SwapchainState& state,
                                         std::uint32_t index);

}  // namespace belvedere::gpu
