// SPDX-License-Identifier: Apache-2.0
// Sending messages to an MQTT broker.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/mqtt_address.hpp"

namespace belvedere::feed {

// Publishes as fast as the broker takes: at most limits::kReceiveMaximum messages are under way,
// then publish() waits. One thread.
class MqttPublisher {
  public:
    [[nodiscard]] static Result<std::unique_ptr<MqttPublisher>> open(const MqttAddress& address);
    ~MqttPublisher();

    // Sends with the address' qos. Waits for a connection and for room up to `seconds_max`;
    // kTemporary when there was none by then, with why, kDenied when there can be none.
    [[nodiscard]] Result<void> publish(const std::string& topic, ByteView payload, bool is_retained,
                                       double seconds_max);
    // Waits until all that was published has left (with qos 1 and 2: has been acknowledged).
    [[nodiscard]] Result<void> flush(double seconds_max);
    [[nodiscard]] FeedHealth health() const;

  private:
    struct State;
    explicit MqttPublisher(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
