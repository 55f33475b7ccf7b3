// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/ngsi_ld_subscription.hpp"

#include <utility>
#include <vector>

#include "engine/core/time_text.hpp"
#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::feed {
namespace {

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        if (comma != 0) parts.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return parts;
}

std::string quoted_list(std::string_view text) {
    std::string out = "[";
    for (const std::string& part : split_list(text)) {
        if (out.size() > 1) out += ',';
        out += quoted_json(part);
    }
    return out + "]";
}

// A parameter of the collection's query, decoded; empty without.
std::string parameter(std::string_view url, std::string_view name) {
    std::size_t at = url.find('?');
    while (at != std::string_view::npos && at + 1 < url.size()) {
        const std::size_t end = url.find('&', at + 1);
        const std::string_view pair = url.substr(at + 1, end - at - 1);
        const std::size_t equals = pair.find('=');
        if (pair.substr(0, equals) == name && equals != std::string_view::npos) {
            const auto value = net::percent_decoded(pair.substr(equals + 1));
            return value ? *value : std::string();
        }
        at = end;
    }
    return {};
}

// [{"type": ..., "id": ...}, ...]: each type with each id.
std::string wanted_entities(const std::string& url) {
    std::vector<std::string> types = split_list(parameter(url, "type"));
    std::vector<std::string> ids = split_list(parameter(url, "id"));
    const std::string pattern = parameter(url, "idPattern");
    if (types.empty()) types.emplace_back("*");
    if (ids.empty()) ids.emplace_back();
    std::string out = "[";
    for (const std::string& type : types) {
        for (const std::string& id : ids) {
            if (out.size() > 1) out += ',';
            out += "{\"type\":" + quoted_json(type);
            if (!id.empty()) out += ",\"id\":" + quoted_json(id);
            if (id.empty() && !pattern.empty()) out += ",\"idPattern\":" + quoted_json(pattern);
            out += '}';
        }
    }
    return out + "]";
}

std::string wanted_place(const std::string& url) {
    const std::string georel = parameter(url, "georel");
    if (georel.empty()) return {};
    std::string out = ",\"geoQ\":{\"georel\":" + quoted_json(georel);
    for (const char* name : {"geometry", "geoproperty"}) {
        const std::string value = parameter(url, name);
        if (!value.empty()) out += std::string(",\"") + name + "\":" + quoted_json(value);
    }
    const std::string coordinates = parameter(url, "coordinates");
    // An array as it stands; anything else could end the document early.
    const bool is_array = coordinates.find_first_not_of("[]0123456789.,-+eE ") == std::string::npos;
    if (is_array && !coordinates.empty()) out += ",\"coordinates\":" + coordinates;
    return out + "}";
}

std::string wanted_endpoint(const NotificationEndpoint& endpoint) {
    std::string out = "{\"uri\":" + quoted_json(endpoint.uri) + ",\"accept\":\"application/json\"";
    if (!endpoint.mqtt_version.empty()) {
        out += ",\"notifierInfo\":[{\"key\":\"MQTT-Version\",\"value\":" +
               quoted_json(endpoint.mqtt_version) + "},{\"key\":\"MQTT-QoS\",\"value\":\"" +
               std::to_string(endpoint.qos) + "\"}]";
    }
    return out + "}";
}

}  // namespace

