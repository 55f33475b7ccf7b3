// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/device_order.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/net/http_client.hpp"
#include "tests/support/loopback_server.hpp"

namespace belvedere::feed {
namespace {

constexpr UtcTime kOrdered{1'767'225'600'000'000};
constexpr UtcTime seconds_after(std::int64_t seconds) {
    return {kOrdered.microseconds + seconds * 1'000'000};
}

// A lamp of a source, and what it says of itself.
struct Lamp {
    Lamp() : source(*store.add_source({"broker"})) {}
    void say(twin::ValueKind kind, double number, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = seconds_after(second);
        batch.begin_update("urn:lamp:1", "Lamp");
        twin::Observation one;
        one.property = batch.add_text("https://x.org/level");
        one.kind = kind;
        one.number = number;
        if (kind == twin::ValueKind::kText) one.text = batch.add_text("on");
        one.observed_at = seconds_after(second);
        batch.add(one);
        store.append(source, batch);
    }
    [[nodiscard]] DeviceOrder order(std::string value) const {
        return {"urn:lamp:1", "https://x.org/level", std::move(value)};
    }
    twin::TwinStore store;
    SourceId source;
};

SendOrder taken(int& count) {
    return [&count](const DeviceOrder&) -> Result<void> {
        ++count;
        return {};
    };
}

TEST(OrderDesk, IsOffUntilAPersonAllowsIt) {
    Lamp lamp;
    OrderDesk off;
    const auto refused = off.propose(lamp.source, lamp.order("5"), kOrdered);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kDenied);
    EXPECT_EQ(off.size(), 0U);
    OrderDesk on({.are_enabled = true});
    for (const char* value : {"", "null", "[1]", "{}", "1,2", "x", "1]", "[", "\"open"})
        EXPECT_FALSE(on.propose(lamp.source, lamp.order(value), kOrdered)) << value;
    EXPECT_FALSE(on.propose(lamp.source, {"", "p", "1"}, kOrdered));
    EXPECT_EQ(on.size(), 0U);
}

TEST(OrderDesk, IsDoneOnlyWhenTheDeviceIsSeenToDoIt) {
    Lamp lamp;
    // It has the value already, and a remembered or old value is no sign of obedience.
    lamp.say(twin::ValueKind::kNumber, 5.0, -10);
    OrderDesk desk({.are_enabled = true, .observed_within_s = 60.0});
    const auto id = desk.propose(lamp.source, lamp.order("5"), kOrdered);
    ASSERT_TRUE(id);
    int sent = 0;
    EXPECT_EQ(desk.observe(lamp.store, kOrdered), 0U);
    EXPECT_FALSE(desk.confirm(*id, "", taken(sent), kOrdered)) << "nobody confirmed it";
    EXPECT_EQ(sent, 0) << "nothing is sent before a person confirms";
    ASSERT_TRUE(desk.confirm(*id, "A. Planner", taken(sent), kOrdered));
    EXPECT_FALSE(desk.confirm(*id, "A. Planner", taken(sent), kOrdered)) << "sent once";
    EXPECT_EQ(sent, 1);
    EXPECT_EQ(desk.order(*id).state, OrderState::kSent);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(1)), 0U);
    EXPECT_EQ(desk.order(*id).state, OrderState::kSent);
    lamp.say(twin::ValueKind::kNumber, 4.0, 2);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(2)), 0U);
    lamp.say(twin::ValueKind::kNumber, 5.0, 3);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(3)), 1U);
    EXPECT_EQ(desk.order(*id).state, OrderState::kObserved);
    EXPECT_EQ(desk.order(*id).ended_at, seconds_after(3));
}

TEST(OrderDesk, WhatIsNotSeenOrNotTakenIsSaid) {
    Lamp lamp;
    OrderDesk desk({.are_enabled = true, .observed_within_s = 60.0});
    const auto on = desk.propose(lamp.source, lamp.order("\"on\""), kOrdered);
    const auto lost = desk.propose(lamp.source, lamp.order("true"), kOrdered);
    const auto failing = desk.propose(lamp.source, lamp.order("1"), kOrdered);
    const auto unwanted = desk.propose(lamp.source, lamp.order("2"), kOrdered);
    int sent = 0;
    ASSERT_TRUE(desk.confirm(*on, "P", taken(sent), kOrdered));
    ASSERT_TRUE(desk.confirm(*lost, "P", taken(sent), kOrdered));
    const auto refused = desk.confirm(
        *failing, "P",
        [](const DeviceOrder&) { return Result<void>(fail(ErrorKind::kDenied, "no")); }, kOrdered);
    EXPECT_FALSE(refused);
    desk.withdraw(*unwanted, kOrdered);
    EXPECT_FALSE(desk.confirm(*unwanted, "P", taken(sent), kOrdered));
    lamp.say(twin::ValueKind::kText, 0.0, 1);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(2)), 1U);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(61)), 1U);
    EXPECT_EQ(desk.order(*on).state, OrderState::kObserved);
    EXPECT_EQ(desk.order(*lost).state, OrderState::kUnobserved);
    EXPECT_EQ(desk.order(*failing).state, OrderState::kFailed);
    EXPECT_EQ(desk.order(*failing).problem, "no");
    EXPECT_EQ(desk.order(*unwanted).state, OrderState::kWithdrawn);
    EXPECT_EQ(sent, 2);
}

