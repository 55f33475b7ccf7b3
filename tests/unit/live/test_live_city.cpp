// SPDX-License-Identifier: Apache-2.0
#include "app/live/live_city.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/live/open_feed.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "engine/generator/place.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::live {
namespace {

std::string device(const std::string& id, double level) {
    return R"({"id":"urn:)" + id + R"(","type":"Lamp","level":)" + std::to_string(level) +
           R"(,"location":{"type":"Point","coordinates":[10.0,50.0]}})";
}

// Feeds named a: and b: that say one thing, then stay (a) or end (b); no other URL opens.
class LiveCityTest : public testing::Test {
  protected:
    LiveCityTest()
        : city({.wake = [this] { ++wakes; },
                .open = [this](const std::string& url) { return open(url); }}) {}

    Result<std::unique_ptr<feed::Feed>> open(const std::string& url) {
        ++opened[url];
        if (!url.starts_with("a:") && !url.starts_with("b:"))
            return fail(ErrorKind::kUsage, "no such feed");
        const int count = opened[url];
        auto script = [url, count, said = 0](feed::ScriptedMessage& message) mutable {
            if (said == 1 && url.starts_with("b:")) return false;
            message.payload = device(url.substr(0, 1), said == 0 ? count : 99.0);
            message.wait_s = said == 0 ? 0.0 : 3600.0;
            ++said;
            return true;
        };
        return std::make_unique<feed::ScriptedFeed>(script,
                                                    *feed::make_decoder({.format = "ngsi-ld"}));
    }
    void follow(std::vector<FeedWish> wishes) { city.follow(wishes); }
    bool takes(std::size_t updates) {
        return test::wait_until([&] {
            taken += city.take_in(1.0).updates;
            return taken >= updates;
        });
    }

    std::map<std::string, int> opened;
    std::atomic<int> wakes = 0;
    std::size_t taken = 0;
    LiveCity city;
};

TEST_F(LiveCityTest, FollowsWhatIsAskedFor) {
    EXPECT_FALSE(city.is_live());
    follow({{"a:1"}, {"b:1"}, {"a:1"}});
    ASSERT_EQ(city.feeds().size(), 2U);
    ASSERT_TRUE(takes(2));
    EXPECT_EQ(city.store().entities().size(), 2U);
    EXPECT_TRUE(city.is_live());
    const SourceId a = city.feeds()[0].source;
    const SourceId b = city.feeds()[1].source;
    follow({{"b:1"}});
    EXPECT_FALSE(city.shows(a));
    EXPECT_TRUE(city.shows(b));
    EXPECT_EQ(city.store().entities().held(), 1U) << "what nobody follows leaves memory";
    EXPECT_EQ(opened["b:1"], 1) << "what stays is not opened again";
    follow({{"b:1"}, {"a:1"}});
    EXPECT_EQ(city.feeds()[1].source, a) << "the same URL is the same source";
    ASSERT_TRUE(takes(3));
    EXPECT_EQ(city.store().entities().held(), 2U);
    EXPECT_EQ(city.store().ledger(a).updates.applied, 2U) << "its account goes on";
}

TEST_F(LiveCityTest, WakesWhoeverSleeps) {
    follow({{"a:1"}});
    EXPECT_TRUE(test::wait_until([&] { return wakes > 0; }));
    EXPECT_TRUE(takes(1));
}

TEST_F(LiveCityTest, KeepsWhatCannotBeOpenedWithItsCause) {
    follow({{"x:1"}, {"a:1"}});
    ASSERT_EQ(city.feeds().size(), 2U);
    EXPECT_EQ(city.feeds()[0].state, LiveState::kFailed);
    EXPECT_EQ(city.feeds()[0].sentence, "no such feed");
    EXPECT_TRUE(takes(1)) << "the other one is not held up";
    ASSERT_TRUE(city.reconnect("x:1"));
    EXPECT_EQ(opened["x:1"], 2);
    EXPECT_FALSE(city.reconnect("y:1"));
}

TEST_F(LiveCityTest, PausedFeedsAreClosedAndTheirDevicesStale) {
    follow({{"a:1"}});
    ASSERT_TRUE(takes(1));
    follow({{"a:1", true}});
    EXPECT_EQ(city.feeds()[0].state, LiveState::kPaused);
    EXPECT_FALSE(city.is_live());
    EXPECT_TRUE(city.shows(city.feeds()[0].source));
    EXPECT_EQ(twin::state_of(city.store(), twin::EntityId{0}, system_clock().utc_now()),
              twin::TwinState::kStale);
    EXPECT_EQ(city.take_in(0.1).updates, 0U);
    EXPECT_FALSE(city.reconnect("a:1"));
    follow({{"a:1"}});
    EXPECT_EQ(opened["a:1"], 2);
    ASSERT_TRUE(takes(2));
    EXPECT_EQ(twin::state_of(city.store(), twin::EntityId{0}, system_clock().utc_now()),
              twin::TwinState::kLive);
}

TEST_F(LiveCityTest, EndedFeedsAreNotWaitedFor) {
    follow({{"b:1"}});
    ASSERT_TRUE(takes(1));
    EXPECT_TRUE(test::wait_until([&] {
        city.take_in(0.1);
        return city.feeds()[0].state == LiveState::kEnded;
    }));
    EXPECT_FALSE(city.is_live());
    EXPECT_EQ(city.feeds()[0].messages, 1U);
}

TEST(CheckFeed, TellsAddressesApart) {
    for (const char* url : {"sim:demo", "sim:demo?inhabitants=500", "mqtt://localhost/a/#",
                            "ngsi-ld+http://localhost/ngsi-ld/v1?type=A", "sta+https://h/v1.1"})
        EXPECT_TRUE(check_feed(url)) << url;
    for (const char* url : {"", "http://h", "sim:demo?nonsense=1", "mqtt://u:password@h/a"})
        EXPECT_FALSE(check_feed(url)) << url;
}

TEST(SimulatedFeed, DevicesStandInTheGeneratedCity) {
    LiveCity city;
    const FeedWish wishes[] = {{"sim:demo?inhabitants=1000"}};
    city.follow(wishes);
    ASSERT_TRUE(test::wait_until([&] {
        city.take_in(0.1);
        return city.store().entities().size() >= 20;
    }));
    const auto place = twin::position_of(city.store(), twin::EntityId{0});
    ASSERT_TRUE(place);
    EXPECT_NEAR(place->longitude_deg, generator::kOriginLongitude_deg, 0.05);
    EXPECT_NEAR(place->latitude_deg, generator::kOriginLatitude_deg, 0.05);
}

}  // namespace
}  // namespace belvedere::live
