// SPDX-License-Identifier: Apache-2.0
// What to do next with a window's swapchain: one pure state machine, events in, actions out.
//
//                 made                    made                    acquired
//   kNoSurface ---------> kNoSwapchain ---------> kReady(stale?) ---------> kDrawing
//       ^  ^                 ^   ^                   |                        |
//       |  '--surface lost---'   '----out of date----+------- presented ------'
//       '---------------------------surface lost-----'         (stale: kNoSwapchain)
//   any --device lost--> kLost
#pragma once

#include <volk.h>

#include <cstdint>

namespace belvedere::gpu {

enum class SwapchainPhase {
    kNoSurface,    // The window's surface must be made (again).
    kNoSwapchain,  // There is a surface, and no swapchain that fits it.
    kReady,        // An image can be acquired.
    kDrawing,      // An image is acquired and not yet presented.
    kLost,         // The device is lost: nothing will ever be drawn again.
};

// Plain data; what it says about the frame under way is reset by kFrameBegan.
struct SwapchainState {
    SwapchainPhase phase = SwapchainPhase::kNoSurface;
    VkExtent2D window{};    // pixels of the window; 0 x 0 while minimised
    bool stale = false;     // the swapchain works and should be made anew before the next image
    bool skip = false;      // this frame has no image
    int attempts = 0;       // things that failed in this frame
    int failed_frames = 0;  // frames in a row that had no image because of failures
};

enum class SwapchainEventKind {
    kFrameBegan,     // A frame is wanted.
    kWindowResized,  // `extent` is the window's size now.
    kSurfaceMade,    // `result` of making the surface.
    kSwapchainMade,  // `result` of making the swapchain; VK_NOT_READY: the surface has no size now.
    kAcquired,       // `result` of acquiring.
    kPresented,      // `result` of presenting.
};

struct SwapchainEvent {
    SwapchainEventKind kind = SwapchainEventKind::kFrameBegan;
    VkResult result = VK_SUCCESS;
    VkExtent2D extent{};
};

enum class SwapchainAction {
    kMakeSurface,
    kMakeSwapchain,
    kAcquire,
    kDraw,       // An image is there: record and present.
    kSkipFrame,  // Nothing to draw into: minimised, busy, or failing; try again at the next frame.
    kStop,       // The window or the device is gone for good.
};

// What the state asks for. A frame calls this until it says kDraw, kSkipFrame or kStop, which takes
// at most kSwapchainRetriesPerFrame failures and three successes.
[[nodiscard]] SwapchainAction next_action(const SwapchainState& state);

// The state after an event. Every VkResult is allowed in every event.
[[nodiscard]] SwapchainState after(SwapchainState state, const SwapchainEvent& event);

}  // namespace belvedere::gpu
