// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/swapchain_state.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "engine/gpu/limits.hpp"
#include "engine/gpu/swapchain_driver.hpp"

namespace belvedere::gpu {
namespace {

constexpr VkResult kEveryResult[] = {
    VK_SUCCESS,
    VK_SUBOPTIMAL_KHR,
    VK_TIMEOUT,
    VK_NOT_READY,
    VK_ERROR_OUT_OF_DATE_KHR,
    VK_ERROR_SURFACE_LOST_KHR,
    VK_ERROR_NATIVE_WINDOW_IN_USE_KHR,
    VK_ERROR_OUT_OF_HOST_MEMORY,
    VK_ERROR_OUT_OF_DEVICE_MEMORY,
    VK_ERROR_INITIALIZATION_FAILED,
    VK_ERROR_FULL_SCREEN_EXCLUSIVE_MODE_LOST_EXT,
    VK_ERROR_UNKNOWN,
};

// A window system that answers as told and checks that it is asked in a sensible order.
class FakeWindowSystem final : public WindowSystem {
  public:
    // Answers, used up one by one; VK_SUCCESS when there are no more.
    std::vector<VkResult> answers;
    std::mt19937* random = nullptr;
    int calls = 0;
    int surfaces = 0;
    int swapchains = 0;
    int presented = 0;
    VkExtent2D made_for{};

    VkResult make_surface() override {
        has_swapchain_ = false;
        const VkResult result = answer();
        has_surface_ = result == VK_SUCCESS;
        surfaces += has_surface_ ? 1 : 0;
        return result;
    }
    VkResult make_swapchain(VkExtent2D window) override {
        EXPECT_TRUE(has_surface_) << "a swapchain without a surface";
        EXPECT_TRUE(window.width > 0 && window.height > 0) << "a swapchain without pixels";
        made_for = window;
        has_image_ = false;
        const VkResult result = answer();
        has_swapchain_ = result == VK_SUCCESS;
        swapchains += has_swapchain_ ? 1 : 0;
        return result;
    }
    AcquiredImage acquire(std::uint32_t) override {
        EXPECT_TRUE(has_swapchain_) << "an image of no swapchain";
        EXPECT_FALSE(has_image_) << "a second image at once";
        const VkResult result = answer();
        has_image_ = result == VK_SUCCESS || result == VK_SUBOPTIMAL_KHR;
        return {result, 1};
    }
    VkResult present(std::uint32_t index) override {
        EXPECT_TRUE(has_image_) << "presents nothing";
        EXPECT_EQ(index, 1u);
        has_image_ = false;
        const VkResult result = answer();
        presented += result == VK_SUCCESS || result == VK_SUBOPTIMAL_KHR ? 1 : 0;
        return result;
    }

  private:
    VkResult answer() {
        ++calls;
        if (random != nullptr) {
            if ((*random)() % 2 == 0) return VK_SUCCESS;
            return kEveryResult[(*random)() % std::size(kEveryResult)];
        }
        if (answers.empty()) return VK_SUCCESS;
        const VkResult result = answers.front();
        answers.erase(answers.begin());
        return result;
    }
    bool has_surface_ = false;
    bool has_swapchain_ = false;
    bool has_image_ = false;
};

SwapchainState window_of(std::uint32_t width, std::uint32_t height) {
    return after({}, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {width, height}});
}

// One frame; true when it was drawn and presented without an error.
bool draw_frame(FakeWindowSystem& system, SwapchainState& state) {
    const auto image = acquire_image(system, state, 0);
    if (!image || !*image) return false;
    return present_image(system, state, **image).has_value();
}

TEST(SwapchainState, MakesWhatIsMissingThenDraws) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.surfaces, 1);
    EXPECT_EQ(system.swapchains, 1);
    EXPECT_EQ(system.made_for.width, 800u);
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 1) << "nothing changed";
}

TEST(SwapchainState, ResizeMakesANewSwapchainOnce) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    ASSERT_TRUE(draw_frame(system, state));
    for (std::uint32_t width = 801; width < 900; ++width) {
        state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {width, 600}});
    }
    ASSERT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 2);
    EXPECT_EQ(system.made_for.width, 899u);
    state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {899, 600}});
    ASSERT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 2) << "the same size again";
}

