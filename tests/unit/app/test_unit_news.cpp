// SPDX-License-Identifier: Apache-2.0
// What is told of values that come in another unit than before.
#include <gmock/gmock.h>

#include <string>

#include "app/window/alarm_text.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/unit_news.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class UnitNewsTest : public test::SessionTest {
  protected:
    UnitNewsTest() {
        project::Project first = session->history.now();
        first.alarms_json.clear();
        session->history.reset(std::move(first));
        source = *session->live.store().add_source({"test", twin::SourceKind::kLive});
    }
    static UtcTime at(std::int64_t second) { return {(1'700'000'000 + second) * 1'000'000}; }
    void say(const std::string& id, const char* unit, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = at(second);
        batch.begin_update(id, "WeatherObserved");
        twin::Observation number;
        number.property = batch.add_text("temperature");
        number.unit = batch.add_text(unit);
        number.kind = twin::ValueKind::kNumber;
        number.number = 20.0;
        number.observed_at = at(second);
        batch.add(number);
        session->live.store().append(source, batch);
    }
    // Of `count` stations from `first` on.
    void change(int first, int count, std::int64_t second) {
        for (int i = first; i < first + count; ++i) {
            say("urn:station:" + std::to_string(i), "CEL", second);
            say("urn:station:" + std::to_string(i), "FAH", second + 1);
        }
    }
    panels::ValueRow value_row() {
        session->device = *session->live.store().entities().find(source, "urn:station:1");
        run("device.card");
        window::PanelBuilder builder(*session, registry);
        const panels::PanelState& state = builder.build({}, std::nullopt);
        EXPECT_EQ(state.device.values.size(), 1U);
        return state.device.values.empty() ? panels::ValueRow() : state.device.values[0];
    }
    SourceId source;
};

TEST_F(UnitNewsTest, AnotherUnitIsToldOnceUntilItIsAccepted) {
    change(1, 1, 1);
    window::advance_units(*session, at(2));
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_EQ(session->notices.back().kind, panels::NoticeKind::kWarning);
    EXPECT_THAT(session->notices.back().text,
                AllOf(HasSubstr("test: temperature of"), HasSubstr("comes in °F now, before in °C"),
                      Not(HasSubstr("compared"))));
    session->notices.clear();
    say("urn:station:1", "CEL", 100);
    say("urn:station:1", "FAH", 101);
    window::advance_units(*session, at(102));
    EXPECT_TRUE(session->notices.empty()) << "nobody has accepted the first change";
    run("units.accept");
    say("urn:station:1", "CEL", 200);
    window::advance_units(*session, at(200));
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_THAT(session->notices.back().text, HasSubstr("comes in °C now, before in °F"));
}

TEST_F(UnitNewsTest, WhatCannotBeComparedIsSaid) {
    say("urn:station:1", "CEL", 1);
    say("urn:station:1", "GQ", 2);
    window::advance_units(*session, at(2));
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_THAT(session->notices.back().text, HasSubstr("cannot be compared"));
    say("urn:station:2", "CEL", 3);
    say("urn:station:2", "", 4);
    EXPECT_THAT(session->live.store().ledger(source).unit_changes, 1U)
        << "without a unit it is in that of its data model";
}

TEST_F(UnitNewsTest, ManyOfAFeedAreOneNoticeAMinute) {
    change(1, 20, 1);
    window::advance_units(*session, at(2));
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_THAT(session->notices.back().text, HasSubstr("20 values"));
    const std::uint64_t first = session->notices.back().number;
    change(21, 5, 3);
    window::advance_units(*session, at(10));
    EXPECT_EQ(session->notices.back().number, first) << "they wait for their minute";
    EXPECT_EQ(window::units_wait_s(*session, at(10)), 52.0);
    window::advance_units(*session, at(62));
    ASSERT_EQ(session->notices.size(), 1U) << "in place of the one before";
    EXPECT_THAT(session->notices.back().text, HasSubstr("25 values"));
    EXPECT_FALSE(window::units_wait_s(*session, at(62)));
}

TEST_F(UnitNewsTest, TheCardSaysBothUnitsUntilTheyAreAccepted) {
    change(1, 2, 1);
    window::advance_units(*session, at(2));
    say("urn:station:1", "FAH", 50);
    panels::ValueRow row = value_row();
    EXPECT_TRUE(row.is_unit_new) << "also when the newest value itself changed nothing";
    EXPECT_THAT(row.quality, Contains("Comes in °F now, before in °C"));
    run("units.accept property=temperature");
    row = value_row();
    EXPECT_FALSE(row.is_unit_new);
    EXPECT_THAT(row.quality, Not(Contains(HasSubstr("before in"))));
    EXPECT_EQ(session->desk.units.open().size(), 1U) << "the other station's is open still";
    run("units.accept");
    const auto again = registry.invoke(*command::parse_call("units.accept url=none"));
    EXPECT_FALSE(again);
}

TEST_F(UnitNewsTest, ARuleMakesItAnAlarm) {
    run("alarm.add kind=unit name=\"Wrong unit\"");
    change(1, 1, 1);
    window::advance_alarms(*session, at(2));
    ASSERT_EQ(session->desk.board.alarms().size(), 1U);
    const indicator::Alarm& alarm = session->desk.board.alarms().front();
    EXPECT_THAT(window::alarm_cause(*session, alarm),
                AllOf(HasSubstr("temperature of"), HasSubstr("in °F now, before in °C")));
    EXPECT_THAT(window::rule_text(session->desk.rules.front()), HasSubstr("in another unit"));
    run("alarm.acknowledge number=1 by=Ada");
    window::advance_alarms(*session, at(3));
    EXPECT_EQ(session->desk.board.open_count(), 0U);
}

}  // namespace