TEST(OrderDesk, SendingMayTakeItsTime) {
    Lamp lamp;
    OrderDesk desk({.are_enabled = true, .observed_within_s = 60.0});
    const auto quick = desk.propose(lamp.source, lamp.order("7"), kOrdered);
    const auto late = desk.propose(lamp.source, lamp.order("8"), kOrdered);
    const auto failing = desk.propose(lamp.source, lamp.order("9"), kOrdered);
    EXPECT_FALSE(desk.begin(*quick, "", kOrdered));
    const auto order = desk.begin(*quick, "P", kOrdered);
    ASSERT_TRUE(order);
    EXPECT_EQ(order->value, "7");
    EXPECT_FALSE(desk.begin(*quick, "P", kOrdered)) << "it is on its way";
    ASSERT_TRUE(desk.begin(*late, "P", kOrdered));
    ASSERT_TRUE(desk.begin(*failing, "P", kOrdered));
    EXPECT_EQ(desk.order(*quick).state, OrderState::kSending);
    // The device may be faster than the platform's answer.
    lamp.say(twin::ValueKind::kNumber, 7.0, 1);
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(1)), 1U);
    desk.end_sending(*quick, fail(ErrorKind::kTemporary, "timeout"), seconds_after(2));
    EXPECT_EQ(desk.order(*quick).state, OrderState::kObserved);
    desk.end_sending(*failing, fail(ErrorKind::kDenied, "no"), seconds_after(2));
    EXPECT_EQ(desk.order(*failing).state, OrderState::kFailed);
    // An answer that never comes is no success.
    EXPECT_EQ(desk.observe(lamp.store, seconds_after(61)), 1U);
    EXPECT_EQ(desk.order(*late).state, OrderState::kUnobserved);
    EXPECT_EQ(name_of(desk.order(*late).state), "unobserved");
    desk.allow({});
    EXPECT_FALSE(desk.propose(lamp.source, lamp.order("1"), kOrdered)) << "no more";
}

TEST(OrderDesk, WhatIsTypedIsAValueOfItsKind) {
    using enum twin::ValueKind;
    EXPECT_EQ(*order_json("21,5", kNumber), "21.5");
    EXPECT_EQ(*order_json("-3", kNumber), "-3");
    EXPECT_EQ(*order_json("true", kBoolean), "true");
    EXPECT_EQ(*order_json("o\"n\n", kText), "\"o\\\"n\\u000a\"");
    for (const char* text : {"", "warm", "1,2,3", "true", "[1]", "1} "})
        EXPECT_FALSE(order_json(text, kNumber)) << text;
    EXPECT_FALSE(order_json("on", kBoolean));
    EXPECT_FALSE(order_json("1", kPosition));
}

TEST(DeviceOrder, IsAPatchOfOneAttribute) {
    std::string method, path, body;
    int status = 204;
    const test::LoopbackServer server([&](const test::LoopbackRequest& request) {
        method = request.method;
        path = request.path;
        body = request.body;
        test::LoopbackAnswer answer;
        answer.status = status;
        return answer;
    });
    const auto address =
        parse_poll_address("ngsi-ld+" + server.url("/ngsi-ld/v1") + "?type=Lamp&tenant=city");
    ASSERT_TRUE(address);
    net::HttpClient client;
    const SendOrder send = send_by_patch(*address, "token", client);
    Lamp lamp;
    ASSERT_TRUE(send(lamp.order("5")));
    EXPECT_EQ(method, "PATCH");
    EXPECT_EQ(path, "/ngsi-ld/v1/entities/urn:lamp:1/attrs/https://x.org/level")
        << "decoded by the server";
    EXPECT_EQ(body, R"({"type":"Property","value":5})");
    EXPECT_NE(order_request(*address, lamp.order("5")).url.find("attrs/https:%2F%2Fx.org%2Flevel"),
              std::string::npos);
    for (const int refused : {207, 403, 404, 500}) {
        status = refused;
        EXPECT_FALSE(send(lamp.order("5"))) << refused;
    }
}

}  // namespace
}  // namespace belvedere::feed
