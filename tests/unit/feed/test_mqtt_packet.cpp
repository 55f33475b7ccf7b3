// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "engine/feed/mqtt_packet.hpp"

namespace belvedere::feed {
namespace {

// A PUBLISH as MQTT 3.1.1, section 3.3, has it; `properties` with their length for MQTT 5.
std::string publish_packet(const std::string& topic, const std::string& payload,
                           const std::string& properties = {}, char first = '\x30') {
    std::string body;
    body += static_cast<char>(topic.size() >> 8U);
    body += static_cast<char>(topic.size() & 0xFFU);
    body += topic + properties + payload;
    std::string packet(1, first);
    for (std::size_t length = body.size();; length /= 128) {
        packet += static_cast<char>(length % 128 | (length >= 128 ? 128U : 0U));
        if (length < 128) break;
    }
    return packet + body;
}

MqttPacket front_of(const std::string& bytes, MqttVersion version = MqttVersion::k3_1_1) {
    return front_packet(as_bytes(bytes), version);
}

TEST(MqttPacket, AWholeMessageIsRead) {
    const std::string payload(20'000, 'x');
    const std::string bytes = publish_packet("city/lamp/1", payload) + "\xD0";
    const MqttPacket packet = front_of(bytes);
    EXPECT_EQ(packet.front, MqttFront::kMessage);
    EXPECT_EQ(packet.bytes, bytes.size() - 1);
    EXPECT_EQ(packet.topic, "city/lamp/1");
    EXPECT_EQ(as_text(packet.payload), payload);
    EXPECT_FALSE(packet.is_retained);
    EXPECT_TRUE(front_of(publish_packet("a", "", "", '\x31')).is_retained);
    EXPECT_TRUE(front_of(publish_packet("a", "")).payload.empty());
}

TEST(MqttPacket, NoCutOfAMessageIsTakenForAWhole) {
    const std::string bytes = publish_packet("city/lamp", std::string(300, 'x'));
    for (std::size_t length = 1; length < bytes.size(); ++length)
        EXPECT_EQ(front_of(bytes.substr(0, length)).front, MqttFront::kPartMessage) << length;
    EXPECT_EQ(front_of("").front, MqttFront::kPart);
}

TEST(MqttPacket, PropertiesOfVersion5AreSteppedOver) {
    const std::string properties("\x05\x02\x00\x00\x00\x07", 6);  // Message expiry interval.
    const std::string bytes = publish_packet("a", "21.5", properties);
    const MqttPacket packet = front_of(bytes, MqttVersion::k5);
    EXPECT_EQ(packet.front, MqttFront::kMessage);
    EXPECT_EQ(as_text(packet.payload), "21.5");
    const std::string alias("\x03\x23\x00\x01", 4);
    EXPECT_EQ(front_of(publish_packet("a", "21.5", alias), MqttVersion::k5).front,
              MqttFront::kPartMessage);
    const std::string longer_than_all("\x7F", 1);
    EXPECT_EQ(front_of(publish_packet("a", "", longer_than_all), MqttVersion::k5).front,
              MqttFront::kPartMessage);
    EXPECT_EQ(front_of(publish_packet("a", ""), MqttVersion::k5).front, MqttFront::kPartMessage);
}

TEST(MqttPacket, WhatIsUnusualIsLeftToTheLibrary) {
    EXPECT_EQ(front_of(publish_packet("", "x")).front, MqttFront::kPartMessage);
    EXPECT_EQ(front_of(publish_packet("a/+", "x")).front, MqttFront::kPartMessage);
    EXPECT_EQ(front_of(publish_packet("stra\xC3\x9F"
                                      "e",
                                      "x"))
                  .front,
              MqttFront::kPartMessage);
    EXPECT_EQ(front_of(publish_packet("a", "\x01\x01x", "", '\x32')).front, MqttFront::kPartMessage)
        << "QoS 1";
    EXPECT_EQ(front_of(std::string("\x30\x03\x00\x09x", 5)).front, MqttFront::kPartMessage)
        << "a topic longer than the packet";
    EXPECT_EQ(front_of(std::string("\x30\x01\x00", 3)).front, MqttFront::kPartMessage);
}

TEST(MqttPacket, OtherPacketsAreOther) {
    EXPECT_EQ(front_of(std::string("\xD0\x00", 2)).front, MqttFront::kOther) << "PINGRESP";
    EXPECT_EQ(front_of("\xD0").front, MqttFront::kPart);
    EXPECT_EQ(front_of(std::string("\x90\x03\x00\x01", 4)).front, MqttFront::kPart) << "SUBACK";
    EXPECT_EQ(front_of(std::string("\x90\x03\x00\x01\x00", 5)).front, MqttFront::kOther);
    EXPECT_EQ(front_of("\x30\xFF\xFF\xFF\xFF\x01").front, MqttFront::kOther) << "no length";
}

}  // namespace
}  // namespace belvedere::feed
