// SPDX-License-Identifier: Apache-2.0
#include "engine/core/clock.hpp"

#include <gtest/gtest.h>

namespace belvedere {
namespace {

TEST(Clock, TimesMakeSense) {
    const double started = seconds_since_process_start();
    EXPECT_GE(started, 0.0);
    EXPECT_LT(started, 3600.0);
    EXPECT_GE(seconds_since_process_start(), started);
    EXPECT_GE(thread_cpu_seconds(), 0.0);
    constexpr std::int64_t kYear2020_us = 1577836800LL * 1000000;
    EXPECT_GT(system_clock().utc_now().microseconds, kYear2020_us);
    const double before = system_clock().steady_seconds();
    EXPECT_GE(system_clock().steady_seconds(), before);
}

}  // namespace
}  // namespace belvedere
