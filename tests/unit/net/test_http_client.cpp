// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "engine/core/clock.hpp"
#include "engine/net/http_client.hpp"
#include "tests/support/loopback_server.hpp"

namespace belvedere::net {
namespace {

using test::LoopbackAnswer;
using test::LoopbackHandler;
using test::LoopbackRequest;
using test::LoopbackServer;

std::future<Result<HttpResponse>> ask(HttpClient& client, HttpRequest request) {
    auto promise = std::make_shared<std::promise<Result<HttpResponse>>>();
    client.fetch(std::move(request), [promise](Result<HttpResponse> response) {
        promise->set_value(std::move(response));
    });
    return promise->get_future();
}

HttpRequest to(const std::string& url) {
    HttpRequest request;
    request.url = url;
    return request;
}

std::string gzip(const std::string& text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(text.size() + 1000, '\0');
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

TEST(HttpClient, FetchesManyAtOnceButNotTooMany) {
    LoopbackServer server([](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.body = request.path;
        answer.delay_s = 0.002;
        return answer;
    });
    HttpClient client;
    std::vector<std::future<Result<HttpResponse>>> answers;
    for (int i = 0; i < 200; ++i) {
        answers.push_back(ask(client, to(server.url("/" + std::to_string(i)))));
    }
    for (int i = 0; i < 200; ++i) {
        const auto response = answers[static_cast<std::size_t>(i)].get();
        ASSERT_TRUE(response) << response.error().message;
        EXPECT_EQ(as_text(response->body), "/" + std::to_string(i));
    }
    EXPECT_LE(server.most_at_once(), limits::kPerHost);
    EXPECT_GT(server.most_at_once(), 4U);
}

TEST(HttpClient, TriesPassingFaultsAgainAndKeepsToRetryAfter) {
    std::atomic<int> calls{0};
    LoopbackServer server([&](const LoopbackRequest&) {
        LoopbackAnswer answer;
        if (++calls < 3) {
            answer.status = 503;
            answer.retry_after = calls == 1 ? "1" : "";
        }
        return answer;
    });
    HttpClient client;
    const double start_s = system_clock().steady_seconds();
    EXPECT_TRUE(ask(client, to(server.url("/"))).get());
    EXPECT_EQ(calls, 3);
    EXPECT_GE(system_clock().steady_seconds() - start_s, 1.0);
}

TEST(HttpClient, SortsFailuresByWhatCanBeDone) {
    LoopbackServer server([](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.status = std::stoi(request.path.substr(1));
        return answer;
    });
    HttpClient client;
    const std::pair<int, ErrorKind> cases[] = {
        {404, ErrorKind::kNotFound},  {410, ErrorKind::kNotFound},  {403, ErrorKind::kDenied},
        {429, ErrorKind::kTemporary}, {500, ErrorKind::kTemporary}, {400, ErrorKind::kBadData}};
    for (const auto& [status, kind] : cases) {
        const auto response = ask(client, to(server.url("/" + std::to_string(status)))).get();
        ASSERT_FALSE(response) << status;
        EXPECT_EQ(response.error().kind, kind) << status;
    }
    EXPECT_EQ(ask(client, to("file:///etc/passwd")).get().error().kind, ErrorKind::kDenied);
    EXPECT_EQ(ask(client, to("http://127.0.0.1:1/")).get().error().kind, ErrorKind::kTemporary);
}

TEST(HttpClient, FollowsRedirectsWithoutCredentialsToOtherOrigins) {
    std::atomic<bool> leaked{false};
    LoopbackServer other([&](const LoopbackRequest& request) {
        if (!request.authorization.empty()) leaked = true;
        LoopbackAnswer answer;
        answer.body = "there";
        return answer;
    });
    std::atomic<bool> sent{false};
    LoopbackServer server([&](const LoopbackRequest& request) {
        if (!request.authorization.empty()) sent = true;
        LoopbackAnswer answer;
        answer.status = 302;
        answer.location = request.path == "/loop" ? "/loop" : other.url("/x");
        return answer;
    });
    HttpClient client;
    HttpRequest request = to(server.url("/"));
    request.credentials = "me:secret";
    const auto response = ask(client, request).get();
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->final_url, other.url("/x"));
    EXPECT_TRUE(sent);
    EXPECT_FALSE(leaked);
    EXPECT_EQ(ask(client, to(server.url("/loop"))).get().error().kind, ErrorKind::kLimit);
}

TEST(HttpClient, BoundsBodiesAfterDecompression) {
    const std::string bomb = gzip(std::string(8'000'000, 'a'));
    LoopbackServer server([&](const LoopbackRequest&) {
        LoopbackAnswer answer;
        answer.body = bomb;
        answer.content_encoding = "gzip";
        return answer;
    });
    HttpClient client;
    HttpRequest request = to(server.url("/"));
    EXPECT_EQ(ask(client, request).get()->body.size(), 8'000'000U);
    request.body_bytes_max = 1'000'000;
    EXPECT_EQ(ask(client, request).get().error().kind, ErrorKind::kLimit);
}

TEST(HttpClient, TriesBodiesThatBreakOffAgain) {
    std::atomic<int> calls{0};
    LoopbackServer server([&](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.body = "0123456789";
        if (request.path == "/always" || ++calls < 3) answer.promised_bytes = 20;
        return answer;
    });
    HttpClient client;
    const auto whole = ask(client, to(server.url("/twice"))).get();
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(as_text(whole->body), "0123456789");
    EXPECT_EQ(calls, 3);
    const auto broken = ask(client, to(server.url("/always"))).get();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().kind, ErrorKind::kTemporary);
}

TEST(HttpClient, RefusesRedirectsToWhatIsNoWebAddress) {
    LoopbackServer server([](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.status = 302;
        answer.location = request.path == "/file" ? "file:///etc/passwd" : "ftp://127.0.0.1/x";
        return answer;
    });
    HttpClient client;
    for (const char* path : {"/file", "/ftp"}) {
        const auto answer = ask(client, to(server.url(path))).get();
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::kDenied) << answer.error().message;
    }
}

