// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/feed/http_feed.hpp"
#include "engine/feed/ngsi_ld_subscription.hpp"
#include "engine/feed/notification_feed.hpp"
#include "engine/net/http_client.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::feed {
namespace {

std::string lamp_entity(int number, int level, int second) {
    return R"({"id":"urn:lamp:)" + std::to_string(number) +
           R"(","type":"Lamp","level":{"type":"Property","value":)" + std::to_string(level) +
           R"(,"observedAt":"2026-01-01T00:00:)" + std::to_string(10 + second) + R"(Z"}})";
}

// A context broker as far as a subscriber sees it. It notifies only when a test says so, and then
// only of what the test says: brokers lose notifications.
class SmallBroker {
  public:
    [[nodiscard]] std::string url() const { return server_.url("/ngsi-ld/v1"); }
    void set_entities(std::string page) {
        const std::lock_guard lock(mutex_);
        page_ = std::move(page);
    }
    void refuse_subscriptions() { refuses_ = true; }
    [[nodiscard]] std::vector<std::string> seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }
    [[nodiscard]] std::size_t count(std::string_view part) const {
        std::size_t count = 0;
        for (const std::string& line : seen())
            count += line.find(part) != std::string::npos ? 1U : 0U;
        return count;
    }
    [[nodiscard]] std::string notified_uri() const {
        const std::lock_guard lock(mutex_);
        const std::size_t at = document_.find("\"uri\":\"");
        if (at == std::string::npos) return {};
        return document_.substr(at + 7, document_.find('"', at + 7) - at - 7);
    }
    [[nodiscard]] bool notify(const std::string& entities) const {
        net::HttpRequest request;
        request.url = notified_uri();
        request.method = "POST";
        request.body = R"({"id":"urn:n","type":"Notification","subscriptionId":"urn:s","data":[)" +
                       entities + "]}";
        request.headers = {"Content-Type: application/json"};
        net::HttpClient client;
        std::promise<bool> sent;
        client.fetch(request, [&sent](const auto& answer) { sent.set_value(answer.has_value()); });
        return sent.get_future().get();
    }

  private:
    test::LoopbackAnswer answer(const test::LoopbackRequest& request) {
        const std::lock_guard lock(mutex_);
        seen_.push_back(request.method + " " + request.path + request.query + " " +
                        request.authorization);
        test::LoopbackAnswer answer;
        answer.content_type = "application/json";
        if (request.path.ends_with("/entities")) {
            answer.body = page_;
        } else if (request.method == "POST" && refuses_) {
            answer.status = 403;
        } else if (request.method == "POST") {
            document_ = request.body;
            answer.status = 201;
            answer.location = "/ngsi-ld/v1/subscriptions/urn:s";
        } else {
            answer.status = 204;
        }
        return answer;
    }

    mutable std::mutex mutex_;
    std::string page_ = "[]", document_;
    std::vector<std::string> seen_;
    std::atomic<bool> refuses_ = false;
    test::LoopbackServer server_{
        [this](const test::LoopbackRequest& request) { return answer(request); }};
};

struct Subscriber {
    explicit Subscriber(const std::string& url) : source(*store.add_source({"broker"})) {
        intake.source = source;
        const auto address = parse_poll_address(url);
        EXPECT_TRUE(address) << address.error().message;
        auto opened = HttpFeed::open(*address, {}, std::make_unique<net::HttpClient>());
        EXPECT_TRUE(opened) << opened.error().message;
        feed = *std::move(opened);
    }
    template <class Condition>
    bool until(Condition is_met) {
        return test::wait_until([&] {
            (void)take_in(*feed, store, intake, 0.01);
            return is_met();
        });
    }
    [[nodiscard]] double level(const std::string& id) const {
        const auto entity = store.entities().find(source, id);
        if (!entity) return -1.0;
        return twin::latest_at(store, *twin::find_series(store, *entity, "level"))->number;
    }
    twin::TwinStore store;
    SourceId source;
    Intake intake;
    std::unique_ptr<HttpFeed> feed;
};

