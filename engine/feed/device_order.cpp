// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/device_order.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <memory>
#include <string_view>
#include <utility>

#include <simdjson.h>

#include "engine/feed/json_value.hpp"
#include "engine/feed/mqtt_publisher.hpp"
#include "engine/net/uri.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::feed {
namespace {

constexpr double kSending_s = 10.0;

// The value of an order as a number, a text, or neither.
struct OrderedValue {
    twin::ValueKind kind = twin::ValueKind::kNone;
    double number = 0.0;
    std::string text;
};

OrderedValue ordered_value(std::string_view json) {
    OrderedValue value;
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    // In an array, because a document may be no plain value for every version of the parser.
    const std::string document = "[" + std::string(json) + "]";
    simdjson::dom::array array;
    simdjson::dom::element only;
    if (!parse_json(parser, document, element).empty()) return value;
    if (element.get(array) != simdjson::SUCCESS || array.size() != 1) return value;
    if (array.at(0).get(only) != simdjson::SUCCESS) return value;
    bool truth = false;
    std::string_view text;
    if (only.get(text) == simdjson::SUCCESS) {
        value.kind = twin::ValueKind::kText;
        value.text = std::string(text);
    } else if (only.get(truth) == simdjson::SUCCESS) {
        value.kind = twin::ValueKind::kBoolean;
        value.number = truth ? 1.0 : 0.0;
    } else if (only.get(value.number) == simdjson::SUCCESS) {
        value.kind = twin::ValueKind::kNumber;
    }
    return value;
}

bool has_value(const twin::Reading& reading, const OrderedValue& wanted) {
    const bool is_text =
        reading.kind == twin::ValueKind::kText || reading.kind == twin::ValueKind::kReference;
    if (wanted.kind == twin::ValueKind::kText) return is_text && reading.text == wanted.text;
    if (reading.kind != wanted.kind) return false;
    // Platforms keep numbers in fewer digits than were sent.
    const double slack = 1e-6 * std::max(1.0, std::abs(wanted.number));
    return std::abs(reading.number - wanted.number) <= slack;
}

// Whether the source has said since then that the property has the value.
bool is_seen(const twin::TwinStore& store, const OrderRecord& record) {
    const auto entity = store.entities().find(record.source, record.order.entity);
    if (!entity) return false;
    const auto series = twin::find_series(store, *entity, record.order.property);
    const auto reading = series ? twin::latest_at(store, *series) : std::nullopt;
    return reading && reading->received_at >= record.sent_at &&
           !reading->quality.has(twin::Quality::kRemembered) &&
           has_value(*reading, ordered_value(record.order.value));
}

std::string filled_topic(std::string topic, const DeviceOrder& order) {
    const std::pair<std::string_view, std::string_view> parts[] = {
        {"{id}", order.entity}, {"{property}", twin::short_name(order.property)}};
    for (const auto& [brace, text] : parts) {
        const std::size_t at = topic.find(brace);
        if (at != std::string::npos) topic.replace(at, brace.size(), text);
    }
    return topic;
}

}  // namespace

std::string_view name_of(OrderState state) {
    constexpr std::string_view kNames[] = {"proposed",   "sending", "sent",     "observed",
                                           "unobserved", "failed",  "withdrawn"};
    return kNames[static_cast<std::size_t>(state)];
}

Result<std::string> order_json(std::string_view typed, twin::ValueKind kind) {
    if (kind == twin::ValueKind::kNumber) {
        std::string number(typed);
        std::ranges::replace(number, ',', '.');
        if (ordered_value(number).kind == twin::ValueKind::kNumber) return number;
        return fail(ErrorKind::kUsage, "this is no number: " + std::string(typed));
    }
    if (kind == twin::ValueKind::kBoolean) {
        if (typed == "true" || typed == "false") return std::string(typed);
        return fail(ErrorKind::kUsage, "this property is true or false");
    }
    if (kind != twin::ValueKind::kText)
        return fail(ErrorKind::kUsage, "a property of this kind cannot be ordered");
    return quoted_json(typed);
}

Result<OrderId> OrderDesk::propose(SourceId source, DeviceOrder order, UtcTime now) {
    if (!policy_.are_enabled)
        return fail(ErrorKind::kDenied, "orders to devices are off: a person has to allow them");
    if (order.entity.empty() || order.property.empty() ||
        ordered_value(order.value).kind == twin::ValueKind::kNone) {
        return fail(ErrorKind::kUsage,
                    "an order says which property of which device gets which number, text or "
                    "true or false");
    }
    if (orders_.size() >= kOrdersMost) return fail(ErrorKind::kLimit, "too many orders in a run");
    OrderRecord& record = orders_.emplace_back();
    record.order = std::move(order);
    record.source = source;
    record.proposed_at = now;
    return OrderId{static_cast<std::uint32_t>(orders_.size() - 1)};
}

