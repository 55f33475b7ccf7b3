// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/recent_latency.hpp"

#include <gtest/gtest.h>

namespace belvedere::feed {
namespace {

TEST(RecentLatency, SaysNothingOfNothing) {
    const RecentLatency latency;
    EXPECT_EQ(latency.recent(5.0).count, 0U);
    EXPECT_EQ(latency.all().max_s, 0.0);
}

TEST(RecentLatency, ForgetsWhatIsOlderThanItsSpanAndKeepsTheSumOfAll) {
    RecentLatency latency;
    latency.add(0.2, 1, 0.5);
    latency.add(0.01, 99, 3.0);
    EXPECT_EQ(latency.recent(9.9).count, 100U);
    EXPECT_NEAR(latency.recent(9.9).p50_s, 0.01, 4e-4);
    EXPECT_EQ(latency.recent(9.9).max_s, 0.2);
    EXPECT_EQ(latency.recent(10.0).count, 99U) << "the second it was of is ten seconds ago";
    EXPECT_EQ(latency.recent(10.0).max_s, 0.01);
    latency.add(0.03, 1, 13.5);
    EXPECT_EQ(latency.recent(13.5).count, 1U) << "a slice is used again, empty";
    EXPECT_EQ(latency.recent(13.5).p99_s, 0.03) << "no more than the longest";
    EXPECT_EQ(latency.recent(500.0).count, 0U);
    EXPECT_EQ(latency.all().count, 101U);
    EXPECT_EQ(latency.all().max_s, 0.2);
}

TEST(RecentLatency, NothingCountsNothing) {
    RecentLatency latency;
    latency.add(7.0, 0, 1.0);
    EXPECT_EQ(latency.all().count, 0U);
    EXPECT_EQ(latency.all().max_s, 0.0);
}

}  // namespace
}  // namespace belvedere::feed