TEST(Subscription, SnapshotThenNotificationsThenWhatTheyMissed) {
    SmallBroker broker;
    broker.set_entities("[" + lamp_entity(1, 1, 0) + "," + lamp_entity(2, 1, 0) + "]");
    {
        Subscriber city("ngsi-ld+" + broker.url() + "?type=Lamp&notify=http&poll=1");
        const twin::SourceLedger& ledger = city.store.ledger(city.source);
        ASSERT_TRUE(city.until([&] { return ledger.updates.applied == 2; }));
        ASSERT_TRUE(test::wait_until([&] { return !broker.notified_uri().empty(); }));
        EXPECT_EQ(ledger.repaired, 0U);
        // One is notified, of the other the notification is lost.
        broker.set_entities("[" + lamp_entity(1, 5, 5) + "," + lamp_entity(2, 6, 5) + "]");
        ASSERT_TRUE(broker.notify(lamp_entity(1, 5, 5)));
        ASSERT_TRUE(city.until([&] { return city.level("urn:lamp:1") == 5.0; }));
        ASSERT_TRUE(city.until([&] { return city.level("urn:lamp:2") == 6.0; }));
        EXPECT_EQ(ledger.repaired, 1U) << "the lost one, not the one that was notified";
        EXPECT_EQ(city.feed->health().state, FeedState::kConnected);
        EXPECT_TRUE(city.feed->health().sentence.empty()) << city.feed->health().sentence;
        EXPECT_GT(broker.count("modifiedAt%3C%3D"), 0U) << "not what may still be under way";
    }
    EXPECT_EQ(broker.count("POST "), 1U);
    EXPECT_EQ(broker.count("DELETE /ngsi-ld/v1/subscriptions/urn:s"), 1U) << "taken back";
}

TEST(Subscription, WithoutOneItIsAskedAsBefore) {
    SmallBroker broker;
    broker.refuse_subscriptions();
    broker.set_entities("[" + lamp_entity(1, 1, 0) + "]");
    Subscriber city("ngsi-ld+" + broker.url() + "?type=Lamp&notify=http&poll=1");
    ASSERT_TRUE(city.until([&] { return city.level("urn:lamp:1") == 1.0; }));
    ASSERT_TRUE(test::wait_until(
        [&] { return city.feed->health().sentence.find("no subscription") != std::string::npos; }));
    broker.set_entities("[" + lamp_entity(1, 2, 5) + "]");
    ASSERT_TRUE(city.until([&] { return city.level("urn:lamp:1") == 2.0; }));
    EXPECT_EQ(city.feed->health().state, FeedState::kConnected);
}

