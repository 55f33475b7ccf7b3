// SPDX-License-Identifier: Apache-2.0
#include "app/live/send_order.hpp"

#include <utility>

#include "app/live/open_feed.hpp"
#include "engine/feed/mqtt_publisher.hpp"
#include "engine/feed/secret.hpp"
#include "engine/net/http_client.hpp"

namespace belvedere::live {
namespace {

bool is_ngsi_ld(const std::string& url) {
    return url.starts_with("ngsi-ld+http");
}

bool is_mqtt_order(const std::string& url) {
    return url.starts_with("mqtt://") || url.starts_with("mqtts://");
}

Result<void> send_over_http(const std::string& url, const feed::DeviceOrder& order) {
    const auto address = feed::parse_poll_address(url);
    if (!address) return fail(address.error());
    std::string token;
    if (!address->secret.empty()) {
        auto secret = feed::find_secret(address->secret);
        if (!secret) return fail(secret.error());
        token = *std::move(secret);
    }
    net::HttpClient client;
    return feed::send_by_patch(*address, std::move(token), client)(order);
}

Result<void> send_over_mqtt(const std::string& url, const feed::DeviceOrder& order) {
    auto address = feed::parse_mqtt_address(url);
    if (!address) return fail(address.error());
    // The feed has a connection of its own, which a second one of its name would end; and an order
    // is acknowledged.
    address->client_id.clear();
    address->qos = 1;
    auto publisher = feed::MqttPublisher::open(*address);
    if (!publisher) return fail(publisher.error());
    return feed::send_by_mqtt(**publisher, address->order_topic)(order);
}

}  // namespace

Result<void> can_order(const std::string& url) {
    const auto source = split_policy(url);
    if (!source) return fail(source.error());
    if (is_ngsi_ld(source->url)) return {};
    const std::size_t question = source->url.find('?');
    if (is_mqtt_order(source->url) && question != std::string::npos) {
        const std::string options = "&" + source->url.substr(question + 1);
        if (options.find("&order=") != std::string::npos) return {};
    }
    if (is_mqtt_order(source->url)) {
        return fail(ErrorKind::kDenied,
                    "the address of this feed does not say where orders go: add ?order=TOPIC to "
                    "it");
    }
    return fail(ErrorKind::kDenied, "devices of this kind of feed take no orders");
}

Result<void> send_order(const std::string& url, const feed::DeviceOrder& order) {
    if (auto possible = can_order(url); !possible) return possible;
    const auto source = split_policy(url);
    if (!source) return fail(source.error());
    return is_ngsi_ld(source->url) ? send_over_http(source->url, order)
                                   : send_over_mqtt(source->url, order);
}

}  // namespace belvedere::live
