// SPDX-License-Identifier: Apache-2.0
// Takes a stream of MQTT messages off a socket many at a time. Private to the module.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/feed/mqtt_address.hpp"

struct mosquitto;

namespace belvedere::feed {

// libmosquitto 2.0 asks the system four or five times for each message: whether there is one, for
// its first byte, for each byte of its length, for the rest. Here what has arrived is looked at
// where it lies (MSG_PEEK), whole messages of QoS 0 are handed on, a hundred of them at once, and
// then removed (MSG_TRUNC); everything else (acknowledgements, pings, what is half there or
// unusual) is left where it is and read by the library, which goes on owning the connection. Only
// for a connection without encryption that neither publishes nor asks for acknowledgement: then
// one call of the library's reading takes one packet, so that both always agree where the next one
// begins. One thread, that of the connection.
class MqttReader {
  public:
    using Take = std::function<void(std::string_view topic, ByteView payload, bool is_retained)>;
    MqttReader(mosquitto* client, MqttVersion version, Take take);

    // What mosquitto_loop() does: waits at most about `wait_ms`, reads, writes, keeps alive. Its
    // code. To be called once the broker has answered; until then mosquitto_loop() itself.
    [[nodiscard]] int turn(int wait_ms);
    // The library handed a message on by itself.
    void note_message() { library_is_within_ = false; }
    // Another connection begins.
    void start_over() { library_is_within_ = false; }

  private:
    [[nodiscard]] int read_waiting();

    mosquitto* client_;
    MqttVersion version_;
    Take take_;
    std::vector<std::byte> seen_;
    bool library_is_within_ = false;  // It has read the beginning of a message.
};

}  // namespace belvedere::feed
