// SPDX-License-Identifier: Apache-2.0
// What the URL of a feed over HTTP says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::feed {

enum class PollProtocol : std::uint8_t { kNgsiLd, kSensorThings, kGtfsRealtime };

// ngsi-ld+http[s]://host/ngsi-ld/v1?type=..., sta+http[s]://host/v1.1 or gtfs-rt+http[s]://...:
// what to ask and how often. Of the query `poll` (seconds), `secret` (of a bearer token), `notify`
// and, of NGSI-LD, `tenant` and `context` are ours; everything else goes to the server.
struct PollAddress {
    PollProtocol protocol = PollProtocol::kNgsiLd;
    std::string url;  // http or https, to the collection; without our own options.
    double period_s = limits::kPollDefault_s;
    std::string tenant;
    std::string context;  // URL of the JSON-LD context to ask in.
    // Where the broker is to send what changes (open_notifications()), or where a SensorThings
    // service publishes it (things_channel.hpp). Empty: it is asked.
    std::string notify;
    std::string secret;  // Names the token that is sent as "Authorization: Bearer": see secret.hpp.
};

// kUsage with what is wrong.
[[nodiscard]] Result<PollAddress> parse_poll_address(std::string_view url);

// The URL of the first page. Of NGSI-LD only what was modified from then until then, each unless it
// is zero.
[[nodiscard]] std::string first_page(const PollAddress& address, UtcTime modified_since,
                                     UtcTime modified_until = {});

// The target of the link whose rel is "next" in a Link field (RFC 8288); empty without one.
[[nodiscard]] std::string next_of_link(std::string_view link);

}  // namespace belvedere::feed