TEST(SwapchainState, MinimisedWindowsAreSkippedWithoutACall) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    ASSERT_TRUE(draw_frame(system, state));
    state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {0, 0}});
    const int calls = system.calls;
    for (int frame = 0; frame < 1000; ++frame)
        EXPECT_FALSE(draw_frame(system, state));
    EXPECT_EQ(system.calls, calls);
    state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {800, 600}});
    EXPECT_TRUE(draw_frame(system, state));
}

TEST(SwapchainState, SuboptimalDrawsAndRenewsAfterwards) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    system.answers = {VK_SUCCESS, VK_SUCCESS, VK_SUBOPTIMAL_KHR, VK_SUBOPTIMAL_KHR};
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.presented, 1);
    EXPECT_EQ(system.swapchains, 1);
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 2);
}

TEST(SwapchainState, OutOfDateIsHealedWithinTheFrame) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    system.answers = {VK_SUCCESS, VK_SUCCESS, VK_ERROR_OUT_OF_DATE_KHR};
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 2);
}

TEST(SwapchainState, ALostSurfaceIsMadeAnew) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    ASSERT_TRUE(draw_frame(system, state));
    system.answers = {VK_ERROR_SURFACE_LOST_KHR};
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.surfaces, 2);
    system.answers = {VK_SUCCESS, VK_ERROR_SURFACE_LOST_KHR};  // acquire, present
    EXPECT_TRUE(draw_frame(system, state)) << "a failed present heals later";
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.surfaces, 3);
}

TEST(SwapchainState, TimeoutSkipsTheFrameOnly) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    ASSERT_TRUE(draw_frame(system, state));
    system.answers = {VK_TIMEOUT};
    EXPECT_FALSE(draw_frame(system, state));
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 1);
}

TEST(SwapchainState, AnImageThatWasNeverPresentedCostsTheSwapchain) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    ASSERT_TRUE(acquire_image(system, state, 0).has_value());
    EXPECT_TRUE(draw_frame(system, state));
    EXPECT_EQ(system.swapchains, 2);
}

TEST(SwapchainState, ALostDeviceStopsForGood) {
    for (int calls_before = 0; calls_before < 4; ++calls_before) {
        FakeWindowSystem system;
        SwapchainState state = window_of(800, 600);
        system.answers.assign(static_cast<std::size_t>(calls_before), VK_SUCCESS);
        system.answers.push_back(VK_ERROR_DEVICE_LOST);
        EXPECT_FALSE(draw_frame(system, state)) << calls_before;
        const auto image = acquire_image(system, state, 0);
        ASSERT_FALSE(image.has_value());
        EXPECT_EQ(image.error().kind, ErrorKind::kDevice);
    }
}

TEST(SwapchainState, AWindowThatNeverWorksEndsWithAnError) {
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    int frames = 0;
    for (; frames < 10 * kSwapchainFailedFramesMax; ++frames) {
        system.answers.assign(100, VK_ERROR_SURFACE_LOST_KHR);
        const auto image = acquire_image(system, state, 0);
        if (!image) break;
        EXPECT_FALSE(image->has_value());
    }
    EXPECT_EQ(frames, kSwapchainFailedFramesMax + 1);
}

// Whatever the window system answers and the user does: calls come in a sensible order (the fake
// checks), a frame is bounded, and once things work again the next frame is drawn.
TEST(SwapchainState, SurvivesTenThousandRandomEvents) {
    std::mt19937 random(20);
    FakeWindowSystem system;
    SwapchainState state = window_of(800, 600);
    int drawn = 0;
    for (int event = 0; event < 10000; ++event) {
        if (random() % 3 == 0) {
            const VkExtent2D size{static_cast<std::uint32_t>(random() % 3) * 400,
                                  static_cast<std::uint32_t>(random() % 3) * 300};
            state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, size});
        }
        system.random = &random;
        const int calls = system.calls;
        const auto image = acquire_image(system, state, 0);
        ASSERT_TRUE(image.has_value()) << "nothing here is beyond healing";
        ASSERT_LE(system.calls - calls, 3 * (kSwapchainRetriesPerFrame + 1));
        if (*image && random() % 8 != 0) {
            ASSERT_TRUE(present_image(system, state, **image));
            ++drawn;
        }
        if (event % 100 != 99) continue;
        system.random = nullptr;
        state = after(state, {SwapchainEventKind::kWindowResized, VK_SUCCESS, {640, 360}});
        ASSERT_TRUE(draw_frame(system, state)) << "does not heal after event " << event;
        ASSERT_EQ(state.failed_frames, 0);
    }
    EXPECT_GT(drawn, 500);
}

}  // namespace
}  // namespace belvedere::gpu
