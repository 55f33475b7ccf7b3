// SPDX-License-Identifier: Apache-2.0
#include "app/live/live_city.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/live/ask_history.hpp"
#include "app/live/open_feed.hpp"
#include "engine/feed/batch_feed.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "engine/generator/place.hpp"
#include "engine/twin/source_name.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/value_cache.hpp"
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
                .open = [this](const std::string& url) { return open(url); },
                .run = [](const auto& job) { job(); }}) {}

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

TEST(LiveNetwork, WithoutOneNoServerIsAsked) {
    LiveCity city({.wake = {}, .open = {}, .network = Network::kOff});
    city.follow(std::vector<FeedWish>{{"mqtt://127.0.0.1:9/#"},
                                      {"mqtts://h/#"},
                                      {"ngsi-ld+http://127.0.0.1:9/ngsi-ld/v1"},
                                      {"sta+https://h/v1.1"},
                                      {"gtfs-rt+http://h/x"},
                                      {"sim:demo?inhabitants=500"}});
    ASSERT_EQ(city.feeds().size(), 6U);
    const auto servers = city.feeds().first(5);
    std::size_t simulated = 0;
    EXPECT_TRUE(test::wait_until([&] {
        simulated += city.take_in(0.1).updates;
        const auto is_refused = [](const LiveFeed& each) {
            return each.state == LiveState::kFailed;
        };
        return simulated > 0 && std::ranges::all_of(servers, is_refused);
    }));
    for (const LiveFeed& each : servers)
        EXPECT_EQ(each.sentence, "feeds of servers are not opened while offline") << each.url;
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

// Opens what it is told to, once it may: as a keyring that waits for a person.
class SlowOpening : public testing::Test {
  protected:
    ~SlowOpening() override { gate->set_value(); }
    LiveOptions options() {
        return {.wake = [wakes = wakes] { ++*wakes; },
                .open = [open = std::shared_future<void>(gate->get_future())](
                            const std::string& url) -> Result<std::unique_ptr<feed::Feed>> {
                    if (url.starts_with("slow:")) open.wait();
                    if (url.ends_with("wrong"))
                        return fail(ErrorKind::kDenied, "the keyring stays closed");
                    auto script = [said = false](feed::ScriptedMessage& message) mutable {
                        message.payload = device("slow", 1.0);
                        message.wait_s = said ? 3600.0 : 0.0;
                        said = true;
                        return true;
                    };
                    return std::make_unique<feed::ScriptedFeed>(
                        script, *feed::make_decoder({.format = "ngsi-ld"}));
                }};
    }
    static void follow(LiveCity& city, const std::vector<FeedWish>& wishes) { city.follow(wishes); }
    void open_the_keyring() {
        gate->set_value();
        gate = std::make_unique<std::promise<void>>();
    }
    std::unique_ptr<std::promise<void>> gate = std::make_unique<std::promise<void>>();
    std::shared_ptr<std::atomic<int>> wakes = std::make_shared<std::atomic<int>>(0);
};

TEST_F(SlowOpening, HoldsUpNeitherTheWindowNorOtherFeeds) {
    LiveCity city(options());
    follow(city, {{"slow:1"}, {"slow:wrong"}, {"quick:1"}});
    ASSERT_EQ(city.feeds().size(), 3U);
    EXPECT_EQ(city.feeds()[0].state, LiveState::kConnecting);
    EXPECT_TRUE(city.is_live());
    ASSERT_TRUE(test::wait_until([&] {
        city.take_in(0.1);
        return city.feeds()[2].messages == 1;
    })) << "the other one is there";
    EXPECT_EQ(city.feeds()[0].state, LiveState::kConnecting);
    EXPECT_EQ(city.store().link(city.feeds()[0].source), twin::SourceLink::kDown);
    const int before = *wakes;
    open_the_keyring();
    ASSERT_TRUE(test::wait_until([&] { return *wakes > before; })) << "whoever sleeps is woken";
    ASSERT_TRUE(test::wait_until([&] {
        city.take_in(0.1);
        return city.feeds()[0].messages == 1 && city.feeds()[1].state == LiveState::kFailed;
    }));
    EXPECT_EQ(city.feeds()[1].sentence, "the keyring stays closed");
}

TEST_F(SlowOpening, IsGivenUpWithTheFeedAndWithTheCity) {
    {
        LiveCity city(options());
        follow(city, {{"slow:1"}});
        follow(city, {});
        follow(city, {{"slow:1", true}, {"slow:2"}});
        EXPECT_EQ(city.feeds()[0].state, LiveState::kPaused);
        EXPECT_EQ(city.feeds()[1].state, LiveState::kConnecting);
    }  // The person has not answered, and the program ends all the same.
    const int before = *wakes;
    open_the_keyring();
    EXPECT_EQ(*wakes, before) << "nobody is woken who is gone";
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

TEST(LiveReports, WhatIsOnlyToBeKnownIsNoProblem) {
    LiveCity city({.wake = {},
                   .open = [](const std::string& url) -> Result<std::unique_ptr<feed::Feed>> {
                       if (url == "c:none") return fail(ErrorKind::kUsage, "no such feed");
                       const auto nothing = [](twin::ObservationBatch&) { return false; };
                       const bool is_note = url == "c:note";
                       return std::make_unique<feed::BatchFeed>(
                           nothing,
                           feed::FeedNotice{is_note ? "more elsewhere" : "3 are missing", is_note});
                   },
                   .run = [](const auto& job) { job(); }});
    city.follow(std::vector<FeedWish>{{"c:note"}, {"c:part"}, {"c:none"}});
    EXPECT_TRUE(test::wait_until([&] {
        city.take_in(0.1);
        return city.feeds()[0].state == LiveState::kEnded &&
               city.feeds()[1].state == LiveState::kEnded;
    }));
    EXPECT_EQ(feed_notes(city.feeds()), std::vector<std::string>{"c:note: more elsewhere"});
    EXPECT_EQ(feed_problems(city.feeds()),
              (std::vector<std::string>{"c:part: 3 are missing", "c:none: no such feed"}));
}

TEST(SourceName, TellsSourcesOfOneAddressApartWithoutTheirSecrets) {
    const std::string broker = "ngsi-ld+http://h/ngsi-ld/v1";
    EXPECT_EQ(source_info(broker + "?type=A&poll=5&secret=a.txt").name, broker + "?type=A");
    EXPECT_EQ(source_info(broker + "?type=B&licence=mine&forbid=export").name, broker + "?type=B");
    EXPECT_EQ(source_info(broker + "?tenant=t&type=A").name,
              source_info(broker + "?type=A&tenant=t&poll=9").name);
    EXPECT_EQ(source_info(broker).name, broker);
    EXPECT_EQ(source_info("mqtt://me@h/a/#?qos=1&secret=x&version=5").name, "mqtt://me@h/a/#");
    EXPECT_EQ(source_info("file:/a.csv?id=i&unit=GQ").name, "file:/a.csv");
    EXPECT_EQ(source_info("sim:demo?inhabitants=500").name, "sim:demo");
    const std::string one = source_info("gtfs-rt+http://h/v?line=1&apikey=open-sesame").name;
    const std::string two = source_info("gtfs-rt+http://h/v?line=2&apikey=open-sesame").name;
    EXPECT_NE(one, two);
    EXPECT_EQ(one, source_info("gtfs-rt+http://h/v?apiKey=other&line=1").name)
        << "a new key is no new source";
    EXPECT_EQ(one.find("sesame"), std::string::npos) << one;
    EXPECT_EQ(one.find("line"), std::string::npos) << "nobody knows what it is";
    EXPECT_TRUE(twin::means_source(broker, broker + "?type=A")) << "as older projects say it";
    EXPECT_FALSE(twin::means_source(broker + "?type=B", broker + "?type=A"));
    EXPECT_FALSE(twin::means_source("ngsi-ld+http://h", broker));
    const twin::ValueCache cache("values");
    EXPECT_NE(cache.file_of(source_info(broker + "?type=A").name),
              cache.file_of(source_info(broker + "?type=B").name));
}

TEST(CheckFeed, TellsAddressesApart) {
    for (const char* url : {"sim:demo", "sim:demo?inhabitants=500", "mqtt://localhost/a/#",
                            "ngsi-ld+http://localhost/ngsi-ld/v1?type=A", "sta+https://h/v1.1"})
        EXPECT_TRUE(check_feed(url)) << url;
    // Whether the secret is there is found out when it is opened: a keyring may ask for a person.
    EXPECT_TRUE(check_feed("mqtt://u@h/a?secret=belvedere-test-no-such-secret"));
    for (const char* url :
         {"", "http://h", "mqtt://u@h/a?secret=", "sim:demo?nonsense=1", "mqtt://u:password@h/a"})
        EXPECT_FALSE(check_feed(url)) << url;
}

TEST(CanAskHistory, OnlyServersThatMayBeReachedKeepAPast) {
    for (const char* url : {"ngsi-ld+https://a.example/ngsi-ld/v1?type=A", "sta+http://a/v1.1"}) {
        EXPECT_TRUE(can_ask_history(url));
        const auto off = can_ask_history(url, Network::kOff);
        ASSERT_FALSE(off);
        EXPECT_EQ(off.error().kind, ErrorKind::kDenied);
    }
    EXPECT_EQ(can_ask_history("mqtt://a/#").error().kind, ErrorKind::kUnsupported);
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
