// SPDX-License-Identifier: Apache-2.0
// A subscriber beside a broker that is played here, because a real one does not tell what it holds.
#include "engine/feed/mqtt_feed.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/feed/limits.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/mqtt_refusal.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::feed {
namespace {

// MQTT 3.1.1 as far as one subscriber sees it: it sends numbered messages of QoS 1, at most twenty
// of them without an acknowledgement, as brokers do.
class PlayedBroker {
  public:
    PlayedBroker(std::size_t messages, std::size_t message_bytes)
        : messages_(messages), message_bytes_(message_bytes) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, plain, size), 0);
        EXPECT_EQ(::listen(listener_, 1), 0);
        EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~PlayedBroker() {
        ends_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    PlayedBroker(const PlayedBroker&) = delete;
    PlayedBroker& operator=(const PlayedBroker&) = delete;

    std::uint16_t port = 0;
    std::atomic<std::size_t> sent = 0, acknowledged = 0, connections = 0;

  private:
    static constexpr std::size_t kWindow = 20;

    void serve() {
        while (!ends_) {
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            ++connections;
            talk(client);
            ::close(client);
        }
    }
    void talk(int client) {
        bool is_subscribed = false;
        while (!ends_) {
            const bool may_send =
                is_subscribed && sent < messages_ && sent - acknowledged < kWindow;
            pollfd one{client, POLLIN, 0};
            if (::poll(&one, 1, may_send ? 0 : 20) < 0) return;
            if ((one.revents & (POLLIN | POLLHUP)) != 0) {
                if (!answer(client, is_subscribed)) return;
            } else if (may_send && !send_next(client)) {
                return;
            }
        }
    }
    // Packets of a subscriber are short: one byte is their length.
    bool answer(int client, bool& is_subscribed) {
        unsigned char head[2];
        if (!take(client, head, 2)) return false;
        std::vector<unsigned char> body(head[1]);
        if (!take(client, body.data(), body.size())) return false;
        const int kind = head[0] >> 4;
        if (kind == 1) return put(client, std::string("\x20\x02\0\0", 4));
        if (kind == 4) ++acknowledged;
        if (kind == 8) {
            is_subscribed = true;
            std::string granted("\x90\x03\0\0\x01", 5);
            granted[2] = static_cast<char>(body[0]);
            granted[3] = static_cast<char>(body[1]);
            return put(client, granted);
        }
        if (kind == 12) return put(client, std::string("\xD0\0", 2));
        return kind != 14;
    }
    bool send_next(int client) {
        const std::size_t number = ++sent;
        std::string payload = R"({"id":"urn:)" + std::to_string(number) + R"(","type":"T","a":")";
        payload += std::string(message_bytes_ - payload.size() - 2, 'x') + "\"}";
        std::string body("\0\x01t", 3);
        const std::size_t id = number % 60'000 + 1;
        body += static_cast<char>(id >> 8U);
        body += static_cast<char>(id & 255U);
        body += payload;
        std::string packet = "\x32";
        for (std::size_t left = body.size(); left > 0; left >>= 7U)
            packet += static_cast<char>((left & 127U) | (left > 127 ? 128U : 0U));
        return put(client, packet + body);
    }
    static bool take(int client, unsigned char* into, std::size_t count) {
        return count == 0 ||
               ::recv(client, into, count, MSG_WAITALL) == static_cast<ssize_t>(count);
    }
    static bool put(int client, const std::string& bytes) {
        return ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(bytes.size());
    }

    std::size_t messages_, message_bytes_;
    int listener_ = -1;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

// Decodes nothing until it is let go.
class GatedDecoder final : public Decoder {
  public:
    explicit GatedDecoder(const std::atomic<bool>& goes) : goes_(goes) {}
    void decode(ByteView payload, const MessageInfo&, twin::ObservationBatch& batch) override {
        while (!goes_)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        const std::string_view text = as_text(payload);
        batch.begin_update(text.substr(7, text.find('"', 7) - 7), "T");
    }

  private:
    const std::atomic<bool>& goes_;
};

TEST(MqttFeed, WhatASlowTakerHasNoRoomForStaysWithTheBroker) {
    // Twice what the queue holds.
    constexpr std::size_t kBytes = std::size_t{64} << 10U;
    constexpr std::size_t kMessages = 2 * limits::kQueueBytes / kBytes;
    PlayedBroker broker(kMessages, kBytes);
    std::atomic<bool> goes = false;
    MqttAddress address;
    address.host = "127.0.0.1";
    address.port = broker.port;
    address.qos = 1;
    address.keep_alive_s = 5;
    auto opened = MqttFeed::open(address, std::make_unique<GatedDecoder>(goes));
    ASSERT_TRUE(opened) << opened.error().message;
    const std::unique_ptr<MqttFeed> feed = *std::move(opened);
    const std::size_t quarter = limits::kQueueBytes / 4 / kBytes;
    ASSERT_TRUE(test::wait_until([&] { return broker.acknowledged >= quarter; }));
    std::size_t held = 0;
    ASSERT_TRUE(test::wait_until([&] {
        // Until nothing moves for a while.
        const std::size_t before = std::exchange(held, broker.sent.load());
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        return held == before;
    }));
    EXPECT_LT(held, kMessages / 2);
    // Now and then a little is read and acknowledged, so that nobody is taken for dead.
    ASSERT_TRUE(test::wait_until([&] { return broker.acknowledged + 20 > held + 2; }));
    EXPECT_LT(broker.sent, kMessages / 2);
    EXPECT_EQ(feed->health().dropped, 0U);
    goes = true;
    std::size_t taken = 0;
    ASSERT_TRUE(test::wait_until([&] {
        FeedBatch batch;
        while (feed->try_take(batch)) {
            for (const auto& update : batch.batch.updates())
                EXPECT_EQ(batch.batch.text(update.entity), "urn:" + std::to_string(++taken));
        }
        return taken >= kMessages;
    }));
    const FeedHealth health = feed->health();
    EXPECT_EQ(health.messages, kMessages);
    EXPECT_EQ(health.dropped, 0U);
    EXPECT_EQ(broker.connections, 1U) << "the session lived through it";
}

TEST(MqttRefusal, SaysWhichTopicAndWhetherItIsForGood) {
    EXPECT_TRUE(is_for_good(0x80, MqttVersion::k3_1_1)) << "the one code there is";
    EXPECT_FALSE(is_for_good(0x80, MqttVersion::k5)) << "not specified";
    EXPECT_TRUE(is_for_good(0x87, MqttVersion::k5));
    EXPECT_FALSE(is_for_good(0x97, MqttVersion::k5)) << "a quota";
    EXPECT_EQ(topic_refusal(0x87, "a/#"), "the broker does not let this user read a/# (");
    EXPECT_NE(topic_refusal(0x97, "a/#").find("for now"), std::string::npos);
}

}  // namespace
}  // namespace belvedere::feed