std::string subscription_document(const PollAddress& address, const NotificationEndpoint& endpoint,
                                  SubscriptionForm form, UtcTime expires_at) {
    const std::string& url = address.url;
    std::string out = "{\"type\":\"Subscription\",\"description\":\"Belvedere\",\"entities\":";
    out += wanted_entities(url);
    const std::string attributes = parameter(url, "attrs");
    if (!attributes.empty()) out += ",\"watchedAttributes\":" + quoted_list(attributes);
    for (const char* name : {"q", "scopeQ", "lang"}) {
        const std::string value = parameter(url, name);
        if (!value.empty()) out += std::string(",\"") + name + "\":" + quoted_json(value);
    }
    out += wanted_place(url);
    if (form == SubscriptionForm::kFull) {
        out +=
            ",\"notificationTrigger\":[\"entityCreated\",\"entityDeleted\","
            "\"attributeCreated\",\"attributeUpdated\",\"attributeDeleted\"]";
    }
    out += ",\"expiresAt\":" + quoted_json(format_time(expires_at, TimeZone()));
    out += ",\"notification\":{\"format\":\"normalized\",";
    if (!attributes.empty()) out += "\"attributes\":" + quoted_list(attributes) + ",";
    if (form == SubscriptionForm::kFull) out += "\"sysAttrs\":true,";
    return out + "\"endpoint\":" + wanted_endpoint(endpoint) + "}}";
}

std::string subscriptions_url(const PollAddress& address) {
    std::string url = address.url.substr(0, address.url.find('?'));
    constexpr std::string_view kCollection = "entities";
    if (url.ends_with(kCollection)) url.resize(url.size() - kCollection.size());
    return url + "subscriptions";
}

SubscriptionKeeper::SubscriptionKeeper(PollAddress address, NotificationEndpoint endpoint,
                                       Send send)
    : address_(std::move(address)), endpoint_(std::move(endpoint)), send_(std::move(send)) {}

Result<void> SubscriptionKeeper::keep(UtcTime now) {
    if (!is_live()) return make(now);
    if (now < renew_at_) return {};
    const UtcTime expires_at{now.microseconds + limits::kSubscription_us};
    net::HttpRequest request;
    request.url = url_;
    request.method = "PATCH";
    request.body = "{\"type\":\"Subscription\",\"expiresAt\":" +
                   quoted_json(format_time(expires_at, TimeZone())) + "}";
    const auto renewed = send_(std::move(request));
    const bool is_passing = !renewed && renewed.error().kind == ErrorKind::kTemporary;
    // It lives on for the other half of its time, and is tried again.
    if (is_passing && now.microseconds < renew_at_.microseconds + limits::kSubscription_us / 2)
        return fail_in("the subscription is not renewed", renewed.error());
    if (!renewed) {
        // Forgotten there, or never renewable: a new one, while the old one ends by itself.
        url_.clear();
        return make(now);
    }
    renew_at_ = {now.microseconds + limits::kSubscription_us / 2};
    return {};
}

Result<void> SubscriptionKeeper::make(UtcTime now) {
    const UtcTime expires_at{now.microseconds + limits::kSubscription_us};
    net::HttpRequest request;
    request.url = subscriptions_url(address_);
    request.method = "POST";
    request.body = subscription_document(address_, endpoint_, form_, expires_at);
    const auto made = send_(request);
    if (!made && made.error().kind == ErrorKind::kBadData && form_ == SubscriptionForm::kFull) {
        form_ = SubscriptionForm::kPlain;
        return make(now);
    }
    if (!made) return fail_in("no subscription", made.error());
    const auto base = net::parse_uri(request.url);
    const auto location = net::parse_uri(made->location);
    if (!base || !location || made->location.empty())
        return fail(ErrorKind::kBadData, "no subscription: the broker does not say which it made");
    const net::Uri target = net::resolve(*base, *location);
    // Renewing sends what may hold a token: to the same broker alone.
    if (net::origin_of(target) != net::origin_of(*base))
        return fail(ErrorKind::kDenied, "no subscription: the broker names one elsewhere");
    url_ = net::to_string(target);
    renew_at_ = {now.microseconds + limits::kSubscription_us / 2};
    return {};
}

void SubscriptionKeeper::end() {
    if (!is_live()) return;
    net::HttpRequest request;
    request.url = std::exchange(url_, {});
    request.method = "DELETE";
    (void)send_(std::move(request));
}

}  // namespace belvedere::feed
