// SPDX-License-Identifier: Apache-2.0
// Devices, charts and alarms as commands work them, on a store that is filled here.
#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/project/project_json.hpp"
#include "app/ui/frame.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/panel_builder.hpp"
#include "engine/indicator/alarm_json.hpp"
#include "tests/unit/app/panel_sample.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using testing::ElementsAre;
using testing::HasSubstr;

class LivingCity : public test::SessionTest {
  protected:
    LivingCity() {
        project::Project first = session->history.now();
        first.alarms_json.clear();
        session->history.reset(std::move(first));
        source = *session->live.store().add_source({"test", twin::SourceKind::kLive});
        say("urn:station:7", 40.0, 1);
        session->device = *session->live.store().entities().find(source, "urn:station:7");
    }
    static UtcTime at(std::int64_t second) { return {(1'700'000'000 + second) * 1'000'000}; }
    void say(const std::string& id, double dust, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = at(second);
        batch.begin_update(id, "AirQualityObserved");
        twin::Observation number;
        number.property = batch.add_text("pm25");
        number.unit = batch.add_text("GQ");
        number.kind = twin::ValueKind::kNumber;
        number.number = dust;
        number.observed_at = at(second);
        batch.add(number);
        session->live.store().append(source, batch);
    }
    std::string problem(const std::string& line) {
        const auto done = registry.invoke(*command::parse_call(line));
        return done ? std::string() : done.error().message;
    }
    std::vector<indicator::AlarmRule> rules() {
        return *indicator::parse_rules(session->history.now().alarms_json);
    }
    SourceId source;
};

TEST_F(LivingCity, AnAlarmIsMadeOfAValueInTwoSteps) {
    run("alarm.draft property=pm25");
    EXPECT_EQ(session->history.now().layout.bottom_tab, "alarms");
    EXPECT_EQ(focused_tab, "") << "the limit takes the keyboard itself";
    run("alarm.set limit=\"50,5\" severity=urgent name=\"Dust\" hysteresis=\"5\" all_of_kind=true");
    EXPECT_EQ(focused_tab, "bottom.alarms") << "its field is no more";
    ASSERT_EQ(rules().size(), 1U);
    const indicator::AlarmRule rule = rules().front();
    EXPECT_EQ(rule.limit, 50.5);
    EXPECT_EQ(rule.unit, "GQ");
    EXPECT_EQ(rule.scope.type, "AirQualityObserved");
    EXPECT_EQ(rule.severity, indicator::Severity::kUrgent);
    run("edit.undo");
    EXPECT_TRUE(rules().empty());
    run("edit.redo");
    EXPECT_EQ(rules().size(), 1U);
}

TEST_F(LivingCity, ADraftSaysWhatIsWrongWithIt) {
    run("alarm.draft property=pm25");
    EXPECT_THAT(problem("alarm.set limit=7o"), HasSubstr("no number"));
    EXPECT_FALSE(words::say(session->desk.draft.problem).empty());
    EXPECT_THAT(problem("alarm.draft property=nothing"), HasSubstr("no nothing"));
}

TEST_F(LivingCity, RaisedAlarmsAreNoticesAndClearedOnesAreSaid) {
    run("alarm.add property=pm25 limit=50 unit=GQ name=Dust severity=urgent");
    window::advance_alarms(*session, at(2));
    EXPECT_EQ(session->desk.board.open_count(), 0U);
    say("urn:station:7", 71.0, 3);
    window::advance_alarms(*session, at(3));
    ASSERT_FALSE(session->notices.empty());
    EXPECT_EQ(session->notices.back().kind, panels::NoticeKind::kUrgentAlarm);
    EXPECT_THAT(session->notices.back().text, HasSubstr("Dust"));
    EXPECT_THAT(session->notices.back().text, HasSubstr("71\u00A0µg/m³"));
    window::advance_alarms(*session, at(4));
    EXPECT_EQ(session->desk.board.alarms().size(), 1U) << "never doubled";
    run("alarm.show");
    EXPECT_EQ(session->desk.chosen_alarm, 1);
    run("alarm.acknowledge by=Ada note=\"on my way\"");
    EXPECT_EQ(session->desk.board.alarms().front().note, "on my way");
    say("urn:station:7", 20.0, 5);
    session->announcements.clear();
    window::advance_alarms(*session, at(5));
    ASSERT_FALSE(session->announcements.empty());
    EXPECT_THAT(session->announcements.back().text, HasSubstr("over"));
}

TEST_F(LivingCity, ManyAlarmsAtOnceAreOneNotice) {
    run("alarm.add property=pm25 limit=50 unit=GQ name=Dust");
    for (int i = 0; i < 20; ++i)
        say("urn:station:" + std::to_string(i + 100), 90.0, 2);
    window::advance_alarms(*session, at(2));
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_THAT(session->notices.back().text, HasSubstr("19 more"));
    EXPECT_EQ(session->desk.board.open_count(), 20U);
}

TEST_F(LivingCity, RulesAreTurnedOffAndRemovedByTheirId) {
    run("alarm.add kind=absence silence_s=60");
    const std::string id = rules().front().id;
    run("alarm.set_on rule=" + id + " on=false");
    EXPECT_FALSE(rules().front().is_on);
    EXPECT_THAT(problem("alarm.remove rule=none"), HasSubstr("none"));
    run("alarm.remove rule=" + id);
    EXPECT_TRUE(session->history.now().alarms_json.empty());
}

TEST_F(LivingCity, ACornerOfAZoneIsTwoWholeNumbers) {
    const auto with = [&](const std::string& corner) {
        return problem(R"(alarm.add kind=zone type=Vehicle zone=["9,45","9.1,45",")" + corner +
                       R"("])");
    };
    for (const char* wrong : {"9.1,abc", "9.1,", "9.1", "9.1,45.1x", "9.1,45.1,3", "9.1;45.1", ""})
        EXPECT_THAT(with(wrong), HasSubstr("longitude,latitude")) << wrong;
    for (const char* nowhere : {"9.1,nan", "9.1,91"})
        EXPECT_THAT(with(nowhere), HasSubstr("no place on Earth")) << nowhere;
    EXPECT_TRUE(session->history.now().alarms_json.empty());
    EXPECT_EQ(with(" 9.1, 45.1 "), "");
    ASSERT_EQ(rules().size(), 1U);
    EXPECT_EQ(rules().front().zone.back().latitude_deg, 45.1);
}

TEST_F(LivingCity, RulesAreKeptInTheProjectsFileAsJson) {
    run("alarm.add property=pm25 limit=50 unit=GQ name=Dust");
    const std::string file = project::to_json(session->history.now());
    EXPECT_THAT(file, HasSubstr("\"alarms\": ["));
    const auto read = project::from_json(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(*indicator::parse_rules(read->alarms_json), rules());
}

TEST_F(LivingCity, RulesThatCannotBeReadStayAndAreTold) {
    project::Project next = session->history.now();
    next.alarms_json = R"([{"id":"a","kind":"later"}])";
    window::apply_project(*session, next, "test");
    window::advance_alarms(*session, at(2));
    ASSERT_FALSE(session->notices.empty());
    EXPECT_THAT(session->notices.back().text, HasSubstr("cannot be used"));
    EXPECT_FALSE(problem("alarm.add kind=absence silence_s=60").empty());
    EXPECT_EQ(session->history.now().alarms_json, next.alarms_json) << "nothing is lost";
}

TEST_F(LivingCity, AChartShowsValuesUntilItIsFull) {
    run("chart.add property=pm25");
    run("chart.add property=pm25");
    EXPECT_EQ(session->desk.charted.size(), 1U);
    EXPECT_EQ(session->history.now().layout.bottom_tab, "chart");
    EXPECT_FALSE(problem("chart.set_time seconds=0").empty());
    run("chart.set_time seconds=900");
    const auto path = files.path() / "values.csv";
    run("chart.export_csv path=\"" + path.string() + "\"");
    std::stringstream written;
    written << std::ifstream(path).rdbuf();
    EXPECT_THAT(written.str(), HasSubstr("device,property"));
    run("chart.remove property=pm25");
    EXPECT_TRUE(session->desk.charted.empty());
    EXPECT_FALSE(problem("chart.remove property=pm25").empty());
}

TEST_F(LivingCity, AChartIsPartOfTheProjectAndUndone) {
    run("chart.add property=pm25");
    run("chart.set_time seconds=900");
    run("chart.set_form form=band");
    run("chart.zoom from=1700000000 to=1700000060");
    run("chart.zoom from=1700000010 to=1700000020");
    run("chart.show_table on=true");
    const auto kept = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(kept->twins.chart, session->history.now().twins.chart);
    ASSERT_EQ(kept->twins.chart.series.size(), 1U);
    EXPECT_EQ(kept->twins.chart.series[0].device.id, "urn:station:7");
    EXPECT_EQ(kept->twins.chart.form, project::ChartForm::kBand);
    EXPECT_EQ(window::chart_times(*session, at(5)).from, at(10));
    run("chart.zoom_out");
    EXPECT_EQ(window::chart_times(*session, at(5)).to, at(60));
    run("edit.undo");
    EXPECT_EQ(window::chart_times(*session, at(5)).from, at(10)) << "a step of its own";
    run("chart.set_time seconds=60");
    EXPECT_EQ(window::chart_times(*session, at(5)).from, at(-55));
    EXPECT_FALSE(problem("chart.zoom_out").empty());
    EXPECT_FALSE(problem("chart.zoom from=20 to=10").empty());
    EXPECT_FALSE(problem("chart.set_form form=pie").empty());
    run("chart.clear");
    EXPECT_TRUE(session->desk.charted.empty());
    run("edit.undo");
    EXPECT_EQ(session->desk.charted_of.size(), 1U);
}

TEST_F(LivingCity, WhatAChartDrawsStaysWhileItsDeviceIsNotThere) {
    project::Project next = session->history.now();
    next.twins.chart.series = {{{"elsewhere", "urn:gone:1"}, "https://example.org/pm25", "b"}};
    window::apply_project(*session, next, "test");
    window::sync_chart(*session);
    ASSERT_EQ(session->desk.charted.size(), 1U);
    EXPECT_FALSE(session->desk.charted[0].valid());
    run("chart.show");
    window::PanelBuilder builder(*session, registry);
    const panels::PanelState& state = builder.build({}, std::nullopt);
    ASSERT_EQ(state.chart.series.size(), 1U);
    EXPECT_TRUE(state.chart.series[0].is_missing);
    EXPECT_EQ(state.chart.series[0].name, "pm25, urn:gone:1");
    run("chart.remove property=\"pm25|b\" device=urn:gone:1");
    EXPECT_TRUE(session->history.now().twins.chart.series.empty());
}

TEST_F(LivingCity, AChartAloneIsAPictureThatSaysWhatItShows) {
    std::vector<std::function<void()>> ends;
    session->services.work_on_model = [&](window::ModelTask task) {
        static const convert::ConvertProgress kNone;
        ends.push_back(task.work({jobs, kNone, {}, false}));
        return std::uint64_t{0};
    };
    run("chart.add property=pm25");
    run("chart.zoom from=1700000000 to=1700000060");
    const auto path = files.path() / "chart.png";
    run("chart.export_png path=\"" + path.string() +
        "\" size=400x300 theme=contrast-dark title=Dust");
    ASSERT_EQ(ends.size(), 1U);
    ends[0]();
    EXPECT_EQ(session->desk.last_export, path.string());
    std::stringstream written;
    written << std::ifstream(path, std::ios::binary).rdbuf();
    EXPECT_THAT(written.str(), HasSubstr("Dust"));
    EXPECT_THAT(written.str(), HasSubstr("pm25, AirQualityObserved 7: "));
    EXPECT_THAT(written.str(), HasSubstr("Source: test"));
    EXPECT_FALSE(problem("chart.export_png size=1x1").empty());
    EXPECT_FALSE(problem("chart.export_png theme=plaid").empty());
}

TEST_F(LivingCity, GroupingIsPartOfTheProjectAndOffAtFirst) {
    EXPECT_FALSE(session->history.now().twins.groups_devices);
    run("live.group");
    EXPECT_TRUE(session->history.now().twins.groups_devices);
    const auto kept = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(kept);
    EXPECT_TRUE(kept->twins.groups_devices);
    run("edit.undo");
    EXPECT_FALSE(session->history.now().twins.groups_devices);
    EXPECT_FALSE(problem("device.open_group group=0").empty()) << "nothing is grouped";
    EXPECT_FALSE(
        project::from_json(R"({"belvedere_project": 1, "groups_devices": "yes"})").has_value());
}

TEST_F(LivingCity, TheListIsAskedForByWords) {
    run("devices.find text=station property=pm25 sort=value descending=true group=kind");
    EXPECT_EQ(session->desk.query.sort, devices::DeviceSort::kValue);
    run("devices.find kind=AirQualityObserved");
    EXPECT_EQ(session->desk.query.text, "station") << "the rest stays";
    EXPECT_THAT(problem("devices.find sort=colour"), HasSubstr("one of name"));
    run("devices.reset");
    EXPECT_EQ(session->desk.query, devices::DeviceQuery());
}

TEST_F(LivingCity, TheHighestValueIsFoundAndChosen) {
    say("urn:station:9", 90.0, 1);
    session->desk.list = std::make_unique<devices::DeviceList>(jobs, nullptr);
    run("devices.highest property=pm25");
    session->device = {};
    // No feed is held, so that none of its devices is listed.
    for (int i = 0; i < 50 && session->desk.takes_first; ++i) {
        window::advance_desk(*session, {static_cast<double>(i) * 3.0, at(2)});
        jobs.wait_idle();
    }
    EXPECT_FALSE(session->device.valid());
    EXPECT_THAT(session->notices.back().text, HasSubstr("No device has that"));
}

TEST_F(LivingCity, PanelsShowWhatTheDeskHas) {
    run("chart.add property=pm25");
    run("alarm.add property=pm25 limit=10 unit=GQ name=Dust");
    window::advance_alarms(*session, at(2));
    run("device.card");
    window::PanelBuilder builder(*session, registry);
    window::FrameFacts facts;
    const panels::PanelState& chart = builder.build(facts, std::nullopt);
    EXPECT_TRUE(chart.device.has_device);
    ASSERT_EQ(chart.device.values.size(), 1U);
    EXPECT_EQ(chart.device.values[0].value, "40\u00A0µg/m³");
    EXPECT_EQ(chart.device.alarms.size(), 1U);
    EXPECT_EQ(chart.chart.series.size(), 1U);
    run("alarms.show");
    const panels::PanelState& alarms = builder.build(facts, std::nullopt);
    ASSERT_EQ(alarms.alarms.alarms.size(), 1U);
    EXPECT_EQ(alarms.alarms.alarms[0].name, "Dust");
    EXPECT_THAT(alarms.alarms.rules[0].what, HasSubstr("pm25 above 10"));
}

TEST_F(LivingCity, APanelThatIsAskedForTakesTheKeyboardAndOneThatFollowsDoesNot) {
    for (const auto& [command, tab] : {std::pair("feeds.show", "bottom.feeds"),
                                       {"chart.show", "bottom.chart"},
                                       {"alarms.show", "bottom.alarms"},
                                       {"devices.show", "left.devices"},
                                       {"device.card", "right.device"}}) {
        run(command);
        EXPECT_EQ(focused_tab, tab) << command;
    }
    focused_tab.clear();
    run("chart.add property=pm25");
    run("devices.find text=air");
    EXPECT_EQ(focused_tab, "");
}

// The panels, by what is pressed in them.
class LivingPanels : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 12; ++i) {
            frame.begin(size, 0.016);
            (void)shell.draw(state, size, commands);
            (void)frame.end();
        }
    }
    // Assistive technology presses it.
    std::vector<command::Call> press(const std::string& id) {
        draw();
        (void)commands.take();
        bool is_there = false;
        for (const ui::Node& node : frame.nodes()) {
            if (node.id != id) continue;
            access::Request request;
            request.node = access::node_id(node.id);
            request.action = access::Action::kPress;
            frame.ask(request);
            is_there = true;
        }
        EXPECT_TRUE(is_there) << id;
        draw();
        return commands.take();
    }
    ui::FrameSize size{1280, 720};
    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
};

