// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/frame_ring.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>

#include "engine/gpu/retirement.hpp"
#include "engine/gpu/submission.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

class FrameRingTest : public test::GpuTest {};

TEST(Retirement, RunsInOrderOnceBothTimelinesHavePassed) {
    Retirement retirement;
    std::string order;
    retirement.set_recording_frame(1);
    retirement.retire([&] { order += 'a'; });
    retirement.set_submitted_upload(4);
    retirement.retire([&] { order += 'b'; });
    retirement.set_recording_frame(2);
    retirement.retire([&] { order += 'c'; });
    retirement.set_completed_frame(1);
    EXPECT_EQ(order, "a") << "the second waits for an upload";
    retirement.set_completed_upload(4);
    retirement.set_completed_frame(1);
    EXPECT_EQ(order, "ab");
    retirement.set_completed_frame(2);
    EXPECT_EQ(order, "abc");
    EXPECT_EQ(retirement.waiting(), 0u);
}

TEST(Retirement, MayRetireMoreWhileItDestroys) {
    Retirement retirement;
    bool second = false;
    retirement.retire([&] { retirement.retire([&] { second = true; }); });
    retirement.drain();
    EXPECT_TRUE(second);
}

TEST_F(FrameRingTest, CountsFramesAndReusesSlots) {
    const std::uint64_t first = ring().submitted_serial() + 1;
    const std::uint64_t end = first + 3 * kFramesInFlight;
    for (std::uint64_t serial = first; serial < end; ++serial) {
        const auto frame = ring().begin();
        ASSERT_TRUE(frame.has_value());
        EXPECT_EQ((*frame)->serial(), serial);
        EXPECT_EQ((*frame)->slot(), serial % kFramesInFlight);
        EXPECT_GE((*frame)->completed_serial() + kFramesInFlight, serial);
        ASSERT_TRUE(ring().submit(**frame));
    }
    ASSERT_TRUE(ring().wait_idle());
    EXPECT_EQ(ring().completed_serial(), end - 1);
}

TEST_F(FrameRingTest, WaitsNoLongerThanItIsToldTo) {
    using namespace std::chrono_literals;
    EXPECT_TRUE(ring().wait_up_to(0ms).value_or(false)) << "nothing was submitted";
    // The device has to wait for what is signalled only below.
    auto gate = create_timeline(device(), "gate", 0);
    ASSERT_TRUE(gate);
    const auto frame = ring().begin();
    ASSERT_TRUE(frame.has_value());
    (*frame)->wait_for({gate->get(), 1, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT});
    ASSERT_TRUE(ring().submit(**frame));
    const auto too_early = ring().wait_up_to(1ms);
    ASSERT_TRUE(too_early.has_value());
    EXPECT_FALSE(*too_early);
    const VkSemaphoreSignalInfo signal{
        .sType = VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO, .semaphore = gate->get(), .value = 1};
    ASSERT_EQ(vkSignalSemaphore(device().vk().device, &signal), VK_SUCCESS);
    EXPECT_TRUE(ring().wait_up_to(10s).value_or(false));
    EXPECT_EQ(ring().completed_serial(), ring().submitted_serial());
}

TEST_F(FrameRingTest, DestroysAfterTheFrameThatMayUseTheObject) {
    auto frame = ring().begin();
    ASSERT_TRUE(frame.has_value());
    bool destroyed = false;
    device().retirement().retire([&destroyed] { destroyed = true; });
    ASSERT_TRUE(ring().submit(**frame));
    for (std::uint32_t i = 1; i < kFramesInFlight; ++i) {
        EXPECT_FALSE(destroyed) << "the ring has not waited for that frame yet";
        frame = ring().begin();
        ASSERT_TRUE(frame && ring().submit(**frame));
    }
    ASSERT_TRUE(ring().wait_idle());
    EXPECT_TRUE(destroyed);
}

TEST_F(FrameRingTest, TransientMemoryGrowsAndStaysApart) {
    for (int round = 0; round < 3; ++round) {
        const auto frame = ring().begin();
        ASSERT_TRUE(frame.has_value());
        std::vector<TransientSlice> slices;
        for (std::uint64_t i = 1; i <= 40; ++i) {
            auto slice = (*frame)->transient(i * 10007);
            ASSERT_TRUE(slice.has_value());
            EXPECT_EQ(slice->bytes.size(), i * 10007);
            EXPECT_EQ(slice->offset % 256, 0u);
            std::memset(slice->bytes.data(), static_cast<int>(i), slice->bytes.size());
            slices.push_back(*slice);
        }
        for (std::size_t i = 0; i < slices.size(); ++i) {
            EXPECT_EQ(slices[i].bytes.front(), static_cast<std::byte>(i + 1));
            EXPECT_EQ(slices[i].bytes.back(), static_cast<std::byte>(i + 1));
        }
        const auto too_much = (*frame)->transient(kTransientBytesMax);
        ASSERT_FALSE(too_much.has_value());
        EXPECT_EQ(too_much.error().kind, ErrorKind::kLimit);
        ASSERT_TRUE(ring().submit(**frame));
    }
}

VkResult VKAPI_CALL lose_on_submit(VkQueue, std::uint32_t, const VkSubmitInfo2*, VkFence) {
    return VK_ERROR_DEVICE_LOST;
}

TEST(DeviceLost, SubmitSaysSoAndNothingHangs) {
    const auto device = test::create_isolated_device();
    ASSERT_NE(device, nullptr);
    auto ring = FrameRing::create(*device);
    ASSERT_TRUE(ring.has_value());
    const auto frame = (*ring)->begin();
    ASSERT_TRUE(frame.has_value());
    const PFN_vkQueueSubmit2 real = std::exchange(vkQueueSubmit2, lose_on_submit);
    const auto submitted = (*ring)->submit(**frame);
    const auto once = run_once(*device, "after the loss", [](VkCommandBuffer) {});
    vkQueueSubmit2 = real;
    ASSERT_FALSE(submitted.has_value());
    EXPECT_EQ(submitted.error().kind, ErrorKind::kDevice);
    EXPECT_FALSE(once.has_value());
    EXPECT_TRUE(device->lost());
    EXPECT_FALSE((*ring)->begin().has_value());
}

VkResult VKAPI_CALL never_done(VkDevice, std::uint32_t, const VkFence*, VkBool32, std::uint64_t) {
    return VK_TIMEOUT;
}

TEST(DeviceLost, AGpuThatDoesNotAnswerIsLost) {
    auto device = test::create_isolated_device();
    ASSERT_NE(device, nullptr);
    const PFN_vkWaitForFences real = std::exchange(vkWaitForFences, never_done);
    const auto waited = run_once(*device, "never done", [](VkCommandBuffer) {});
    vkWaitForFences = real;
    ASSERT_FALSE(waited.has_value());
    EXPECT_EQ(waited.error().kind, ErrorKind::kDevice);
    EXPECT_TRUE(device->lost());
    EXPECT_FALSE(run_once(*device, "later", [](VkCommandBuffer) {}).has_value());
}

}  // namespace
}  // namespace belvedere::gpu
