// SPDX-License-Identifier: Apache-2.0
// What an NGSI-LD broker sends by itself, over MQTT or to an address on this machine. Private to
// the module.
#pragma once

#include <memory>

#include "engine/core/result.hpp"
#include "engine/feed/decoder.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/ngsi_ld_subscription.hpp"

namespace belvedere::feed {

struct NotificationChannel {
    std::unique_ptr<Feed> feed;
    NotificationEndpoint endpoint;
};

// `notify` is mqtt[s]://broker/topic?options (as MqttAddress has them), "http" for a free port of
// this machine or "http:PORT". kUsage, kDevice.
[[nodiscard]] Result<NotificationChannel> open_notifications(const std::string& notify,
                                                             std::unique_ptr<Decoder> decoder);

}  // namespace belvedere::feed
