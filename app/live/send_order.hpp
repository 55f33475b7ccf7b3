// SPDX-License-Identifier: Apache-2.0
// How an order gets to the platform of a feed.
#pragma once

#include <string>

#include "engine/core/result.hpp"
#include "engine/feed/device_order.hpp"

namespace belvedere::live {

// Whether the devices of a feed take orders: those of ngsi-ld+http[s]:// by PATCH, those of
// mqtt[s]:// where the URL has the option `order`, a topic with {id} and {property} in it. kDenied
// with why not; reads no secret.
[[nodiscard]] Result<void> can_order(const std::string& url);

// Sends it, over a connection of its own, and waits until the platform has taken it or 20 s have
// passed. Blocks: for a thread that may. kDenied as above, else what sending suffered from.
[[nodiscard]] Result<void> send_order(const std::string& url, const feed::DeviceOrder& order);

}  // namespace belvedere::live
