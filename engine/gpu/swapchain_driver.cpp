// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/swapchain_driver.hpp"

namespace belvedere::gpu {
namespace {

Failure stopped(const SwapchainState& state) {
    if (state.phase == SwapchainPhase::kLost) {
        return fail(ErrorKind::kDevice, "the graphics device was lost");
    }
    return fail(ErrorKind::kDevice, "the window can no longer be drawn into");
}

}  // namespace

Result<std::optional<std::uint32_t>> acquire_image(WindowSystem& system, SwapchainState& state,
                                                   std::uint32_t slot) {
    state = after(state, {SwapchainEventKind::kFrameBegan});
    std::uint32_t index = 0;
    for (;;) {
        switch (next_action(state)) {
            case SwapchainAction::kMakeSurface:
                state = after(state, {SwapchainEventKind::kSurfaceMade, system.make_surface()});
                break;
            case SwapchainAction::kMakeSwapchain:
                state = after(state, {SwapchainEventKind::kSwapchainMade,
                                      system.make_swapchain(state.window)});
                break;
            case SwapchainAction::kAcquire: {
                const AcquiredImage acquired = system.acquire(slot);
                index = acquired.index;
                state = after(state, {SwapchainEventKind::kAcquired, acquired.result});
                break;
            }
            case SwapchainAction::kDraw:
                return std::optional(index);
            case SwapchainAction::kSkipFrame:
                return std::optional<std::uint32_t>();
            case SwapchainAction::kStop:
                return stopped(state);
        }
    }
}

Result<void> present_image(WindowSystem& system, SwapchainState& state, std::uint32_t index) {
    state = after(state, {SwapchainEventKind::kPresented, system.present(index)});
    if (state.phase == SwapchainPhase::kLost) return stopped(state);
    return {};
}

}  // namespace belvedere::gpu
