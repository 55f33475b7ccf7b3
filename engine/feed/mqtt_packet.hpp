// SPDX-License-Identifier: Apache-2.0
// The packets of MQTT that make up a stream of values, as they lie in memory. Private to the
// module.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/feed/mqtt_address.hpp"

namespace belvedere::feed {

enum class MqttFront : std::uint8_t {
    kMessage,      // A whole PUBLISH of QoS 0: a value.
    kPartMessage,  // A PUBLISH that is to be left to the library, or the beginning of one.
    kPart,         // The beginning of another packet, or nothing.
    kOther,        // Another whole packet, or something that is none.
};

// The packet at the front of received bytes.
struct MqttPacket {
    MqttFront front = MqttFront::kPart;
    std::size_t bytes = 0;  // Of a kMessage, all of it.
    std::string_view topic;
    ByteView payload;
    bool is_retained = false;
};

// Reads the fixed header (MQTT 3.1.1 and 5.0, section 2.2 and 2.1) and, of a PUBLISH of QoS 0, the
// variable one (section 3.3). Whatever is unusual in it (topics that are not plain ASCII, wildcards
// or empty, a topic alias) is kPartMessage: the library that reads it instead knows all of MQTT.
// Checked; pure; any thread. Text and payload lie in `received`.
[[nodiscard]] MqttPacket front_packet(ByteView received, MqttVersion version);

}  // namespace belvedere::feed
