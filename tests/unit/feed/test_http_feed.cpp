// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/http_feed.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/feed/listing.hpp"
#include "engine/feed/page_link.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::feed {
namespace {

// What a test's server was asked, and what it answers. Answers come from the asking thread.
class PolledServer {
  public:
    using Answer = std::function<net::HttpResponse(const std::string& url)>;
    explicit PolledServer(Answer answer) : answer_(std::move(answer)) {}

    [[nodiscard]] net::HttpResponse ask(const net::HttpRequest& request) {
        const std::lock_guard lock(mutex_);
        asked_.push_back(request.url);
        net::HttpResponse response = answer_(request.url);
        if (response.final_url.empty()) response.final_url = request.url;
        return response;
    }
    [[nodiscard]] std::vector<std::string> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }
    void set_answer(Answer answer) {
        const std::lock_guard lock(mutex_);
        answer_ = std::move(answer);
    }

  private:
    mutable std::mutex mutex_;
    std::vector<std::string> asked_;
    Answer answer_;
};

class PolledTransport final : public net::HttpTransport {
  public:
    explicit PolledTransport(std::shared_ptr<PolledServer> server) : server_(std::move(server)) {}
    void fetch(net::HttpRequest request, Done done) override { done(server_->ask(request)); }

  private:
    std::shared_ptr<PolledServer> server_;
};

net::HttpResponse page_with(const std::string& text, std::string link = {}) {
    net::HttpResponse response;
    const ByteView bytes = as_bytes(text);
    response.body.assign(bytes.begin(), bytes.end());
    response.link = std::move(link);
    return response;
}

std::string lamp_at(int number, int level, int second) {
    return R"({"id":"urn:lamp:)" + std::to_string(number) +
           R"(","type":"Lamp","level":{"type":"Property","value":)" + std::to_string(level) +
           R"(,"observedAt":"2026-01-01T00:00:)" + std::to_string(10 + second) + R"(Z"}})";
}

// A feed that asks a hundred times a second, and the store that it fills.
struct PolledCity {
    PolledCity(const std::string& url, PolledServer::Answer answer)
        : server(std::make_shared<PolledServer>(std::move(answer))),
          source(*store.add_source({"server"})) {
        intake.source = source;
        auto address = parse_poll_address(url);
        EXPECT_TRUE(address) << address.error().message;
        address->period_s = 0.01;
        auto opened = HttpFeed::open(*address, {}, std::make_unique<PolledTransport>(server));
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
    [[nodiscard]] std::size_t asked() const { return server->asked().size(); }
    [[nodiscard]] const twin::SourceLedger& ledger() const { return store.ledger(source); }

    std::shared_ptr<PolledServer> server;
    twin::TwinStore store;
    SourceId source;
    Intake intake;
    std::unique_ptr<HttpFeed> feed;
};

TEST(HttpFeed, WithoutNotificationsNothingIsARepair) {
    for (const char* url : {"ngsi-ld+http://h/ngsi-ld/v1", "sta+http://h/v1.1"}) {
        std::atomic<int> second = 0;
        const bool is_things = std::string(url).starts_with("sta");
        PolledCity city(url, [&](const std::string&) {
            const int now = second++;
            return page_with(is_things ? R"({"value":[{"@iot.id":)" + std::to_string(now) +
                                             R"(,"name":"n","Datastreams":[]}]})"
                                       : "[" + lamp_at(1, now, now % 40) + "]");
        });
        ASSERT_TRUE(city.until([&] { return city.asked() > 25; })) << url;
        EXPECT_GT(city.ledger().updates.applied, 2U) << url;
        EXPECT_EQ(city.ledger().repaired, 0U) << url;
    }
}

TEST(HttpFeed, OtherServersAreNotAskedAndThatIsSaid) {
    const auto page = [](const std::string& url) {
        const bool is_first = url.find("offset") == std::string::npos;
        return page_with(is_first ? "[" + lamp_at(1, 1, 1) + "]" : "[" + lamp_at(2, 1, 1) + "]",
                         is_first ? R"(</ngsi-ld/v1/entities?offset=1>; rel="next")"
                                  : R"(<https://elsewhere/e?offset=2>; rel="next")");
    };
    PolledCity city("ngsi-ld+http://h/ngsi-ld/v1", page);
    ASSERT_TRUE(city.until([&] { return city.asked() > 4; }));
    for (const std::string& url : city.server->asked())
        EXPECT_TRUE(url.starts_with("http://h/")) << url;
    EXPECT_EQ(city.store.entities().size(), 2U) << "the page on the same server is followed";
    const FeedHealth health = city.feed->health();
    EXPECT_EQ(health.state, FeedState::kConnected);
    EXPECT_EQ(health.sentence,
              "the next page is at another server, which is not asked: https://elsewhere");
}

TEST(HttpFeed, PagesWithoutAnEndAreSaid) {
    std::atomic<int> number = 0;
    PolledCity city("sta+http://h/v1.1", [&](const std::string&) {
        return page_with(R"({"value":[],"@iot.nextLink":"/v1.1/Things?$skip=)" +
                         std::to_string(++number) + "\"}");
    });
    ASSERT_TRUE(city.until([&] { return !city.feed->health().sentence.empty(); }));
    EXPECT_GE(city.asked(), limits::kPages);
    EXPECT_NE(city.feed->health().sentence.find("more pages"), std::string::npos);
    EXPECT_FALSE(city.feed->health().is_note) << "values are missing";
    EXPECT_EQ(city.feed->health().state, FeedState::kConnected);
}

