// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/feed/feed.hpp"
#include "engine/feed/latency.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/message_pump.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::feed {
namespace {

std::string lamp(int number) {
    return R"({"id":"urn:lamp:)" + std::to_string(number) + R"(","type":"Lamp","level":1})";
}

std::unique_ptr<Decoder> ngsi_ld() {
    return *make_decoder({.format = "ngsi-ld"});
}

TEST(LatencyHistogram, QuantilesAreOfTheirClass) {
    LatencyHistogram histogram;
    EXPECT_EQ(histogram.quantile_s(0.5), 0.0);
    histogram.add(1e-3, 98);
    histogram.add(0.5, 2);
    EXPECT_NEAR(histogram.quantile_s(0.5), 1e-3, 4e-5);
    EXPECT_NEAR(histogram.quantile_s(0.99), 0.5, 2e-2);
    histogram.add(1e9, 1);
    histogram.add(-1.0, 1);
    EXPECT_EQ(histogram.count(), 102U);
}

TEST(MessagePump, KeepsTheOrderAndLosesNothing) {
    MessagePump pump(ngsi_ld());
    constexpr int kMessages = 5'000;
    for (int i = 0; i < kMessages; ++i)
        pump.push("t", as_bytes(lamp(i)), i % 2 == 0);
    std::vector<std::string> seen;
    ASSERT_TRUE(test::wait_until([&] {
        FeedBatch batch;
        while (pump.try_take(batch)) {
            for (const auto& update : batch.batch.updates())
                seen.emplace_back(batch.batch.text(update.entity));
        }
        return seen.size() >= kMessages;
    }));
    for (int i = 0; i < kMessages; ++i)
        ASSERT_EQ(seen[static_cast<std::size_t>(i)], "urn:lamp:" + std::to_string(i));
    EXPECT_TRUE(test::wait_until([&] { return pump.is_empty(); }));
}

// A decoder that holds everything up until it is let go.
class HeldDecoder final : public Decoder {
  public:
    explicit HeldDecoder(const std::atomic<bool>& goes) : goes_(goes) {}
    void decode(ByteView, const MessageInfo&, twin::ObservationBatch& batch) override {
        while (!goes_)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        batch.begin_update("urn:a", "T");
    }

  private:
    const std::atomic<bool>& goes_;
};

TEST(MessagePump, CountsWhatItHasNoRoomFor) {
    std::atomic<bool> goes = false;
    MessagePump pump(std::make_unique<HeldDecoder>(goes));
    const std::string large(8U << 20U, 'x');
    constexpr std::uint64_t kMessages = 40;  // 320 MB, more than the queue.
    for (std::uint64_t i = 0; i < kMessages; ++i)
        pump.push("t", as_bytes(large), false);
    FeedHealth health;
    pump.add_to(health);
    EXPECT_EQ(health.messages, kMessages);
    EXPECT_GT(health.dropped, 0U);
    EXPECT_LT(health.dropped, kMessages);
    goes = true;
    twin::TwinStore store;
    std::uint64_t taken = 0;
    ASSERT_TRUE(test::wait_until([&] {
        FeedBatch batch;
        while (pump.try_take(batch))
            taken += batch.batch.received();
        return pump.is_empty();
    }));
    EXPECT_EQ(taken + health.dropped, kMessages);
}

TEST(ScriptedFeed, EndsWhenAllHasBeenTaken) {
    int next = 0;
    ScriptedFeed feed(
        [next](ScriptedMessage& message) mutable {
            message.payload = lamp(next % 100);
            return next++ < 1'000;
        },
        ngsi_ld());
    twin::TwinStore store;
    Intake intake;
    intake.source = *store.add_source({"script"});
    ASSERT_TRUE(test::wait_until([&] {
        const bool is_over = feed.health().state == FeedState::kEnded;
        (void)take_in(feed, store, intake, 1.0);
        return is_over;
    }));
    EXPECT_EQ(store.ledger(intake.source).updates.received, 1'000U);
    EXPECT_EQ(store.entities().size(), 100U);
    EXPECT_EQ(intake.latency.count(), 1'000U);
    EXPECT_EQ(store.link(intake.source), twin::SourceLink::kUp);
}

TEST(ScriptedFeed, CanBeEndedWhileItWaits) {
    ScriptedFeed feed(
        [](ScriptedMessage& message) {
            message.payload = lamp(1);
            message.wait_s = 3'600.0;
            return true;
        },
        ngsi_ld());
    EXPECT_EQ(feed.health().state, FeedState::kConnected);
}

TEST(MakeDecoder, UnknownFormatsAndFilesAreRefused) {
    EXPECT_FALSE(make_decoder({.format = "xml"}));
    EXPECT_FALSE(make_decoder({.format = "mapping", .mapping_file = "/nonexistent"}));
    EXPECT_FALSE(make_decoder({.contexts = {{"urn:c", "/nonexistent"}}}));
    EXPECT_TRUE(make_decoder({}));
}

}  // namespace
}  // namespace belvedere::feed
