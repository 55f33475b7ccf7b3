// SPDX-License-Identifier: Apache-2.0
#include "app/live/value_delay.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace belvedere::live {
namespace {

void apply(ValueDelay& delay, double arrived_s, std::uint64_t updates, std::uint64_t change) {
    const feed::AppliedBatch batch{arrived_s, updates, change};
    delay.note_applied({&batch, 1});
}

TEST(ValueDelay, CountsFromArrivalToTheSnapshotThatHoldsIt) {
    ValueDelay delay;
    apply(delay, 10.0, 3, 30);
    apply(delay, 10.1, 1, 40);
    delay.note_snapshot(29, 10.15);
    EXPECT_EQ(delay.to_snapshot().all().count, 0U) << "the symbols are not that far yet";
    delay.note_snapshot(30, 10.2);
    EXPECT_EQ(delay.to_snapshot().all().count, 3U);
    EXPECT_NEAR(delay.to_snapshot().all().max_s, 0.2, 1e-9);
    delay.note_snapshot(45, 10.3);
    EXPECT_EQ(delay.to_snapshot().all().count, 4U);
    EXPECT_EQ(delay.to_presented().all().count, 0U);
}

TEST(ValueDelay, PresentedIsWhenTheDeviceIsDoneWithTheFrame) {
    ValueDelay delay;
    apply(delay, 1.0, 2, 5);
    delay.note_drawn(7);
    EXPECT_FALSE(delay.awaits_device()) << "that frame did not show it";
    delay.note_snapshot(5, 1.1);
    delay.note_presented(7, 1.2);
    EXPECT_EQ(delay.to_presented().all().count, 0U) << "no frame has shown it";
    delay.note_drawn(8);
    EXPECT_TRUE(delay.awaits_device());
    apply(delay, 1.15, 1, 6);
    delay.note_snapshot(6, 1.2);
    delay.note_presented(7, 1.3);
    EXPECT_EQ(delay.to_presented().all().count, 0U);
    delay.note_drawn(9);
    delay.note_presented(8, 1.5);
    EXPECT_EQ(delay.to_presented().all().count, 2U) << "the second frame is still drawn";
    EXPECT_NEAR(delay.to_presented().all().max_s, 0.5, 1e-9);
    EXPECT_TRUE(delay.awaits_device());
    delay.note_presented(9, 1.6);
    EXPECT_EQ(delay.to_presented().all().count, 3U);
    EXPECT_FALSE(delay.awaits_device());
}

TEST(ValueDelay, BeyondItsRoomItCountsTooLongAndLosesNone) {
    ValueDelay delay;
    constexpr std::uint64_t kBatches = ValueDelay::kWaitingMax + 500;
    for (std::uint64_t i = 1; i <= kBatches; ++i)
        apply(delay, static_cast<double>(i), 1, i);
    const auto last = static_cast<double>(kBatches);
    delay.note_snapshot(kBatches - 1, last);
    EXPECT_EQ(delay.to_snapshot().all().count, ValueDelay::kWaitingMax - 1)
        << "what was put together waits for its last change";
    delay.note_snapshot(kBatches, last);
    EXPECT_EQ(delay.to_snapshot().all().count, kBatches);
    delay.note_drawn(1);
    delay.note_presented(1, last);
    EXPECT_EQ(delay.to_presented().all().count, kBatches);
}

}  // namespace
}  // namespace belvedere::live