TEST_F(LivingPanels, FeedsAreReconnectedPausedAndRemoved) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "feeds";
    const std::string url = state.feeds.feeds[0].url;
    EXPECT_THAT(press("bottom.columns.reconnect"),
                ElementsAre(command::Call{"feed.reconnect", {{"url", url}}}));
    EXPECT_THAT(press("bottom.columns.pause"),
                ElementsAre(command::Call{"feed.pause", {{"url", url}}}));
    state.feeds.feeds[0].phase = panels::FeedPhase::kPaused;
    EXPECT_THAT(press("bottom.columns.pause"),
                ElementsAre(command::Call{"feed.resume", {{"url", url}}}));
}

TEST_F(LivingPanels, WhatIsWrongWithAConnectedFeedIsNoPlainText) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "feeds";
    panels::FeedRow& feed = state.feeds.feeds[0];
    feed.phase = panels::FeedPhase::kConnected;
    const auto role = [&] {
        draw();
        for (const ui::Node& node : frame.nodes()) {
            if (node.id == "bottom.columns.sentence") return node.role;
        }
        ADD_FAILURE() << "nothing is said";
        return ui::Role::kGroup;
    };
    EXPECT_EQ(role(), ui::Role::kStatus);
    feed.is_note = true;
    EXPECT_EQ(role(), ui::Role::kStaticText);
}

