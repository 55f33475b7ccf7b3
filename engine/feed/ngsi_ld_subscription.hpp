// SPDX-License-Identifier: Apache-2.0
// A subscription at an NGSI-LD broker: made, kept alive, taken back. Private to the module.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/net/http_transport.hpp"

namespace belvedere::feed {

// Where a broker is to send notifications, as it has to be told.
struct NotificationEndpoint {
    std::string uri;           // http://127.0.0.1:... or mqtt[s]://host:port/topic.
    std::string mqtt_version;  // "mqtt5.0" or "mqtt3.1.1"; empty over HTTP.
    int qos = 0;
};

// How much is asked for: older brokers know neither triggers nor sysAttrs.
enum class SubscriptionForm { kFull, kPlain };

// The document of a subscription to what the address asks for: types, ids, attributes, q, place and
// scope of its query (ETSI GS CIM 009, clause 5.2.12), normalized, until `expires_at`. Pure.
[[nodiscard]] std::string subscription_document(const PollAddress& address,
                                                const NotificationEndpoint& endpoint,
                                                SubscriptionForm form, UtcTime expires_at);

// The URL of the subscriptions beside a collection of entities.
[[nodiscard]] std::string subscriptions_url(const PollAddress& address);

// Keeps one subscription. It ends by itself ten minutes after the last keep(), so that a program
// that dies leaves nothing behind. One thread.
class SubscriptionKeeper {
  public:
    // Sends a request and waits for the answer.
    using Send = std::function<Result<net::HttpResponse>(net::HttpRequest)>;
    SubscriptionKeeper(PollAddress address, NotificationEndpoint endpoint, Send send);

    // Makes the subscription when there is none, renews it when half its time is over; to be called
    // now and then. The broker's refusal, of which one may ask again.
    [[nodiscard]] Result<void> keep(UtcTime now);
    // Takes it back.
    void end();
    [[nodiscard]] bool is_live() const { return !url_.empty(); }

  private:
    [[nodiscard]] Result<void> make(UtcTime now);

    PollAddress address_;
    NotificationEndpoint endpoint_;
    Send send_;
    std::string url_;  // Of the subscription that was made.
    UtcTime renew_at_;
    SubscriptionForm form_ = SubscriptionForm::kFull;
};

}  // namespace belvedere::feed
