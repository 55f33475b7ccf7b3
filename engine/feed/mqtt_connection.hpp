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
    // Whether messages can be kept. While not, those of QoS 1 and 2 are left with the broker.
    // Empty: always.
    std::function<bool()> has_room;
    std::function<void(int token)> published;  // Written, or with QoS acknowledged.
};

// MQTT 3.1.1 or 5 by libmosquitto, in a thread of its own: TLS with the system's authorities or
// those of a file, certificates and host names always checked; a client certificate; keep-alive, so
// that a half-open connection is found; after a loss it waits from
// limits::kBackOffFirst_s doubling to kBackOffLongest_s, with jitter, and tries again. A broken
// certificate, a refused password, an unknown protocol version or a topic that may not be read end
// it (FeedState::kFailed): they do not pass by themselves.
//
// What is read is acknowledged. So, while there is no room, a connection of QoS 1 or 2 reads
// nothing but a little every quarter of the keep-alive, so that neither end takes the other for
// dead: the broker's window of unacknowledged messages (receive maximum in MQTT 5) fills, and it
// holds the others back. Of QoS 0 all is taken, because a broker would drop it without a count.
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
    // In events.connected, and from any thread later; while there is no connection it does nothing.
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
