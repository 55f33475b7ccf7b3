// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_address.hpp"

#include <charconv>

#include "engine/feed/secret.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::feed {
namespace {

template <class Integer>
Result<Integer> integer_in(std::string_view text, Integer least, Integer most,
                           std::string_view what) {
    Integer value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() || value < least ||
        value > most) {
        return fail(ErrorKind::kUsage, std::string(what) + " is " + std::to_string(least) + " to " +
                                           std::to_string(most) + ", not \"" + std::string(text) +
                                           "\"");
    }
    return value;
}

Result<void> apply_options(const UrlOptions& options, MqttAddress& address) {
    const auto value = [&options](std::string_view name) {
        const auto found = options.find(name);
        return found == options.end() ? std::string() : found->second;
    };
    if (options.contains("qos")) {
        const auto qos = integer_in<int>(value("qos"), 0, 2, "qos");
        if (!qos) return fail(qos.error());
        address.qos = *qos;
    }
    if (options.contains("version")) {
        const std::string version = value("version");
        if (version != "5" && version != "3.1.1")
            return fail(ErrorKind::kUsage, "MQTT version is 5 or 3.1.1, not " + version);
        address.version = version == "5" ? MqttVersion::k5 : MqttVersion::k3_1_1;
    }
    if (options.contains("keepalive")) {
        // The library takes none below 5.
        const auto seconds = integer_in<int>(value("keepalive"), 5, 600, "keepalive");
        if (!seconds) return fail(seconds.error());
        address.keep_alive_s = *seconds;
    }
    address.client_id = value("client");
    address.ca_file = value("ca");
    address.certificate_file = value("cert");
    address.key_file = value("key");
    address.format = value("format");
    address.mapping_file = value("mapping");
    address.order_topic = value("order");
    if (address.certificate_file.empty() != address.key_file.empty())
        return fail(ErrorKind::kUsage, "a client certificate needs both cert and key");
    if (options.contains("secret") && address.user.empty()) {
        return fail(ErrorKind::kUsage,
                    "a secret is a user's: say who as well, mqtt://USER@HOST/...?secret=NAME");
    }
    address.secret = value("secret");
    if (options.contains("secret") && address.secret.empty())
        return fail(ErrorKind::kUsage, "a secret without a name");
    return {};
}

}  // namespace

Result<UrlOptions> parse_url_options(std::string_view query, std::string_view known) {
    UrlOptions options;
    const std::string names = " " + std::string(known) + " ";
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        const std::string name(pair.substr(0, equals));
        const auto value = net::percent_decoded(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        if (!value) return fail(ErrorKind::kUsage, value.error().message);
        if (names.find(" " + name + " ") == std::string::npos) {
            return fail(ErrorKind::kUsage,
                        "option " + name + " is not known; there are: " + std::string(known));
        }
        options.insert_or_assign(name, *value);
    }
    return options;
}

Result<MqttAddress> parse_mqtt_address(std::string_view url) {
    auto address = read_mqtt_address(url);
    if (!address || address->secret.empty()) return address;
    auto secret = find_secret(address->secret);
    if (!secret) return fail(secret.error());
    address->password = *std::move(secret);
    return address;
}

Result<MqttAddress> read_mqtt_address(std::string_view url) {
    MqttAddress address;
    address.is_encrypted = url.starts_with("mqtts://");
    if (!address.is_encrypted && !url.starts_with("mqtt://"))
        return fail(ErrorKind::kUsage, "an MQTT address begins with mqtt:// or mqtts://");
    address.port = address.is_encrypted ? 8883 : 1883;
    std::string_view rest = url.substr(url.find("//") + 2);
    // "#" is a topic's wildcard here, not a fragment: so the parts are taken by hand.
    const std::size_t question = rest.find('?');
    const std::string_view query =
        question == std::string_view::npos ? std::string_view() : rest.substr(question + 1);
    rest = rest.substr(0, question);
    const std::size_t slash = rest.find('/');
    std::string_view authority = rest.substr(0, slash);
    const std::string_view path =
        slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
        const std::string_view user = authority.substr(0, at);
        if (user.find(':') != std::string_view::npos) {
            return fail(ErrorKind::kUsage,
                        "no password in an address: put it in a file of yours or the keyring "
                        "and add ?secret=NAME");
        }
        const auto decoded = net::percent_decoded(user);
        if (!decoded) return fail(ErrorKind::kUsage, decoded.error().message);
        address.user = *decoded;
        authority.remove_prefix(at + 1);
    }
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const auto port =
            integer_in<std::uint16_t>(authority.substr(colon + 1), 1, 65535, "the port");
        if (!port) return fail(port.error());
        address.port = *port;
        authority = authority.substr(0, colon);
    }
    if (authority.starts_with('[') && authority.ends_with(']'))
        authority = authority.substr(1, authority.size() - 2);
    if (authority.empty()) return fail(ErrorKind::kUsage, "an MQTT address without a host");
    address.host = std::string(authority);
    const auto topic = net::percent_decoded(path);
    if (!topic) return fail(ErrorKind::kUsage, topic.error().message);
    if (!topic->empty()) address.topic = *topic;
    const auto options = parse_url_options(
        query, "qos version keepalive client format mapping ca cert key secret order");
    if (!options) return fail(options.error());
    const auto applied = apply_options(*options, address);
    if (!applied) return fail(applied.error());
    return address;
}

}  // namespace belvedere::feed
