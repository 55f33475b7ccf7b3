// SPDX-License-Identifier: Apache-2.0
#include "engine/net/loopback_endpoint.hpp"

#include <future>
#include <string>

#include <gtest/gtest.h>

#include "engine/net/http_client.hpp"
#include "tests/support/loopback_server.hpp"

namespace belvedere::net {
namespace {

Result<HttpResponse> send(HttpRequest request) {
    HttpClient client;
    std::promise<Result<HttpResponse>> promise;
    auto answer = promise.get_future();
    client.fetch(std::move(request), [&promise](Result<HttpResponse> response) {
        promise.set_value(std::move(response));
    });
    return answer.get();
}

HttpRequest post(std::string url, std::string body) {
    HttpRequest request;
    request.url = std::move(url);
    request.method = "POST";
    request.body = std::move(body);
    request.headers = {"Content-Type: application/json", "Link: <u:c>; rel=\"x\""};
    return request;
}

TEST(LoopbackEndpoint, TakesWhatIsSentToItsAddressAlone) {
    std::string seen, link;
    const auto endpoint = LoopbackEndpoint::open(0, 1'000, [&](const ReceivedPost& received) {
        seen += as_text(received.body);
        link = received.link;
    });
    ASSERT_TRUE(endpoint);
    const std::string url = (*endpoint)->url();
    EXPECT_TRUE(url.starts_with("http://127.0.0.1:"));
    const auto sent = send(post(url, "{\"a\":1}"));
    ASSERT_TRUE(sent) << sent.error().message;
    EXPECT_EQ(sent->status, 204);
    EXPECT_EQ(seen, "{\"a\":1}");
    EXPECT_EQ(link, "<u:c>; rel=\"x\"");
    EXPECT_FALSE(send(post(url.substr(0, url.rfind('/')) + "/other", "x")));
    EXPECT_FALSE(send(post(url, std::string(2'000, 'x')))) << "larger than it takes";
    HttpRequest get;
    get.url = url;
    EXPECT_FALSE(send(get));
    EXPECT_EQ(seen, "{\"a\":1}");
    const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(17)));
    EXPECT_FALSE(LoopbackEndpoint::open(port, 1'000, {})) << "taken";
}

TEST(HttpClient, WhatChangesSomethingIsSentOnce) {
    std::string method, body, type;
    int requests = 0;
    const test::LoopbackServer server([&](const test::LoopbackRequest& request) {
        ++requests;
        method = request.method;
        body = request.body;
        type = request.content_type;
        test::LoopbackAnswer answer;
        answer.status = request.path == "/busy" ? 503 : request.path == "/moved" ? 307 : 201;
        answer.location = "/made/1";
        return answer;
    });
    for (const char* name : {"POST", "PATCH", "DELETE"}) {
        HttpRequest request = post(server.url("/x"), "{}");
        request.method = name;
        if (request.method == "DELETE") request.body.clear();
        const auto made = send(request);
        ASSERT_TRUE(made) << name << made.error().message;
        EXPECT_EQ(made->status, 201);
        EXPECT_EQ(made->location, "/made/1");
        EXPECT_EQ(method, name);
        EXPECT_EQ(body, request.body);
        EXPECT_EQ(type, "application/json");
    }
    requests = 0;
    const auto busy = send(post(server.url("/busy"), "{}"));
    ASSERT_FALSE(busy);
    EXPECT_EQ(busy.error().kind, ErrorKind::kTemporary);
    EXPECT_EQ(requests, 1) << "not tried again";
    EXPECT_FALSE(send(post(server.url("/moved"), "{}")));
    EXPECT_EQ(requests, 2) << "not sent elsewhere";
}

}  // namespace
}  // namespace belvedere::net
