// SPDX-License-Identifier: Apache-2.0
// What an MQTT URL says.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::feed {

enum class MqttVersion : std::uint8_t { k3_1_1, k5 };

// mqtt[s]://[user@]host[:port]/topic?option=value&...: a broker and what to ask it for. The path is
// a topic filter, "#" where there is none; "+" and "#" may stand as they are.
// Options: qos (0 to 2), version (3.1.1, or 5 for brokers that are trusted), keepalive (5 to 600
// seconds: after twice as long without a word a connection counts as lost), client (the client id),
// format, mapping, ca, cert, key (PEM files), order (a topic for orders to devices, with {id} and
// {property} to fill in), secret (the name of the user's password: see secret.hpp). A password in
// the URL is refused: command lines and projects are seen by others.
struct MqttAddress {
    std::string host;
    std::uint16_t port = 1883;
    bool is_encrypted = false;
    std::string user, password;
    std::string topic = "#";
    int qos = 0;
    // libmosquitto 2.0 ends the program at a property it does not know; 3.1.1 has none.
    MqttVersion version = MqttVersion::k3_1_1;
    int keep_alive_s = limits::kKeepAlive_s;
    std::string client_id;
    std::string ca_file, certificate_file, key_file;
    std::string format, mapping_file;
    std::string secret;       // Names the password; empty: there is none.
    std::string order_topic;  // Where orders to devices go, with {id} and {property} to fill in.
};

// kUsage with what is wrong; kDenied for a secret that others may read. May wait for a person to
// open the keyring (secret.hpp).
[[nodiscard]] Result<MqttAddress> parse_mqtt_address(std::string_view url);
// The same without looking for the secret, which is named only. Never waits.
[[nodiscard]] Result<MqttAddress> read_mqtt_address(std::string_view url);

// The options after "?" of a feed's URL, decoded. kUsage for a broken one or one that is not among
// `known`, separated by spaces.
using UrlOptions = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] Result<UrlOptions> parse_url_options(std::string_view query, std::string_view known);

}  // namespace belvedere::feed
