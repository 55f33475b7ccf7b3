// SPDX-License-Identifier: Apache-2.0
// Orders to devices: off unless a person turned them on, sent when a person confirmed, done when
// the device was seen to do it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/net/http_transport.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::feed {

class MqttPublisher;

// One property of one device is to have a value.
struct DeviceOrder {
    std::string entity;    // Its id as the source has it.
    std::string property;  // Expanded name.
    std::string value;     // JSON: a number, a text, true or false.
};

// Where an order is:
//   kProposed -> kSending -> kSent -> kObserved
//            |           |        `-> kUnobserved (not seen in time; it may still happen)
//            |           `-> kFailed (it could not be sent, so nothing happened)
//            `-> kWithdrawn
enum class OrderState : std::uint8_t {
    kProposed,    // It waits for a person.
    kSending,     // A person confirmed it; the platform has not answered yet.
    kSent,        // The platform took it; nothing is known of the device.
    kObserved,    // The source said afterwards that the property has the value.
    kUnobserved,  // The source did not say so in time.
    kFailed,      // It was not taken; `problem` says why.
    kWithdrawn,   // The person said no.
};

// "proposed", "sending", "sent", "observed", "unobserved", "failed", "withdrawn".
[[nodiscard]] std::string_view name_of(OrderState state);

// What a person typed as the JSON of a value of that kind: a number with a point or a comma, "true"
// or "false", or a text as it is. kUsage for what is none, or a kind that cannot be ordered.
[[nodiscard]] Result<std::string> order_json(std::string_view typed, twin::ValueKind kind);

using OrderId = Id<struct OrderTag>;

struct OrderRecord {
    DeviceOrder order;
    SourceId source;
    OrderState state = OrderState::kProposed;
    std::string confirmed_by;
    UtcTime proposed_at, sent_at, ended_at;
    std::string problem;
};

// Sends an order by the means of its platform, and waits until it is taken.
using SendOrder = std::function<Result<void>(const DeviceOrder& order)>;

struct OrderPolicy {
    bool are_enabled = false;  // Nothing can even be proposed otherwise.
    double observed_within_s = 60.0;
};

// Keeps all orders of a run, at most kOrdersMost, in the order they were proposed. One thread, that
// of the store.
class OrderDesk {
  public:
    static constexpr std::size_t kOrdersMost = 10'000;
    explicit OrderDesk(OrderPolicy policy = {}) : policy_(policy) {}

    // kDenied while orders are off; kUsage for a value that is none or an order of nothing; kLimit.
    [[nodiscard]] Result<OrderId> propose(SourceId source, DeviceOrder order, UtcTime now);
    // Whether anything can be proposed; what was before goes its way.
    void allow(OrderPolicy policy) { policy_ = policy; }
    [[nodiscard]] bool is_allowed() const { return policy_.are_enabled; }
    // In two steps, where sending must not hold up this thread: what a person, who is named, has
    // confirmed, to be sent once whatever comes of it; then what sending said. kUsage when it does
    // not wait or nobody is named.
    [[nodiscard]] Result<DeviceOrder> begin(OrderId id, std::string confirmed_by, UtcTime now);
    void end_sending(OrderId id, const Result<void>& sent, UtcTime now);
    // Sends what a person, who is named, has confirmed; once, whatever comes of it. kUsage when it
    // does not wait or nobody is named; else what sending said.
    [[nodiscard]] Result<void> confirm(OrderId id, std::string confirmed_by, const SendOrder& send,
                                       UtcTime now);
    void withdraw(OrderId id, UtcTime now);
    // Looks in the store for what was sent: to be called after values were taken in. How many
    // orders came to an end.
    std::size_t observe(const twin::TwinStore& store, UtcTime now);
    [[nodiscard]] const OrderRecord& order(OrderId id) const { return orders_[id.value]; }
    [[nodiscard]] std::size_t size() const { return orders_.size(); }

  private:
    OrderPolicy policy_;
    std::vector<OrderRecord> orders_;
};

// By NGSI-LD: PATCH .../entities/{id}/attrs/{property} (ETSI GS CIM 009, clause 6.7). Pure.
[[nodiscard]] net::HttpRequest order_request(const PollAddress& address, const DeviceOrder& order);
// `bearer` may be empty. The transport outlives the function.
[[nodiscard]] SendOrder send_by_patch(PollAddress address, std::string bearer,
                                      net::HttpTransport& transport);
// By MQTT: the value as payload at QoS 1, to `topic` with {id} and {property} filled in. The
// publisher outlives the function.
[[nodiscard]] SendOrder send_by_mqtt(MqttPublisher& publisher, std::string topic);

}  // namespace belvedere::feed
