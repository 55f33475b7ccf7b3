// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/gpu_timer.hpp"

#include <gtest/gtest.h>

#include "engine/gpu/buffer.hpp"
#include "engine/gpu/device.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

class GpuTimerTest : public test::GpuTest {};

TEST_F(GpuTimerTest, MeasuresNamedSpansLater) {
    if (device().info().timestamp_period_ns <= 0) GTEST_SKIP() << "no timestamps on this device";
    auto timer = GpuTimer::create(device());
    auto buffer = Buffer::create(device(), {.name = "filled", .bytes = 4u << 20});
    ASSERT_TRUE(timer && buffer);
    for (std::uint32_t i = 0; i <= kFramesInFlight; ++i) {
        EXPECT_TRUE(timer->spans().empty());
        const auto frame = ring().begin();
        ASSERT_TRUE(frame.has_value());
        timer->begin_frame(**frame);
        if (i == 0) {
            timer->begin_span(**frame, "fill");
            vkCmdFillBuffer((*frame)->commands(), buffer->handle(), 0, VK_WHOLE_SIZE, 7);
            timer->end_span(**frame);
            timer->begin_span(**frame, "nothing");
            timer->end_span(**frame);
        }
        ASSERT_TRUE(ring().submit(**frame));
    }
    ASSERT_EQ(timer->spans().size(), 2u);
    EXPECT_EQ(timer->spans()[0].name, "fill");
    EXPECT_GT(timer->spans()[0].milliseconds, 0.0);
    EXPECT_EQ(timer->spans()[1].name, "nothing");
}

TEST_F(GpuTimerTest, LeavesOutWhatIsTooMuch) {
    auto timer = GpuTimer::create(device());
    ASSERT_TRUE(timer.has_value());
    for (std::uint32_t i = 0; i < 2 * kFramesInFlight; ++i) {
        const auto frame = ring().begin();
        ASSERT_TRUE(frame.has_value());
        timer->begin_frame(**frame);
        for (std::uint32_t span = 0; span < 2 * kTimedSpansMax; ++span) {
            timer->begin_span(**frame, "span");
            timer->end_span(**frame);
        }
        ASSERT_TRUE(ring().submit(**frame));
    }
    EXPECT_LE(timer->spans().size(), kTimedSpansMax);
}

}  // namespace
}  // namespace belvedere::gpu
