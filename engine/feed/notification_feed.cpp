// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/notification_feed.hpp"

#include <charconv>
#include <functional>
#include <string>
#include <utility>

#include "engine/feed/limits.hpp"
#include "engine/feed/message_pump.hpp"
#include "engine/feed/mqtt_feed.hpp"
#include "engine/net/loopback_endpoint.hpp"

namespace belvedere::feed {
namespace {

// Takes the form that MQTT has, {metadata, body}, so that the context's link goes the same way.
std::string with_link(const net::ReceivedPost& received) {
    std::string link;
    for (const char letter : received.link) {
        if (letter == '"' || letter == '\\') link += '\\';
        if (static_cast<unsigned char>(letter) >= 0x20) link += letter;
    }
    return R"({"metadata":{"Link":")" + link + R"("},"body":)" +
           std::string(as_text(received.body)) + "}";
}

class EndpointFeed final : public Feed {
  public:
    explicit EndpointFeed(std::unique_ptr<Decoder> decoder) : pump_(std::move(decoder)) {}

    [[nodiscard]] Result<std::string> listen(std::uint16_t port) {
        auto endpoint = net::LoopbackEndpoint::open(
            port, limits::kPayloadBytes, [this](const net::ReceivedPost& received) {
                const std::string message = with_link(received);
                pump_.push({}, as_bytes(message), false);
            });
        if (!endpoint) return fail(endpoint.error());
        endpoint_ = *std::move(endpoint);
        return endpoint_->url();
    }
    [[nodiscard]] FeedHealth health() const override {
        FeedHealth health;
        health.state = FeedState::kConnected;
        health.connections = 1;
        pump_.add_to(health);
        return health;
    }
    [[nodiscard]] bool try_take(FeedBatch& batch) override { return pump_.try_take(batch); }
    void set_wake(std::function<void()> wake) override { pump_.set_wake(std::move(wake)); }

  private:
    MessagePump pump_;
    std::unique_ptr<net::LoopbackEndpoint> endpoint_;  // Ends before the pump that it pushes to.
};

Result<NotificationChannel> open_endpoint(std::string_view port_text,
                                          std::unique_ptr<Decoder> decoder) {
    std::uint16_t port = 0;
    const char* end = port_text.data() + port_text.size();
    const auto read = std::from_chars(port_text.data(), end, port);
    if (!port_text.empty() && (read.ec != std::errc() || read.ptr != end || port == 0))
        return fail(ErrorKind::kUsage, "notify is http, http:PORT or mqtt[s]://BROKER/TOPIC");
    auto feed = std::make_unique<EndpointFeed>(std::move(decoder));
    auto url = feed->listen(port);
    if (!url) return fail(url.error());
    NotificationChannel channel;
    channel.endpoint.uri = *std::move(url);
    channel.feed = std::move(feed);
    return channel;
}

}  // namespace

Result<NotificationChannel> open_notifications(const std::string& notify,
                                               std::unique_ptr<Decoder> decoder) {
    if (notify == "http") return open_endpoint({}, std::move(decoder));
    if (notify.starts_with("http:"))
        return open_endpoint(std::string_view(notify).substr(5), std::move(decoder));
    const auto address = parse_mqtt_address(notify);
    if (!address) return fail(address.error());
    if (address->topic.find_first_of("#+") != std::string::npos)
        return fail(ErrorKind::kUsage, "notifications need a topic of their own, not a wildcard");
    NotificationChannel channel;
    const std::string scheme = address->is_encrypted ? "mqtts://" : "mqtt://";
    const bool is_numeric = address->host.find(':') != std::string::npos;
    const std::string host = is_numeric ? "[" + address->host + "]" : address->host;
    channel.endpoint.uri =
        scheme + host + ":" + std::to_string(address->port) + "/" + address->topic;
    channel.endpoint.mqtt_version = address->version == MqttVersion::k5 ? "mqtt5.0" : "mqtt3.1.1";
    channel.endpoint.qos = address->qos;
    auto feed = MqttFeed::open(*address, std::move(decoder));
    if (!feed) return fail(feed.error());
    channel.feed = *std::move(feed);
    return channel;
}

}  // namespace belvedere::feed
