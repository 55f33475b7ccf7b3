// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_packet.hpp"

#include <algorithm>
#include <optional>

namespace belvedere::feed {
namespace {

constexpr unsigned kPublish = 3;
constexpr unsigned kTopicAlias = 0x23;  // MQTT 5.0, section 3.3.2.3.4.

// A variable byte integer (MQTT 3.1.1, section 2.2.3): at most four bytes.
struct VariableInteger {
    std::size_t value = 0, bytes = 0;
};
enum class ReadEnd : std::uint8_t { kDone, kShort, kWrong };

ReadEnd read_variable(ByteView from, VariableInteger& read) {
    read = {};
    for (std::size_t i = 0; i < 4; ++i) {
        if (i >= from.size()) return ReadEnd::kShort;
        const auto byte = std::to_integer<std::size_t>(from[i]);
        read.value |= (byte & 0x7FU) << (7 * i);
        read.bytes = i + 1;
        if (byte < 0x80) return ReadEnd::kDone;
    }
    return ReadEnd::kWrong;
}

bool is_plain_topic(std::string_view topic) {
    return !topic.empty() && std::ranges::all_of(topic, [](char letter) {
        return letter >= 0x20 && letter < 0x7F && letter != '+' && letter != '#';
    });
}

// What lies between topic and payload in MQTT 5: how long it is, unless the library is to read it.
std::optional<std::size_t> properties_bytes(ByteView body) {
    VariableInteger length;
    if (read_variable(body, length) != ReadEnd::kDone) return std::nullopt;
    if (length.value > body.size() - length.bytes) return std::nullopt;
    const ByteView properties = body.subspan(length.bytes, length.value);
    // An alias may stand anywhere in it; a byte of that value elsewhere costs a little time.
    const bool may_have_alias = std::ranges::any_of(
        properties, [](std::byte byte) { return std::to_integer<unsigned>(byte) == kTopicAlias; });
    if (may_have_alias) return std::nullopt;
    return length.bytes + length.value;
}

}  // namespace

MqttPacket front_packet(ByteView received, MqttVersion version) {
    MqttPacket packet;
    if (received.empty()) return packet;
    const auto first = std::to_integer<unsigned>(received[0]);
    const bool is_publish = first >> 4U == kPublish;
    packet.front = is_publish ? MqttFront::kPartMessage : MqttFront::kPart;
    VariableInteger length;
    const ReadEnd end = read_variable(received.subspan(1), length);
    if (end == ReadEnd::kWrong) packet.front = MqttFront::kOther;
    if (end != ReadEnd::kDone) return packet;
    const std::size_t head = 1 + length.bytes;
    if (length.value > received.size() - head) return packet;
    if (!is_publish) {
        packet.front = MqttFront::kOther;
        return packet;
    }
    const bool is_acknowledged = (first & 0x06U) != 0;
    ByteView body = received.subspan(head, length.value);
    if (is_acknowledged || body.size() < 2) return packet;
    const std::size_t topic_bytes =
        std::to_integer<std::size_t>(body[0]) << 8U | std::to_integer<std::size_t>(body[1]);
    if (topic_bytes > body.size() - 2) return packet;
    const std::string_view topic = as_text(body.subspan(2, topic_bytes));
    body = body.subspan(2 + topic_bytes);
    if (!is_plain_topic(topic)) return packet;
    if (version == MqttVersion::k5) {
        const auto properties = properties_bytes(body);
        if (!properties) return packet;
        body = body.subspan(*properties);
    }
    packet.front = MqttFront::kMessage;
    packet.bytes = head + length.value;
    packet.topic = topic;
    packet.payload = body;
    packet.is_retained = (first & 0x01U) != 0;
    return packet;
}

}  // namespace belvedere::feed