TEST(Subscription, SaysWhatIsWantedAndWhereTo) {
    const auto address = parse_poll_address(
        "ngsi-ld+http://h/ngsi-ld/"
        "v1?type=A,B&id=urn:1&attrs=pm25,no2&q=pm25%3E%2210%22&georel=near;"
        "maxDistance==20&geometry=Point&coordinates=[13.4,52.5]&notify=mqtt://b/t");
    ASSERT_TRUE(address) << address.error().message;
    EXPECT_EQ(address->period_s, limits::kReconcileDefault_s);
    const std::string document =
        subscription_document(*address, {"mqtt://b:1883/t", "mqtt5.0", 1}, SubscriptionForm::kFull,
                              UtcTime{1'767'225'600'000'000});
    for (
        const char* part :
        {R"("entities":[{"type":"A","id":"urn:1"},{"type":"B","id":"urn:1"}])",
         R"("watchedAttributes":["pm25","no2"])", R"("q":"pm25>\"10\"")",
         R"("geoQ":{"georel":"near;maxDistance==20","geometry":"Point","coordinates":[13.4,52.5]})",
         R"("expiresAt":"2026-01-01T00:00:00Z")", R"("entityDeleted")", R"("sysAttrs":true)",
         R"("uri":"mqtt://b:1883/t")", R"({"key":"MQTT-Version","value":"mqtt5.0"})",
         R"({"key":"MQTT-QoS","value":"1"})"}) {
        EXPECT_NE(document.find(part), std::string::npos) << part << "\n" << document;
    }
    const std::string plain = subscription_document(*address, {"http://127.0.0.1:1/x", "", 0},
                                                    SubscriptionForm::kPlain, {});
    EXPECT_EQ(plain.find("Trigger"), std::string::npos);
    EXPECT_EQ(plain.find("notifierInfo"), std::string::npos);
    EXPECT_EQ(subscriptions_url(*address), "http://h/ngsi-ld/v1/subscriptions");
}

TEST(SubscriptionKeeper, RenewsInTimeAndMakesAnotherWhenItIsForgotten) {
    std::vector<std::string> sent;
    bool knows_triggers = false, remembers = true, answers = true;
    const auto address = parse_poll_address("ngsi-ld+http://h/ngsi-ld/v1?type=A");
    SubscriptionKeeper keeper(
        *address, {"http://127.0.0.1:1/x", "", 0},
        [&](net::HttpRequest request) -> Result<net::HttpResponse> {
            sent.push_back(request.method + " " + request.url);
            if (request.body.find("Trigger") != std::string::npos && !knows_triggers)
                return fail(ErrorKind::kBadData, "400");
            if (!answers) return fail(ErrorKind::kTemporary, "503");
            if (request.method == "PATCH" && !remembers) return fail(ErrorKind::kNotFound, "404");
            net::HttpResponse response;
            response.location = "/ngsi-ld/v1/subscriptions/urn:" + std::to_string(sent.size());
            return response;
        });
    ASSERT_TRUE(keeper.keep({}));
    ASSERT_EQ(sent.size(), 2U) << "once more in an older broker's form";
    ASSERT_TRUE(keeper.keep({limits::kSubscription_us / 4}));
    EXPECT_EQ(sent.size(), 2U);
    ASSERT_TRUE(keeper.keep({limits::kSubscription_us / 2}));
    EXPECT_EQ(sent.back(), "PATCH http://h/ngsi-ld/v1/subscriptions/urn:2");
    answers = false;
    EXPECT_FALSE(keeper.keep({limits::kSubscription_us}));
    EXPECT_TRUE(sent.back().starts_with("PATCH")) << "no second one beside one that lives";
    EXPECT_TRUE(keeper.is_live());
    answers = true;
    sent.pop_back();
    remembers = false;
    ASSERT_TRUE(keeper.keep({2 * limits::kSubscription_us}));
    EXPECT_EQ(sent.back(), "POST http://h/ngsi-ld/v1/subscriptions");
    keeper.end();
    EXPECT_EQ(sent.back(), "DELETE http://h/ngsi-ld/v1/subscriptions/urn:5");
    keeper.end();
    EXPECT_EQ(sent.size(), 6U);
    SubscriptionKeeper elsewhere(*address, {}, [](const net::HttpRequest&) {
        net::HttpResponse response;
        response.location = "http://other/s/1";
        return Result<net::HttpResponse>(response);
    });
    EXPECT_FALSE(elsewhere.keep({}));
    EXPECT_FALSE(elsewhere.is_live());
}

TEST(Notifications, WrongPlacesAreUsage) {
    for (const char* notify : {"http:x", "http:0", "http:99999", "ftp://x", "mqtt://b",
                               "mqtt://b/a/#", "mqtt://b/+/a", ""}) {
        auto decoder = make_decoder({.format = "ngsi-ld"});
        const auto opened = open_notifications(notify, *std::move(decoder));
        EXPECT_FALSE(opened) << notify;
    }
    EXPECT_FALSE(parse_poll_address("sta+http://h?notify=http"));
}

}  // namespace
}  // namespace belvedere::feed