TEST_F(LivingPanels, AFeedSaysWhatIsGoneAndInAnotherUnit) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "feeds";
    const std::string url = state.feeds.feeds[0].url;
    EXPECT_THAT(press("bottom.columns.accept_units"),
                ElementsAre(command::Call{"units.accept", {{"url", url}}}));
    std::map<std::string, std::string> told;
    for (const ui::Node& node : frame.nodes())
        told[node.id] = node.name + "|" + node.value;
    EXPECT_THAT(told["bottom.columns.absent"], HasSubstr("3"));
    EXPECT_THAT(told["bottom.columns.unit_changes"], HasSubstr("2"));
    EXPECT_THAT(told["bottom.columns.units"], HasSubstr("2 values come in another unit"));
    state.layout.right_tab = "device";
    state.device.values[0].is_unit_new = true;
    EXPECT_THAT(press("right.0.unit"),
                ElementsAre(command::Call{"units.accept", {{"property", "pm25"}}}));
}

TEST_F(LivingPanels, ADeviceIsChosenByItsRowAndItsValuesAreCharted) {
    state.layout.left_tab = "devices";
    state.layout.right_tab = "device";
    EXPECT_THAT(press("left.table.1"),
                ElementsAre(command::Call{"devices.choose", {{"line", std::int64_t{1}}}}));
    EXPECT_THAT(press("right.0.chart"),
                ElementsAre(command::Call{"chart.remove", {{"property", "pm25"}}}));
    EXPECT_THAT(press("right.1.chart"),
                ElementsAre(command::Call{"chart.add", {{"property", "status"}}}));
    EXPECT_THAT(press("right.0.alarm"),
                ElementsAre(command::Call{"alarm.draft", {{"property", "pm25"}}}));
}

