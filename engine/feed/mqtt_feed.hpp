// SPDX-License-Identifier: Apache-2.0
// Live values from an MQTT broker.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "engine/core/result.hpp"
#include "engine/feed/decoder.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/mqtt_address.hpp"

namespace belvedere::feed {

// Subscribes and decodes (mqtt_connection.hpp says how it connects). After each connection it
// subscribes again, so that retained messages bring the state back; what they repeat the store
// knows as duplicates. With QoS 1 or 2 the broker keeps what a slow taker has no room for; with 0
// it is dropped and counted. Two threads: one reads the broker, one decodes.
class MqttFeed final : public Feed {
  public:
    [[nodiscard]] static Result<std::unique_ptr<MqttFeed>> open(const MqttAddress& address,
                                                                std::unique_ptr<Decoder> decoder);
    ~MqttFeed() override;
    // Subscribes to further topics, now and after each connection. An address whose topic is empty
    // has these alone. Any thread.
    void follow(std::span<const std::string> topics);
    [[nodiscard]] FeedHealth health() const override;
    [[nodiscard]] bool try_take(FeedBatch& batch) override;
    void set_wake(std::function<void()> wake) override;

  private:
    struct State;
    explicit MqttFeed(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