TEST(HttpClient, AsksForRangesAndForChanges) {
    LoopbackServer server([](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.etag = "\"v1\"";
        if (request.if_none_match == "\"v1\"") answer.status = 304;
        if (!request.range.empty()) answer.body = "0123456789";
        return answer;
    });
    HttpClient client;
    HttpRequest request = to(server.url("/"));
    request.if_none_match = "\"v1\"";
    EXPECT_EQ(ask(client, request).get()->status, 304);
    request.if_none_match.clear();
    request.range = ByteRange{2, 3};
    const auto part = ask(client, request).get();
    ASSERT_TRUE(part);
    EXPECT_EQ(as_text(part->body), "234");
}

TEST(HttpClient, KeepsPublicDataOutOfThePrivateNetwork) {
    LoopbackServer server([](const LoopbackRequest&) { return LoopbackAnswer{}; });
    HttpClient client({.addresses = AddressPolicy::kPublicOnly});
    const auto answer = ask(client, to(server.url("/"))).get();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::kDenied) << answer.error().message;
    EXPECT_EQ(server.requests(), 0U);
}

TEST(HttpClient, GivesUpWhenAskedTo) {
    LoopbackServer server([](const LoopbackRequest&) {
        LoopbackAnswer answer;
        answer.delay_s = 0.5;
        return answer;
    });
    HttpClient client;
    HttpRequest request = to(server.url("/"));
    const double start_s = system_clock().steady_seconds();
    auto answer = ask(client, request);
    request.cancel.cancel();
    EXPECT_EQ(answer.get().error().kind, ErrorKind::kCancelled);
    EXPECT_LT(system_clock().steady_seconds() - start_s, 0.4);
}

LoopbackHandler slow_body(double drip_s) {
    return [drip_s](const LoopbackRequest&) {
        LoopbackAnswer answer;
        answer.body = "glTF";
        answer.promised_bytes = 100'000;
        answer.drip_s = drip_s;
        return answer;
    };
}

TEST(HttpClient, GivesUpBodiesThatStallOrDrip) {
    for (const double drip_s : {100.0, 0.2}) {
        LoopbackServer server(slow_body(drip_s));
        HttpClient client({.idle_s = 1, .attempts = 1});
        const double start_s = system_clock().steady_seconds();
        const auto answer = ask(client, to(server.url("/"))).get();
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::kTemporary) << answer.error().message;
        EXPECT_GE(system_clock().steady_seconds() - start_s, 0.9);
        EXPECT_LT(system_clock().steady_seconds() - start_s, 10.0);
        EXPECT_EQ(server.requests(), 1U);
    }
}

TEST(HttpClient, TriesABodyThatStalledAgain) {
    std::atomic<int> calls{0};
    LoopbackServer server([&](const LoopbackRequest& request) {
        return ++calls == 1 ? slow_body(100.0)(request) : LoopbackAnswer{};
    });
    HttpClient client({.idle_s = 1});
    EXPECT_TRUE(ask(client, to(server.url("/"))).get());
    EXPECT_EQ(calls, 2);
}

TEST(HttpClient, GoesAtOnceWhileBodiesStall) {
    LoopbackServer server(slow_body(100.0));
    std::vector<std::future<Result<HttpResponse>>> answers;
    double start_s = 0.0;
    {
        HttpClient client;
        for (int i = 0; i < 8; ++i) {
            answers.push_back(ask(client, to(server.url("/"))));
        }
        while (server.requests() < 8) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        start_s = system_clock().steady_seconds();
    }
    EXPECT_LT(system_clock().steady_seconds() - start_s, 0.5);
    for (auto& answer : answers) {
        EXPECT_EQ(answer.get().error().kind, ErrorKind::kCancelled);
    }
}

TEST(HttpClient, CancelsEverythingWhenItGoes) {
    LoopbackServer server([](const LoopbackRequest&) {
        LoopbackAnswer answer;
        answer.delay_s = 0.2;
        return answer;
    });
    std::vector<std::future<Result<HttpResponse>>> answers;
    {
        HttpClient client;
        for (int i = 0; i < 40; ++i) {
            answers.push_back(ask(client, to(server.url("/"))));
        }
    }
    for (auto& answer : answers) {
        EXPECT_EQ(answer.get().error().kind, ErrorKind::kCancelled);
    }
}

}  // namespace
}  // namespace belvedere::net