TEST_F(LivingPanels, AMillionDevicesCostAsMuchAsAScreenful) {
    state.layout.left_tab = "devices";
    state.devices.lines = 1'000'000;
    std::size_t asked = 0;
    state.devices.line = [&asked](std::size_t line) {
        ++asked;
        panels::DeviceRow row;
        row.name = std::to_string(line);
        return row;
    };
    draw();
    asked = 0;
    frame.begin(size, 0.016);
    (void)shell.draw(state, size, commands);
    (void)frame.end();
    EXPECT_GT(asked, 0U);
    EXPECT_LT(asked, 200U);
}

TEST_F(LivingPanels, AChartIsReadAlongByKeysAndHeard) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "chart";
    state.layout.bottom_px = 400.0;
    EXPECT_THAT(press("bottom.chart"), ElementsAre(command::Call{"chart.play", {}}));
    std::string told;
    for (const ui::Node& node : frame.nodes()) {
        if (node.id == "bottom.chart") told = node.value;
    }
    EXPECT_THAT(told, HasSubstr("pm25, station-7"));
    EXPECT_THAT(told, HasSubstr("1 alarm in this time"));
}

TEST_F(LivingPanels, AnAlarmIsAcknowledgedWithItsNote) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "alarms";
    state.layout.bottom_px = 400.0;
    EXPECT_THAT(press("bottom.columns.acknowledge"),
                ElementsAre(command::Call{
                    "alarm.acknowledge",
                    {{"number", std::int64_t{7}}, {"by", "Ada"}, {"note", std::string()}}}));
    EXPECT_THAT(press("bottom.columns.table.1"),
                ElementsAre(command::Call{"alarm.show", {{"number", std::int64_t{3}}}}));
}

}  // namespace
