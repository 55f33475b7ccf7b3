// SPDX-License-Identifier: Apache-2.0
// What brokers refuse, in words. Private to the module.
#pragma once

#include <string>

#include "engine/feed/mqtt_address.hpp"

namespace belvedere::feed {

// The least code of a SUBACK that grants nothing.
inline constexpr int kRefusalLeast = 0x80;

// Why a broker refused a connection, from CONNACK's codes of either version (3.1.1 section 3.2.2.3,
// 5.0 section 3.2.2.2), up to the broker's name; empty where trying again may help. Pure.
[[nodiscard]] std::string refusal(int code);

// Why a broker does not let a topic be read, from SUBACK's codes of either version (section 3.9.3
// of both), up to the broker's name. Pure.
[[nodiscard]] std::string topic_refusal(int code, const std::string& topic);

// Whether a topic will be refused again however often one asks. 3.1.1 has one code for all causes.
[[nodiscard]] bool is_for_good(int code, MqttVersion version);

}  // namespace belvedere::feed
