// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "app/scan/cursor.hpp"

namespace {

using namespace belvedere;
using scan::Act;
using scan::Cursor;
using scan::Place;

Place button(std::uint64_t target) {
    return {target, Act::kPress, "b" + std::to_string(target), {}};
}
Place group(std::uint64_t target, std::vector<Place> inside) {
    inside.push_back({target, Act::kBack, "back", {}});
    return {target, Act::kEnter, "g" + std::to_string(target), std::move(inside)};
}

// A toolbar of two buttons, a single button and a panel with a group inside.
std::vector<Place> some_places() {
    return {group(100, {button(1), button(2)}), button(3),
            group(200, {button(4), group(210, {button(5), button(6), button(7)})})};
}

class ScanCursor : public testing::Test {
  protected:
    ScanCursor() {
        pace.dwell_s = 1.0;
        pace.first_pause_s = 0.5;
        pace.rounds = 2;
        pace.ignore_s = 0.1;
        cursor.set_pace(pace);
        (void)cursor.set_places(some_places(), now);
    }
    [[nodiscard]] std::uint64_t at() const {
        return cursor.at() != nullptr ? cursor.at()->target : 0;
    }
    // Waits until the highlight goes on by itself.
    bool wait() {
        const auto due = cursor.next_s();
        if (!due) return false;
        now = *due;
        return cursor.advance(now);
    }
    std::optional<Place> press() {
        now += 0.2;
        return cursor.select(now);
    }
    scan::Pace pace;
    Cursor cursor;
    double now = 10.0;
};

TEST_F(ScanCursor, RestsUntilTheSwitchIsPressedAndStandsLongerOnTheFirst) {
    EXPECT_FALSE(cursor.next_s());
    EXPECT_FALSE(press());
    EXPECT_EQ(at(), 100U);
    EXPECT_DOUBLE_EQ(*cursor.next_s(), now + 1.5);
    EXPECT_FALSE(cursor.advance(now + 1.4));
    EXPECT_TRUE(wait());
    EXPECT_EQ(at(), 3U);
    EXPECT_DOUBLE_EQ(*cursor.next_s(), now + 1.0);
}

TEST_F(ScanCursor, GoesIntoGroupsAndChoosesAndStaysForAnotherPress) {
    (void)press();
    wait();
    wait();
    EXPECT_EQ(at(), 200U);
    (void)press();
    EXPECT_EQ(at(), 4U);
    wait();
    (void)press();
    ASSERT_NE(cursor.around(), nullptr);
    EXPECT_EQ(cursor.around()->target, 210U);
    wait();
    for (int i = 0; i < 3; ++i) {
        const auto chosen = press();
        ASSERT_TRUE(chosen);
        EXPECT_EQ(chosen->target, 6U);
        EXPECT_EQ(at(), 6U);
    }
}

TEST_F(ScanCursor, LeavesAGroupByItsLastPlaceOrAfterItsRounds) {
    (void)press();
    (void)press();
    EXPECT_EQ(at(), 1U);
    wait();
    wait();
    ASSERT_EQ(cursor.at()->act, Act::kBack);
    EXPECT_FALSE(press());
    EXPECT_EQ(at(), 100U);
    EXPECT_EQ(cursor.around(), nullptr);
    (void)press();
    int waits = 0;
    while (cursor.around() != nullptr && waits < 100 && wait())
        ++waits;
    EXPECT_EQ(waits, 2 * 3);  // Two rounds of three places.
    EXPECT_EQ(at(), 100U);
    while (cursor.at() != nullptr && waits < 100 && wait())
        ++waits;
    EXPECT_EQ(waits, 2 * 3 + 2 * 3);
    EXPECT_FALSE(cursor.next_s());  // At rest again: the window sleeps.
}

TEST_F(ScanCursor, ATrembleIsOnePress) {
    EXPECT_FALSE(cursor.select(now));
    EXPECT_EQ(at(), 100U);
    EXPECT_FALSE(cursor.select(now + 0.05));
    EXPECT_FALSE(cursor.select(now + 0.12));  // Soon after the one before, which was ignored.
    EXPECT_EQ(at(), 100U);
    (void)cursor.select(now + 0.3);
    EXPECT_EQ(at(), 1U);
}

TEST_F(ScanCursor, WithTwoSwitchesNothingMovesByItself) {
    pace.switches = scan::Switches::kTwo;
    cursor.set_pace(pace);
    for (const std::uint64_t expected : {100U, 3U, 200U, 100U}) {
        now += 0.2;
        EXPECT_TRUE(cursor.step(now));
        EXPECT_EQ(at(), expected);
        EXPECT_FALSE(cursor.next_s());
        EXPECT_FALSE(cursor.advance(now + 100.0));
    }
    (void)press();
    EXPECT_EQ(at(), 1U);
}

TEST_F(ScanCursor, StaysOnWhatItStoodOnWhenTheWindowChanges) {
    (void)press();
    (void)press();
    wait();
    EXPECT_EQ(at(), 2U);
    auto places = some_places();
    places[0].inside.insert(places[0].inside.begin(), button(9));
    places.insert(places.begin(), button(8));
    EXPECT_FALSE(cursor.set_places(places, now));
    EXPECT_EQ(at(), 2U);
    // It is gone: what stands there now.
    places = some_places();
    places[0].inside.erase(places[0].inside.begin() + 1);
    EXPECT_TRUE(cursor.set_places(places, now));
    EXPECT_EQ(at(), 100U);
    EXPECT_NE(cursor.around(), nullptr);
    // A menu has opened.
    EXPECT_TRUE(cursor.set_places({button(50), button(51)}, now));
    EXPECT_EQ(at(), 50U);
    // And there is nothing at all.
    EXPECT_TRUE(cursor.set_places({}, now));
    EXPECT_EQ(cursor.at(), nullptr);
    EXPECT_FALSE(cursor.next_s());
}

}  // namespace
