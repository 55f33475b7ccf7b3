// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/window/loading_pace.hpp"

namespace belvedere::window {
namespace {

TEST(LoadingPace, LeavesLoadingTwiceTheTimeOfALongFrame) {
    LoadingPace pace;
    EXPECT_FALSE(pace.holds(0.0));  // The first picture waits for nothing.
    pace.note_frame(10.0, 0.3);
    EXPECT_TRUE(pace.holds(10.0));
    EXPECT_TRUE(pace.holds(10.59));
    EXPECT_FALSE(pace.holds(10.61));
}

TEST(LoadingPace, ShowsProgressHoweverLongFramesAre) {
    LoadingPace pace;
    pace.note_frame(10.0, 5.0);
    EXPECT_TRUE(pace.holds(10.5));
    EXPECT_FALSE(pace.holds(11.0));
}

TEST(LoadingPace, HoldsNothingWhereFramesAreShort) {
    LoadingPace pace;
    pace.note_frame(10.0, 0.016);
    EXPECT_FALSE(pace.holds(10.0));
}

TEST(LoadingPace, GivesTheMainThreadsTimeWhereNoFrameWaitsForIt) {
    LoadingPace pace;
    EXPECT_DOUBLE_EQ(pace.budget_ms(0.0, 0.016), 1.0);  // Of a frame at 60 Hz.
    EXPECT_DOUBLE_EQ(pace.budget_ms(0.0, 0.1), 5.0);
    pace.note_frame(10.0, 0.3);
    EXPECT_DOUBLE_EQ(pace.budget_ms(10.1, 0.1), 8.0);
    EXPECT_DOUBLE_EQ(pace.budget_ms(11.0, 10.0), 8.0);  // Never longer: a key may be pressed.
}

}  // namespace
}  // namespace belvedere::window
