// SPDX-License-Identifier: Apache-2.0
// Alarms of numbers that come in another unit than before.
#include "tests/unit/indicator/board_fixture.hpp"

namespace belvedere::indicator {
namespace {

class AlarmUnits : public BoardTest {
  protected:
    AlarmUnits() {
        rule.id = "unit";
        rule.kind = AlarmKind::kUnit;
    }
    AlarmRule rule;
};

TEST_F(AlarmUnits, AnotherUnitIsRaisedOnceAndClearedByTheOneBefore) {
    use(rule);
    say({.number = 20.0, .observed_s = 1});
    EXPECT_EQ(news(1), "") << "the first unit is no change";
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_EQ(news(2), "+1");
    say({.number = 69.0, .observed_s = 3, .unit = "FAH"});
    say({.number = 293.0, .observed_s = 4, .unit = "KEL"});
    EXPECT_EQ(news(4), "") << "still not the one before";
    const Alarm& alarm = board.alarms().front();
    EXPECT_EQ(alarm.property, "temperature");
    EXPECT_EQ(alarm.value, 68.0);
    EXPECT_EQ(alarm.unit, "°F");
    EXPECT_EQ(alarm.unit_before, "°C");
    say({.number = 20.0, .observed_s = 5});
    EXPECT_EQ(news(5), "-1");
    say({.number = 68.0, .observed_s = 6, .unit = "FAH"});
    EXPECT_EQ(news(6), "+2");
}

TEST_F(AlarmUnits, WhatWasOverwrittenAtOnceIsSeen) {
    use(rule);
    say({.number = 20.0, .observed_s = 1});
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    say({.number = 20.0, .observed_s = 3});
    EXPECT_EQ(news(3), "+1 -1");
    EXPECT_EQ(board.alarms().front().unit, "°F");
}

TEST_F(AlarmUnits, WhoeverAcknowledgesItTakesTheNewUnitForRight) {
    use(rule);
    say({.number = 20.0, .observed_s = 1});
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_EQ(news(2), "+1");
    ASSERT_TRUE(board.acknowledge(1, "Ada", "", twin::at_second(3)));
    EXPECT_EQ(news(3), "-1");
    EXPECT_EQ(board.alarms().front().acknowledged_by, "Ada");
    EXPECT_FALSE(board.alarms().front().is_open());
    say({.number = 69.0, .observed_s = 4, .unit = "FAH"});
    EXPECT_EQ(news(4), "");
    say({.number = 20.0, .observed_s = 5});
    EXPECT_EQ(news(5), "+2") << "now Celsius is another than before";
    EXPECT_EQ(board.alarms().back().unit_before, "°F");
}

TEST_F(AlarmUnits, AnotherQuantityIsAnotherUnitAsWell) {
    use(rule);
    say({.number = 20.0, .observed_s = 1});
    say({.number = 5.0, .observed_s = 2, .unit = "GQ"});
    EXPECT_EQ(news(2), "+1");
    EXPECT_EQ(board.alarms().front().unit, "µg/m³");
    EXPECT_EQ(board.alarms().front().unit_before, "°C");
    EXPECT_EQ(store.series_count(), 2U);
}

TEST_F(AlarmUnits, OnlyWhatTheRuleNamesIsJudged) {
    rule.property = "humidity";
    rule.delay_s = 10.0;
    use(rule);
    for (const char* property : {"temperature", "humidity"})
        say({.property = property, .number = 20.0, .observed_s = 1});
    for (const char* property : {"temperature", "humidity"})
        say({.property = property, .number = 68.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_EQ(news(2), "") << "it has to hold for its delay";
    EXPECT_EQ(news(12), "+1");
    EXPECT_EQ(board.alarms().front().property, "humidity");
    EXPECT_EQ(board.alarms().front().unit, "°F");
}

TEST_F(AlarmUnits, AForgottenSourceEndsThem) {
    use(rule);
    say({.number = 20.0, .observed_s = 1});
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_EQ(news(2), "+1");
    store.forget(source);
    EXPECT_EQ(news(3), "-1");
}

}  // namespace
}  // namespace belvedere::indicator
