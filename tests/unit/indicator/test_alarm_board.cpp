// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/alarm_board.hpp"

#include "engine/indicator/limits.hpp"
#include "tests/unit/indicator/board_fixture.hpp"

namespace belvedere::indicator {
namespace {

using testing::HasSubstr;
using AlarmBoardTest = BoardTest;

TEST_F(AlarmBoardTest, RaisesOnceAndClearsBeyondTheHysteresis) {
    use(heat_rule());
    say({.number = 29.0, .observed_s = 1});
    EXPECT_EQ(news(1), "");
    say({.number = 31.0, .observed_s = 2});
    EXPECT_EQ(news(2), "+1");
    say({.number = 35.0, .observed_s = 3});
    say({.number = 29.0, .observed_s = 4});
    EXPECT_EQ(news(4), "") << "29 is within the hysteresis";
    say({.number = 28.0, .observed_s = 5});
    EXPECT_EQ(news(5), "-1");
    say({.number = 29.5, .observed_s = 6});
    EXPECT_EQ(news(6), "");
    ASSERT_EQ(board.alarms().size(), 1U);
    const Alarm& alarm = board.alarms().front();
    EXPECT_EQ(alarm.value, 31.0);
    EXPECT_EQ(alarm.unit, "°C");
    EXPECT_EQ(alarm.entity_id, "urn:a");
    EXPECT_EQ(alarm.raised_at, twin::at_second(2));
    EXPECT_EQ(alarm.cleared_at, twin::at_second(5));
    EXPECT_EQ(board.open_count(), 0U);
}

TEST_F(AlarmBoardTest, ComparesInTheRulesUnit) {
    use(heat_rule());
    say({.number = 85.0, .observed_s = 1, .unit = "FAH"});
    EXPECT_EQ(news(1), "") << "85 °F is 29.4 °C";
    say({.number = 88.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_EQ(news(2), "+1");
    EXPECT_NEAR(board.alarms().front().value, 31.11, 0.01);
}

TEST_F(AlarmBoardTest, NeverComparesWhatMeasuresSomethingElse) {
    AlarmRule rule = heat_rule();
    rule.property = "level";
    use(rule);
    say({.property = "level", .number = 99.0, .observed_s = 1, .unit = "MTR"});
    EXPECT_EQ(news(1), "");
    say({.property = "level", .number = 99.0, .observed_s = 2, .unit = "bananas"});
    EXPECT_EQ(news(2), "");
    rule.unit.clear();
    use(rule);
    EXPECT_EQ(news(3), "") << "a bare limit is for bare numbers";
    say({.entity = "urn:b", .property = "level", .number = 99.0, .observed_s = 4, .unit = ""});
    EXPECT_EQ(news(4), "+1");
}

TEST_F(AlarmBoardTest, SeesWhatWasOverwrittenAtOnce) {
    use(heat_rule());
    say({.number = 20.0, .observed_s = 1});
    say({.number = 40.0, .observed_s = 2});
    say({.number = 20.0, .observed_s = 3});
    EXPECT_EQ(news(3), "+1 -1");
}

TEST_F(AlarmBoardTest, LateValuesDecideNothing) {
    use(heat_rule());
    say({.number = 20.0, .observed_s = 10});
    say({.number = 40.0, .observed_s = 5, .received_s = 11});
    EXPECT_EQ(news(11), "");
}

TEST_F(AlarmBoardTest, WaitsForItsDelay) {
    AlarmRule rule = heat_rule();
    rule.delay_s = 60.0;
    use(rule);
    say({.number = 31.0, .observed_s = 0});
    EXPECT_EQ(news(30), "");
    ASSERT_TRUE(board.next_due());
    EXPECT_EQ(*board.next_due(), twin::at_second(60));
    EXPECT_EQ(news(59), "");
    EXPECT_EQ(news(60), "+1") << "no value came, time alone raises it";
    EXPECT_EQ(board.alarms().front().raised_at, twin::at_second(60));
    EXPECT_EQ(board.alarms().front().value, 31.0);
    say({.number = 20.0, .observed_s = 61});
    EXPECT_EQ(news(61), "-1");
    say({.number = 31.0, .observed_s = 62});
    say({.number = 20.0, .observed_s = 63});
    EXPECT_EQ(news(200), "") << "it was over before the delay was";
    say({.number = 31.0, .observed_s = 300});
    say({.number = 20.0, .observed_s = 400});
    EXPECT_EQ(news(400), "+2 -2") << "it had held for 100 s when it ended";
}

TEST_F(AlarmBoardTest, JudgesWhatWasThereBeforeTheRule) {
    say({.number = 31.0, .observed_s = 1});
    use(heat_rule());
    EXPECT_EQ(news(2), "+1");
    EXPECT_FALSE(board.is_behind());
}

TEST_F(AlarmBoardTest, RulesThatChangeBeginAnew) {
    use(heat_rule());
    say({.number = 31.0, .observed_s = 1});
    EXPECT_EQ(news(1), "+1");
    use(heat_rule());
    EXPECT_EQ(news(2), "") << "the same rule keeps its alarm";
    AlarmRule other = heat_rule();
    other.limit = 25.0;
    use(other);
    EXPECT_EQ(news(3), "-1 +2");
    other.is_on = false;
    use(other);
    EXPECT_EQ(news(4), "-2");
    ASSERT_TRUE(board.set_rules({}, twin::at_second(5)));
    say({.number = 50.0, .observed_s = 6});
    EXPECT_EQ(news(6), "");
    EXPECT_EQ(board.open_count(), 0U);
}

TEST_F(AlarmBoardTest, RatesLookAtTheirWindow) {
    AlarmRule rule = heat_rule();
    rule.kind = AlarmKind::kRate;
    rule.limit = 5.0;
    rule.hysteresis = 0.0;
    rule.window_s = 60.0;
    use(rule);
    say({.number = 20.0, .observed_s = 0});
    say({.number = 24.0, .observed_s = 50});
    EXPECT_EQ(news(50), "");
    say({.number = 28.0, .observed_s = 100});
    EXPECT_EQ(news(100), "") << "8 more than at first, but 4 more than 60 s ago";
    say({.number = 30.0, .observed_s = 110});
    EXPECT_EQ(news(110), "+1");
    EXPECT_NEAR(board.alarms().front().value, 6.0, 1e-9);
    say({.number = 30.0, .observed_s = 200});
    EXPECT_EQ(news(200), "-1");
}

TEST_F(AlarmBoardTest, SilenceIsHeard) {
    AlarmRule rule;
    rule.id = "silent";
    rule.kind = AlarmKind::kAbsence;
    rule.silence_s = 100.0;
    use(rule);
    say({.number = 1.0, .observed_s = 0});
    EXPECT_EQ(news(50), "");
    say({.number = 2.0, .observed_s = 90});
    EXPECT_EQ(news(120), "");
    EXPECT_EQ(news(189), "");
    EXPECT_EQ(news(190), "+1");
    EXPECT_EQ(news(300), "") << "raised once";
    say({.number = 3.0, .observed_s = 310});
    EXPECT_EQ(news(310), "-1");
    EXPECT_EQ(news(410), "+2");
}

TEST_F(AlarmBoardTest, ZonesHaveTwoSides) {
    AlarmRule rule;
    rule.id = "yard";
    rule.kind = AlarmKind::kZone;
    rule.side = ZoneSide::kOutside;
    rule.zone = {{9.0, 45.0}, {9.1, 45.0}, {9.1, 45.1}, {9.0, 45.1}};
    use(rule);
    move(9.05, 45.05, 1);
    EXPECT_EQ(news(1), "");
    move(9.15, 45.05, 2);
    EXPECT_EQ(news(2), "+1");
    move(9.05, 45.05, 3);
    EXPECT_EQ(news(3), "-1");
    rule.side = ZoneSide::kInside;
    use(rule);
    EXPECT_EQ(news(4), "+2");
}

TEST_F(AlarmBoardTest, ExpressionsSeeAllOfADevice) {
    AlarmRule rule;
    rule.id = "both";
    rule.kind = AlarmKind::kExpression;
    rule.expression = "${temperature} > 30 && ${windSpeed} < 1";
    use(rule);
    say({.number = 40.0, .observed_s = 1});
    EXPECT_EQ(news(1), "");
    // 1.8 km/h is 0.5 m/s, the unit of its data model.
    say({.property = "windSpeed", .number = 1.8, .observed_s = 2, .unit = "KMH"});
    EXPECT_EQ(news(2), "+1");
    say({.number = 20.0, .observed_s = 3});
    EXPECT_EQ(news(3), "-1");
}

TEST_F(AlarmBoardTest, ScopesLeaveOthersAlone) {
    AlarmRule rule = heat_rule();
    rule.scope = {"urn:a", "test", "Sensor"};
    use(rule);
    say({.entity = "urn:b", .number = 40.0, .observed_s = 1});
    EXPECT_EQ(news(1), "");
    say({.number = 40.0, .observed_s = 1});
    EXPECT_EQ(news(1), "+1");
    rule.scope.source = "another";
    use(rule);
    EXPECT_EQ(news(2), "-1");
}

TEST_F(AlarmBoardTest, DeletedDevicesHaveNoAlarms) {
    use(heat_rule());
    say({.number = 40.0, .observed_s = 1});
    EXPECT_EQ(news(1), "+1");
    twin::ObservationBatch batch;
    batch.received_at = twin::at_second(2);
    batch.begin_update("urn:a", "Sensor").deletes_entity = true;
    store.append(source, batch);
    EXPECT_EQ(news(2), "-1");
}

TEST_F(AlarmBoardTest, IsAcknowledgedOnceByName) {
    use(heat_rule());
    say({.number = 40.0, .observed_s = 1});
    (void)news(1);
    EXPECT_EQ(board.acknowledge(7, "Ada", "", twin::at_second(2)).error().kind,
              ErrorKind::kNotFound);
    EXPECT_EQ(board.acknowledge(1, "", "", twin::at_second(2)).error().kind, ErrorKind::kUsage);
    EXPECT_EQ(
        board.acknowledge(1, "Ada", std::string(limits::kNoteBytes + 1, 'x'), twin::at_second(2))
            .error()
            .kind,
        ErrorKind::kLimit);
    ASSERT_TRUE(board.acknowledge(1, "Ada", "on my way", twin::at_second(2)));
    EXPECT_EQ(board.find(1)->state, AlarmState::kAcknowledged);
    EXPECT_EQ(board.find(1)->note, "on my way");
    const auto again = board.acknowledge(1, "Bob", "", twin::at_second(3));
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, HasSubstr("Ada"));
    say({.number = 20.0, .observed_s = 4});
    EXPECT_EQ(news(4), "-1");
    EXPECT_TRUE(board.find(1)->is_acknowledged());
}

TEST_F(AlarmBoardTest, AFloodIsBoundedAndCounted) {
    use(heat_rule());
    constexpr std::size_t kMore = 10;
    for (std::size_t i = 0; i < limits::kAlarmsOpen + kMore; ++i) {
        const std::string id = "urn:" + std::to_string(i);
        say({.entity = id, .number = 40.0, .observed_s = 1});
    }
    (void)news(1);
    EXPECT_EQ(board.open_count(), limits::kAlarmsOpen);
    EXPECT_EQ(board.suppressed(), kMore);
}

TEST_F(AlarmBoardTest, ForgottenChangesAreMadeUpForSliceBySlice) {
    use(heat_rule());
    (void)news(0);
    // More changes than the log keeps, and the hot one among the first.
    say({.entity = "urn:hot", .number = 40.0, .observed_s = 1});
    for (std::size_t i = 0; i < twin::limits::kChangesKept; ++i) {
        const std::string id = "urn:" + std::to_string(i);
        say({.entity = id, .number = 20.0, .observed_s = 1});
    }
    std::string all = news(1);
    EXPECT_TRUE(board.is_behind());
    for (int i = 0; board.is_behind() && i < 100; ++i)
        all += news(1);
    EXPECT_EQ(all, "+1");
    EXPECT_EQ(board.alarms().front().entity_id, "urn:hot");
}

}  // namespace
}  // namespace belvedere::indicator
