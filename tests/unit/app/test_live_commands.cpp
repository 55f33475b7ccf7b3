// SPDX-License-Identifier: Apache-2.0
// Live data in a window's session: feeds as steps of the project, devices walked through and told.
#include <gmock/gmock.h>

#include <string>

#include "app/layers/device_symbols.hpp"
#include "app/live/live_city.hpp"
#include "app/project/project_json.hpp"
#include "app/window/device_look.hpp"
#include "app/window/device_view.hpp"
#include "engine/geo/geodetic.hpp"
#include "tests/support/wait_until.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

constexpr const char* kSimulated = "sim:demo?inhabitants=500";

class LiveCommandsTest : public SessionTest {
  protected:
    void refuses(const std::string& line) {
        const auto call = command::parse_call(line);
        ASSERT_TRUE(call) << line;
        EXPECT_FALSE(registry.invoke(*call)) << line;
    }
    [[nodiscard]] const std::vector<project::Feed>& feeds() const {
        return session->history.now().feeds;
    }
    // Devices of the simulated city, all in view from above.
    void take_devices() {
        run("feed.connect url=\"" + std::string(kSimulated) + "\"");
        ASSERT_TRUE(test::wait_until([&] {
            session->live.take_in(0.1);
            return session->live.store().entities().size() >= 10;
        }));
        while (symbols.update(session->live, window::device_look({}, session->device),
                              system_clock().utc_now(), 10.0)) {
        }
        session->devices = &symbols;
        ASSERT_GE(symbols.counts().shown, 10U);
        const geo::Geodetic place = geo::to_geodetic(symbols.devices()[0].place);
        session->motion.set_pose(
            {geo::to_ecef({place.longitude_deg, place.latitude_deg, 3'000.0}), 0.0, -90.0});
    }

    layers::DeviceSymbols symbols;
};

TEST_F(LiveCommandsTest, FeedsAreStepsOfTheProject) {
    run("feed.connect url=\"" + std::string(kSimulated) + "\"");
    ASSERT_EQ(feeds().size(), 1U);
    EXPECT_EQ(session->live.feeds().size(), 1U);
    run("feed.connect url=\"" + std::string(kSimulated) + "\"");
    EXPECT_EQ(feeds().size(), 1U) << "the same feed twice is one";
    run("feed.pause");
    EXPECT_TRUE(feeds()[0].paused);
    EXPECT_EQ(session->live.feeds()[0].state, live::LiveState::kPaused);
    run("edit.undo");
    EXPECT_FALSE(feeds()[0].paused);
    run("feed.reconnect");
    run("feed.disconnect url=\"" + std::string(kSimulated) + "\"");
    EXPECT_TRUE(session->live.feeds().empty());
    run("edit.undo");
    EXPECT_EQ(session->live.feeds().size(), 1U);
    run("edit.undo");
    EXPECT_TRUE(session->live.feeds().empty());
    run("edit.redo");
    EXPECT_EQ(session->live.feeds().size(), 1U);
    EXPECT_EQ(session->live.feeds()[0].name, "sim:demo");
}

TEST_F(LiveCommandsTest, WrongAddressesAndSecretsAreRefused) {
    refuses("feed.connect url=\"http://example.org\"");
    refuses("feed.connect url=\"sim:demo?colour=1\"");
    refuses("feed.connect url=\"mqtt://me:secret@127.0.0.1/city\"");
    refuses("feed.disconnect url=\"sim:demo\"");
    EXPECT_TRUE(feeds().empty());
}

TEST_F(LiveCommandsTest, FeedsAreKeptInTheFile) {
    run("feed.connect url=\"" + std::string(kSimulated) + "\"");
    run("feed.pause");
    run("live.show property=\"temperature\"");
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->feeds, feeds());
    EXPECT_EQ(again->live_property, "temperature");
    EXPECT_EQ(again->live_display, "");
    EXPECT_FALSE(project::from_json(R"({"belvedere_project": 1, "feeds": [{"paused": true}]})"));
    EXPECT_FALSE(project::from_json(R"({"belvedere_project": 1, "feeds": {"url": "a"}})"));
    const auto newer = project::from_json(
        R"({"belvedere_project": 1, "feeds": [{"url": "sim:demo", "later": 7}]})");
    ASSERT_TRUE(newer);
    EXPECT_THAT(project::to_json(*newer), testing::HasSubstr("later"));
}

TEST_F(LiveCommandsTest, HowValuesAreShownIsAStepAndKept) {
    run("live.show_as display=\"kriging\"");
    EXPECT_EQ(session->history.now().live_display, "kriging");
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->live_display, "kriging");
    run("edit.undo");
    EXPECT_EQ(session->history.now().live_display, "");
    run("edit.redo");
    run("live.show_as display=\"symbols\"");
    EXPECT_EQ(session->history.now().live_display, "");
    refuses("live.show_as display=\"surface\"");
    refuses("live.show_as");
}

TEST_F(LiveCommandsTest, DevicesAreWalkedThroughAndTold) {
    take_devices();
    const auto seen = window::devices_in_view(*session);
    ASSERT_GE(seen.size(), 3U);
    run("device.next");
    EXPECT_EQ(session->device, seen[0].device->entity);
    EXPECT_THAT(session->telling.told, testing::HasSubstr("simulated"));
    run("device.next");
    EXPECT_EQ(session->device, seen[1].device->entity);
    run("device.previous");
    run("device.previous");
    EXPECT_EQ(session->device, seen[0].device->entity) << "the nearest is the first";
    EXPECT_THAT(session->telling.told, testing::HasSubstr("nearest"));
    EXPECT_EQ(window::device_at(*session, seen[0].at), seen[0].device->entity);
    EXPECT_THAT(window::devices_sentence(*session),
                testing::HasSubstr(std::to_string(seen.size()) + " devices in view"));
    const auto objects = window::device_objects(*session);
    ASSERT_GE(objects.size(), 3U);
    EXPECT_LE(objects.size(), window::kDevicesTold + 1);
    EXPECT_EQ(window::device_of_node(*session, access::node_id(objects[1].key)),
              seen[1].device->entity);
    EXPECT_THAT(objects[1].description, testing::HasSubstr("simulated"));
    EXPECT_FALSE(window::device_of_node(*session, access::node_id("canvas.device.none")));
    const std::string id(session->live.store().entities()[seen[2].device->entity].id());
    run("device.select id=\"" + id + "\"");
    EXPECT_EQ(session->device, seen[2].device->entity);
    run("device.describe");
    run("device.go_to id=\"" + id + "\"");
    EXPECT_TRUE(session->motion.destination() || session->changed);
    refuses("device.select id=\"urn:nobody\"");
    refuses("device.select device=123456789");
    run("device.clear");
    EXPECT_FALSE(session->device.valid());
    refuses("device.describe");
}

TEST_F(LiveCommandsTest, LegendAndValuesLieOnThePicture) {
    take_devices();
    panels::OverlayState overlay;
    window::fill_devices(*session, overlay);
    EXPECT_EQ(overlay.devices.title, "Devices");
    EXPECT_GE(overlay.devices.legend.size(), 5U);
    EXPECT_THAT(overlay.devices.states, testing::HasSubstr("simulated"));
    EXPECT_TRUE(overlay.labels.empty());
    run("live.show property=\"temperature\"");
    while (symbols.update(session->live, window::device_look("temperature", {}),
                          system_clock().utc_now(), 10.0)) {
    }
    window::fill_devices(*session, overlay);
    EXPECT_EQ(overlay.devices.title, "temperature, °C");
    EXPECT_FALSE(overlay.labels.empty());
    for (const panels::ViewLabel& label : overlay.labels)
        EXPECT_THAT(label.text, testing::HasSubstr("°C"));
}

}  // namespace
}  // namespace belvedere::test