Result<DeviceOrder> OrderDesk::begin(OrderId id, std::string confirmed_by, UtcTime now) {
    OrderRecord& record = orders_[id.value];
    if (record.state != OrderState::kProposed)
        return fail(ErrorKind::kUsage, "an order that does not wait to be confirmed");
    if (confirmed_by.empty()) return fail(ErrorKind::kUsage, "an order is confirmed by somebody");
    record.confirmed_by = std::move(confirmed_by);
    record.sent_at = now;
    record.state = OrderState::kSending;
    return record.order;
}

void OrderDesk::end_sending(OrderId id, const Result<void>& sent, UtcTime now) {
    OrderRecord& record = orders_[id.value];
    // It may have been seen done before the platform's answer came.
    if (record.state != OrderState::kSending) return;
    record.state = sent ? OrderState::kSent : OrderState::kFailed;
    if (sent) return;
    record.ended_at = now;
    record.problem = sent.error().message;
}

Result<void> OrderDesk::confirm(OrderId id, std::string confirmed_by, const SendOrder& send,
                                UtcTime now) {
    const auto order = begin(id, std::move(confirmed_by), now);
    if (!order) return fail(order.error());
    auto sent = send(*order);
    end_sending(id, sent, now);
    return sent;
}

void OrderDesk::withdraw(OrderId id, UtcTime now) {
    OrderRecord& record = orders_[id.value];
    if (record.state != OrderState::kProposed) return;
    record.state = OrderState::kWithdrawn;
    record.ended_at = now;
}

std::size_t OrderDesk::observe(const twin::TwinStore& store, UtcTime now) {
    std::size_t ended = 0;
    for (OrderRecord& record : orders_) {
        if (record.state != OrderState::kSent && record.state != OrderState::kSending) continue;
        const double waited_s =
            static_cast<double>(now.microseconds - record.sent_at.microseconds) * 1e-6;
        if (is_seen(store, record)) {
            record.state = OrderState::kObserved;
        } else if (waited_s > policy_.observed_within_s) {
            record.state = OrderState::kUnobserved;
            record.problem = "the device was not seen to do it";
        } else {
            continue;
        }
        record.ended_at = now;
        ++ended;
    }
    return ended;
}

net::HttpRequest order_request(const PollAddress& address, const DeviceOrder& order) {
    net::HttpRequest request;
    request.method = "PATCH";
    request.url = address.url.substr(0, address.url.find('?')) + "/" +
                  net::percent_encoded(order.entity) + "/attrs/" +
                  net::percent_encoded(order.property);
    request.body = R"({"type":"Property","value":)" + order.value + "}";
    request.headers.push_back("Content-Type: application/json");
    if (!address.tenant.empty()) request.headers.push_back("NGSILD-Tenant: " + address.tenant);
    return request;
}

SendOrder send_by_patch(PollAddress address, std::string bearer, net::HttpTransport& transport) {
    return [address = std::move(address), bearer = std::move(bearer),
            &transport](const DeviceOrder& order) -> Result<void> {
        net::HttpRequest request = order_request(address, order);
        if (!bearer.empty()) request.headers.push_back("Authorization: Bearer " + bearer);
        std::promise<Result<net::HttpResponse>> promise;
        auto answer = promise.get_future();
        transport.fetch(std::move(request), [&promise](Result<net::HttpResponse> response) {
            promise.set_value(std::move(response));
        });
        const auto taken = answer.get();
        if (!taken) return fail(taken.error());
        // Several attributes may have been asked for; 207 says that not all were taken.
        if (taken->status == 207) return fail(ErrorKind::kDenied, "the broker did not take it");
        return {};
    };
}

SendOrder send_by_mqtt(MqttPublisher& publisher, std::string topic) {
    return [&publisher, topic = std::move(topic)](const DeviceOrder& order) -> Result<void> {
        const std::string filled = filled_topic(topic, order);
        if (filled.find_first_of("+#") != std::string::npos)
            return fail(ErrorKind::kUsage, "an order to more than one topic: " + filled);
        auto sent = publisher.publish(filled, as_bytes(order.value), false, kSending_s);
        if (!sent) return sent;
        return publisher.flush(kSending_s);
    };
}

}  // namespace belvedere::feed
