// SPDX-License-Identifier: Apache-2.0
// One connection to an MQTT broker that comes back when it is lost. Private to the module.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/mqtt_address.hpp"

namespace belvedere::feed {

// What the owner hears, on the connection's thread; each must be quick.
struct MqttEvents {
    std::function<void()> connected;  // Also each time again.
    std::function<void(std::string_view topic, ByteView payload, bool is_retained)> message;
    std::function<void(int token)> published;  // Written, or with QoS acknowledged.
};

// MQTT 3.1.1 or 5 by libmosquitto, in a thread of its own: TLS with the system's authorities or
// those of a file, certificates and host names always checked; a client certificate; keep-alive, so
// that a half-open connection is found; after a loss it waits from
// limits::kBackOffFirst_s doubling to kBackOffLongest_s, with jitter, and tries again. A broken
// certificate, a refused password or an unknown protocol version end it (FeedState::kFailed): they
// do not pass by themselves.
class MqttConnection {
  public:
    // kUsage for files that cannot be used. Connecting goes on in the thread.
    [[nodiscard]] static Result<std::unique_ptr<MqttConnection>> open(const MqttAddress& address,
                                                                      MqttEvents events);
    ~MqttConnection();
    MqttConnection(const MqttConnection&) = delete;
    MqttConnection& operator=(const MqttConnection&) = delete;

    // State, sentence and connections. Any thread.
    [[nodiscard]] FeedHealth health() const;
    // From the connection's thread, in events.connected.
    void subscribe(const std::string& topic, int qos);
    // Any thread. The token that `published` will be called with; kTemporary while disconnected.
    [[nodiscard]] Result<int> publish(const std::string& topic, ByteView payload, int qos,
                                      bool is_retained);

  private:
    struct State;
    explicit MqttConnection(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
