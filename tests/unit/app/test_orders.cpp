// SPDX-License-Identifier: Apache-2.0
// Orders to devices out of the window: off at first, confirmed by a person, done when seen.
#include <gmock/gmock.h>

#include <optional>
#include <string>

#include "app/window/order_work.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

using testing::HasSubstr;

constexpr const char* kLamps = "mqtt://127.0.0.1:9/lamps/#?order=lamps/{id}/{property}/set";

class OrdersTest : public SessionTest {
  protected:
    OrdersTest() {
        session->services.work_on_model = [this](window::ModelTask task) {
            task_ = std::move(task);
            return std::uint64_t{0};
        };
    }
    // A lamp of a feed says its level, without anything being sent over the network.
    void lamp_says(const std::string& url, double level) {
        if (session->live.feeds().empty()) run("feed.connect url=\"" + url + "\"");
        twin::ObservationBatch batch;
        batch.received_at = system_clock().utc_now();
        batch.begin_update("urn:lamp:1", "Lamp");
        twin::Observation one;
        one.property = batch.add_text("https://x.org/level");
        one.kind = twin::ValueKind::kNumber;
        one.number = level;
        one.observed_at = batch.received_at;
        batch.add(one);
        session->live.store().append(session->live.feeds()[0].source, batch);
    }
    std::string refusal(const std::string& line) {
        const auto done = registry.invoke(*command::parse_call(line));
        return done ? std::string() : done.error().message;
    }
    [[nodiscard]] const feed::OrderRecord& order() const {
        return session->desk.orders.order(feed::OrderId{0});
    }
    std::optional<window::ModelTask> task_;
};

TEST_F(OrdersTest, NothingIsOrderedUntilAPersonAllowsAndConfirmsIt) {
    lamp_says(kLamps, 10.0);
    run("device.select id=\"urn:lamp:1\"");
    EXPECT_NE(refusal("order.draft property=\"level\""), "") << "orders are off";
    run("orders.allow on=true");
    EXPECT_NE(refusal("order.send value=\"40\" by=\"P\""), "") << "no dialog is open";
    run("order.draft property=\"level\"");
    ASSERT_NE(session->desk.order_draft.number, 0U);
    EXPECT_THAT(refusal("order.send value=\"40\" by=\"\""), HasSubstr("gives a name"));
    EXPECT_THAT(refusal("order.send value=\"warm\" by=\"P\""), HasSubstr("no number"));
    EXPECT_THAT(session->desk.order_draft.problem, HasSubstr("no number"))
        << "the dialog stays and says why";
    EXPECT_FALSE(task_);
    run("order.cancel");
    EXPECT_NE(refusal("order.send value=\"40\" by=\"P\""), "");
    EXPECT_EQ(session->desk.orders.size(), 0U);
    run("order.draft property=\"level\"");
    run("orders.allow on=false");
    EXPECT_EQ(session->desk.order_draft.number, 0U) << "what was being made is gone, too";
}

TEST_F(OrdersTest, AnOrderIsDoneWhenTheDeviceSaysSo) {
    lamp_says(kLamps, 10.0);
    run("device.select id=\"urn:lamp:1\"");
    run("orders.allow on=true");
    run("order.draft property=\"level\"");
    run("order.send value=\"40,5\" by=\"A. Planner\"");
    ASSERT_TRUE(task_) << "it is sent beside the main thread";
    ASSERT_EQ(session->desk.orders.size(), 1U);
    EXPECT_EQ(order().state, feed::OrderState::kSending);
    EXPECT_EQ(order().order.value, "40.5");
    EXPECT_EQ(order().order.property, "https://x.org/level");
    EXPECT_EQ(order().confirmed_by, "A. Planner");
    EXPECT_EQ(session->desk.order_draft.number, 0U);
    window::advance_orders(*session, system_clock().utc_now());
    EXPECT_EQ(order().state, feed::OrderState::kSending) << "nothing was seen yet";
    lamp_says(kLamps, 40.5);
    window::advance_orders(*session, system_clock().utc_now());
    EXPECT_EQ(order().state, feed::OrderState::kObserved);
    ASSERT_FALSE(session->notices.empty());
    EXPECT_THAT(session->notices.back().text, HasSubstr("level to 40.5: done"));
}

TEST_F(OrdersTest, FeedsThatTakeNoneSaySo) {
    lamp_says("mqtt://127.0.0.1:9/lamps/#", 10.0);
    run("device.select id=\"urn:lamp:1\"");
    run("orders.allow on=true");
    EXPECT_THAT(refusal("order.draft property=\"level\""), HasSubstr("?order=TOPIC"));
    EXPECT_NE(refusal("order.draft property=\"colour\""), "") << "it has none";
}

}  // namespace
}  // namespace belvedere::test
