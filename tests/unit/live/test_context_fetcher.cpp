// SPDX-License-Identifier: Apache-2.0
#include "app/live/context_fetcher.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/feed/context.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::live {
namespace {

constexpr std::string_view kContext = R"({"@context":{"flow":"https://a.example/terms/flow"}})";

// Answers at once what was prepared, and remembers what it was asked.
class PreparedTransport final : public net::HttpTransport {
  public:
    struct Shared {
        std::map<std::string, net::HttpResponse> answers;
        std::vector<std::string> asked;
        bool is_slow = false;  // Nothing is answered.
    };
    explicit PreparedTransport(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
    void fetch(net::HttpRequest request, Done done) override {
        shared_->asked.push_back(request.url);
        if (shared_->is_slow) return;
        const auto found = shared_->answers.find(request.url);
        if (found == shared_->answers.end()) return done(fail(ErrorKind::kNotFound, "404"));
        done(found->second);
    }

  private:
    std::shared_ptr<Shared> shared_;
};

class ContextFetcherTest : public testing::Test {
  protected:
    void answer(const std::string& url, std::string_view body, const std::string& final_url = {}) {
        net::HttpResponse response;
        response.final_url = final_url.empty() ? url : final_url;
        response.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        web->answers[url] = std::move(response);
    }
    void allow(const std::string& begin) {
        fetcher.allow([begin](const std::string& url) { return url.starts_with(begin); });
    }

    std::shared_ptr<PreparedTransport::Shared> web = std::make_shared<PreparedTransport::Shared>();
    ContextFetcher fetcher{[this] { return std::make_unique<PreparedTransport>(web); }};
    feed::ContextRegistry registry{fetcher.documents()};
};

TEST_F(ContextFetcherTest, NobodyIsAskedWithoutANetwork) {
    const std::string url = "https://a.example/context.jsonld";
    answer(url, kContext);
    allow("https://a.example/");
    fetcher.set_network(Network::kOff);
    EXPECT_FALSE(registry.of_url(url).is_certain("flow"));
    EXPECT_TRUE(fetcher.advance(0.0));
    EXPECT_TRUE(web->asked.empty());
    ASSERT_EQ(fetcher.missed().size(), 1U);
    EXPECT_EQ(fetcher.missed()[0].state, ContextState::kFailed);
    EXPECT_NE(fetcher.missed()[0].sentence.find("offline"), std::string::npos);
}

TEST_F(ContextFetcherTest, NobodyIsAskedUntilItIsAllowed) {
    const std::string url = "https://a.example/context.jsonld";
    answer(url, kContext);
    EXPECT_FALSE(registry.of_url(url).is_certain("flow"));
    EXPECT_TRUE(fetcher.advance(0.0));
    ASSERT_EQ(fetcher.missed().size(), 1U);
    EXPECT_EQ(fetcher.missed()[0].url, url);
    EXPECT_EQ(fetcher.missed()[0].state, ContextState::kRefused);
    EXPECT_FALSE(fetcher.advance(1.0)) << "the same as before";
    EXPECT_TRUE(web->asked.empty());
    allow("https://a.example/");
    EXPECT_TRUE(fetcher.advance(2.0));
    EXPECT_EQ(fetcher.missed()[0].state, ContextState::kFetching);
    EXPECT_TRUE(fetcher.advance(3.0));
    EXPECT_TRUE(fetcher.missed().empty());
    EXPECT_EQ(web->asked, std::vector{url});
    registry.trim();
    EXPECT_EQ(registry.of_url(url).expand("flow"), "https://a.example/terms/flow");
    EXPECT_TRUE(registry.of_url(url).is_certain("flow"));
}

TEST_F(ContextFetcherTest, WhatIsNoLongerAllowedIsForgotten) {
    const std::string url = "https://a.example/context.jsonld";
    answer(url, kContext);
    allow("https://a.example/");
    (void)registry.of_url(url);
    (void)fetcher.advance(0.0);
    (void)fetcher.advance(1.0);
    registry.trim();
    ASSERT_TRUE(registry.of_url(url).is_certain("flow"));
    allow("https://b.example/");
    registry.trim();
    EXPECT_FALSE(registry.of_url(url).is_certain("flow"));
    EXPECT_TRUE(fetcher.advance(2.0));
    ASSERT_EQ(fetcher.missed().size(), 1U);
    EXPECT_EQ(fetcher.missed()[0].state, ContextState::kRefused);
}

TEST_F(ContextFetcherTest, FailuresAreToldAndTriedAgainLater) {
    allow("https://a.example/");
    answer("https://a.example/away", kContext, "https://b.example/context");
    answer("https://a.example/none", "<html>");
    for (const char* name : {"away", "none", "missing"})
        (void)registry.of_url("https://a.example/" + std::string(name));
    (void)fetcher.advance(0.0);
    (void)fetcher.advance(1.0);
    ASSERT_EQ(fetcher.missed().size(), 3U);
    EXPECT_NE(fetcher.missed()[0].sentence.find("https://b.example/context"), std::string::npos);
    for (const MissedContext& one : fetcher.missed())
        EXPECT_EQ(one.state, ContextState::kFailed) << one.url;
    (void)fetcher.advance(2.0);
    EXPECT_EQ(web->asked.size(), 3U);
    answer("https://a.example/missing", kContext);
    (void)fetcher.advance(2.0 + kContextRetry_s);
    (void)fetcher.advance(3.0 + kContextRetry_s);
    EXPECT_EQ(fetcher.missed().size(), 2U);
}

TEST_F(ContextFetcherTest, AMessageOfManyContextsAsksForFewAtOnce) {
    allow("https://a.example/");
    web->is_slow = true;
    for (std::size_t i = 0; i < 2 * feed::limits::kContextDocuments; ++i)
        (void)registry.of_url("https://a.example/" + std::to_string(i));
    (void)registry.of_url("https://a.example/" + std::string(feed::limits::kContextUrlBytes, 'x'));
    (void)fetcher.advance(0.0);
    (void)fetcher.advance(1.0);
    EXPECT_EQ(web->asked.size(), kContextFetches);
    EXPECT_EQ(fetcher.missed().size(), feed::limits::kContextDocuments);
}

}  // namespace
}  // namespace belvedere::live