// A mast of which a server expands one stream a page.
net::HttpResponse mast(const std::string& url) {
    const auto stream = [](int number) {
        const std::string id = std::to_string(number);
        return R"({"@iot.id":)" + id + R"(,"name":"s)" + id +
               R"(","unitOfMeasurement":{"symbol":"°C"},"Observations":[{"phenomenonTime":)"
               R"("2026-01-01T00:00:00Z","result":)" +
               id + R"(}],"Observations@iot.nextLink":"x"})";
    };
    if (url.find("/Things(7)/Datastreams?2") != std::string::npos)
        return page_with(R"({"value":[)" + stream(2) +
                         R"(],"@iot.nextLink":"http://h/v1.1/Things(7)/Datastreams?3"})");
    if (url.find("/Things(7)/Datastreams?3") != std::string::npos)
        return page_with(R"({"value":[)" + stream(3) + "]}");
    if (url.find("$skip=1") != std::string::npos)
        return page_with(R"({"value":[{"@iot.id":8,"name":"other","Datastreams":[]}]})");
    return page_with(R"({"value":[{"@iot.id":7,"name":"mast","Datastreams":[)" + stream(1) +
                     R"(],"Datastreams@iot.nextLink":"Things(7)/Datastreams?2"}],)"
                     R"("@iot.nextLink":"http://h/v1.1/Things?$skip=1"})");
}

TEST(HttpFeed, StreamsThatDidNotFitInsideTheirThingAreAskedFor) {
    PolledCity city("sta+http://h/v1.1", mast);
    const auto value = [&](const char* property) {
        const auto entity = city.store.entities().find(city.source, "Things(7)");
        const auto series =
            entity ? twin::find_series(city.store, *entity, property) : std::nullopt;
        return series ? twin::latest_at(city.store, *series)->number : 0.0;
    };
    ASSERT_TRUE(city.until([&] {
        return value("s3") == 3.0 && city.store.entities().find(city.source, "Things(8)");
    }));
    EXPECT_EQ(value("s1"), 1.0);
    EXPECT_EQ(value("s2"), 2.0);
    EXPECT_EQ(city.store.entities().size(), 2U) << "no stream is an entity of its own";
    EXPECT_TRUE(city.feed->health().sentence.empty()) << city.feed->health().sentence;
}

// What is there of the lamps 1 to 3.
std::string alive(const PolledCity& city) {
    std::string all;
    for (int number = 1; number <= 3; ++number) {
        const auto entity =
            city.store.entities().find(city.source, "urn:lamp:" + std::to_string(number));
        if (!entity) continue;
        const twin::EntityRecord& record = city.store.entities()[*entity];
        all += std::to_string(number) + (record.is_deleted ? "gone " : "") +
               (record.is_lost ? "lost " : "");
    }
    return all;
}

TEST(HttpFeed, WhatIsNoLongerListedIsGoneUntilItIsAgain) {
    const auto lists = [](const std::vector<int>& numbers) {
        return [numbers](const std::string& url) {
            std::string page;
            if (url.find("modifiedAt") == std::string::npos)
                for (const int number : numbers)
                    page += (page.empty() ? "" : ",") + lamp_at(number, 1, 1);
            return page_with("[" + page + "]");
        };
    };
    PolledCity city("ngsi-ld+http://h/ngsi-ld/v1?type=Lamp", lists({1, 2, 3}));
    ASSERT_TRUE(city.until([&] { return city.asked() > 5; }));
    EXPECT_EQ(alive(city), "123") << "what was not modified is no less there";
    city.server->set_answer(lists({1, 3}));
    ASSERT_TRUE(city.until([&] { return alive(city) == "12gone 3"; }));
    EXPECT_EQ(city.ledger().absent, 1U);
    city.server->set_answer(lists({1, 2, 3}));
    ASSERT_TRUE(city.until([&] { return alive(city) == "123"; }));
    // An answer that cannot be read in full says nothing of who is missing.
    city.server->set_answer([](const std::string&) {
        return page_with("[" + lamp_at(1, 1, 1) + R"(,{"id":"urn:lamp:2"}])");
    });
    const std::size_t before = city.asked();
    ASSERT_TRUE(city.until([&] { return city.asked() > before + 22; }));
    EXPECT_EQ(alive(city), "123");
}

TEST(HttpFeed, WhatNoLongerMeetsAConditionIsLost) {
    std::atomic<bool> is_dim = false;
    PolledCity city("ngsi-ld+http://h/ngsi-ld/v1?q=level%3E0", [&](const std::string&) {
        return page_with("[" + lamp_at(1, 1, 1) + (is_dim ? "" : "," + lamp_at(2, 1, 1)) + "]");
    });
    ASSERT_TRUE(city.until([&] { return alive(city) == "12"; }));
    is_dim = true;
    ASSERT_TRUE(city.until([&] { return alive(city) == "12lost "; }));
    is_dim = false;
    ASSERT_TRUE(city.until([&] { return alive(city) == "12"; }));
}

TEST(Listing, OfSeveralPagesAnEntityIsMissedTwiceBeforeItIsGone) {
    Listing listing(*parse_poll_address("sta+http://h/v1.1"));
    twin::ObservationBatch page;
    listing.begin({1'000});
    listing.note_page(page);
    ASSERT_TRUE(listing.end()) << "one page is everything";
    for (const std::int64_t at : {2'000, 3'000}) {
        listing.begin({at});
        listing.note_page(page);
        listing.note_page(page);
        const auto roster = listing.end();
        ASSERT_TRUE(roster);
        EXPECT_EQ(roster->since.microseconds, at - 1'000);
        EXPECT_EQ(roster->absence, twin::Absence::kDeleted);
    }
    twin::ObservationBatch differences;
    differences.is_partial = true;
    listing.begin({4'000});
    listing.note_page(differences);
    EXPECT_FALSE(listing.end());
    EXPECT_FALSE(absence_from(*parse_poll_address("ngsi-ld+http://h/v1?limit=50")));
}

TEST(PageLink, ATokenGoesToTheServerThatWasNamedAlone) {
    const std::string asked = "https://h/v1/Things";
    const std::string moved = "https://other/v1/Things";
    EXPECT_EQ(*next_url({"?$skip=1", asked, asked, true}), "https://h/v1/Things?$skip=1");
    EXPECT_EQ(*next_url({"https://H:443/v1/Things?a", asked, asked, true}),
              "https://h/v1/Things?a");
    EXPECT_EQ(next_url({"http://h/v1/Things?a", asked, asked, true}).error().kind,
              ErrorKind::kDenied)
        << "not encrypted";
    EXPECT_EQ(next_url({"?$skip=1", moved, asked, true}).error().kind, ErrorKind::kDenied);
    EXPECT_EQ(*next_url({"?$skip=1", moved, asked, false}), "https://other/v1/Things?$skip=1");
    EXPECT_EQ(*next_url({asked, moved, asked, true}), asked);
    EXPECT_FALSE(next_url({"https://third/", moved, asked, false}));
    EXPECT_FALSE(next_url({"http://h:x/", asked, asked, false}));
}

}  // namespace
}  // namespace belvedere::feed
