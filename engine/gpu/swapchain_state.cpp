// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/swapchain_state.hpp"

#include "engine/gpu/limits.hpp"

namespace belvedere::gpu {
namespace {

bool exhausted(const SwapchainState& state) {
    return state.attempts > kSwapchainRetriesPerFrame;
}

bool same(VkExtent2D a, VkExtent2D b) {
    return a.width == b.width && a.height == b.height;
}

SwapchainState frame_began(SwapchainState state) {
    state.failed_frames += exhausted(state) ? 1 : 0;
    state.attempts = 0;
    state.skip = false;
    // The last frame took an image and never gave it back: its semaphore stays signalled, and only
    // a new swapchain has clean ones.
    if (state.phase == SwapchainPhase::kDrawing) state.phase = SwapchainPhase::kNoSwapchain;
    return state;
}

// What a failed call of any kind leads to; `otherwise` for failures that name no culprit.
SwapchainState failed(SwapchainState state, VkResult result, SwapchainPhase otherwise) {
    ++state.attempts;
    switch (result) {
        case VK_ERROR_DEVICE_LOST:
            state.phase = SwapchainPhase::kLost;
            break;
        case VK_ERROR_SURFACE_LOST_KHR:
            state.phase = SwapchainPhase::kNoSurface;
            break;
        case VK_ERROR_OUT_OF_DATE_KHR:
        case VK_ERROR_FULL_SCREEN_EXCLUSIVE_MODE_LOST_EXT:
            state.phase = SwapchainPhase::kNoSwapchain;
            break;
        default:
            state.phase = otherwise;
            break;
    }
    return state;
}

SwapchainState surface_made(SwapchainState state, VkResult result) {
    if (result != VK_SUCCESS) {
        // Whatever it was, there is no surface.
        const bool lost = result == VK_ERROR_DEVICE_LOST;
        return failed(state, lost ? result : VK_ERROR_SURFACE_LOST_KHR, SwapchainPhase::kNoSurface);
    }
    state.phase = SwapchainPhase::kNoSwapchain;
    return state;
}

SwapchainState swapchain_made(SwapchainState state, VkResult result) {
    if (result == VK_NOT_READY) {
        state.skip = true;
        state.phase = SwapchainPhase::kNoSwapchain;
        return state;
    }
    if (result != VK_SUCCESS) return failed(state, result, SwapchainPhase::kNoSwapchain);
    state.phase = SwapchainPhase::kReady;
    state.stale = false;
    return state;
}

SwapchainState acquired(SwapchainState state, VkResult result) {
    switch (result) {
        case VK_SUBOPTIMAL_KHR:
            state.stale = true;
            [[fallthrough]];
        case VK_SUCCESS:
            state.phase = SwapchainPhase::kDrawing;
            return state;
        case VK_TIMEOUT:
        case VK_NOT_READY:
            state.skip = true;
            return state;
        default:
            return failed(state, result, SwapchainPhase::kNoSwapchain);
    }
}

SwapchainState presented(SwapchainState state, VkResult result) {
    if (result != VK_SUCCESS && result != VK_SUBOPTIMAL_KHR) {
        return failed(state, result, SwapchainPhase::kNoSwapchain);
    }
    state.failed_frames = 0;
    const bool renew = state.stale || result == VK_SUBOPTIMAL_KHR;
    state.phase = renew ? SwapchainPhase::kNoSwapchain : SwapchainPhase::kReady;
    return state;
}

}  // namespace

SwapchainAction next_action(const SwapchainState& state) {
    if (state.phase == SwapchainPhase::kLost || state.failed_frames > kSwapchainFailedFramesMax) {
        return SwapchainAction::kStop;
    }
    if (state.phase == SwapchainPhase::kDrawing) return SwapchainAction::kDraw;
    const bool hidden = state.window.width == 0 || state.window.height == 0;
    if (hidden || state.skip || exhausted(state)) return SwapchainAction::kSkipFrame;
    if (state.phase == SwapchainPhase::kNoSurface) return SwapchainAction::kMakeSurface;
    const bool make = state.phase == SwapchainPhase::kNoSwapchain || state.stale;
    return make ? SwapchainAction::kMakeSwapchain : SwapchainAction::kAcquire;
}

SwapchainState after(SwapchainState state, const SwapchainEvent& event) {
    if (state.phase == SwapchainPhase::kLost) return state;
    switch (event.kind) {
        case SwapchainEventKind::kFrameBegan:
            return frame_began(state);
        case SwapchainEventKind::kWindowResized:
            state.stale = state.stale || !same(state.window, event.extent);
            state.window = event.extent;
            return state;
        case SwapchainEventKind::kSurfaceMade:
            return surface_made(state, event.result);
        case SwapchainEventKind::kSwapchainMade:
            return swapchain_made(state, event.result);
        case SwapchainEventKind::kAcquired:
            return acquired(state, event.result);
        case SwapchainEventKind::kPresented:
            return presented(state, event.result);
    }
    return state;
}

}  // namespace belvedere::gpu
