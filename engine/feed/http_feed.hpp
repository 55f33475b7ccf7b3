// SPDX-License-Identifier: Apache-2.0
// Live values from servers that are asked: NGSI-LD, SensorThings, GTFS-Realtime over HTTP.
#pragma once

#include <functional>
#include <memory>

#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/net/http_transport.hpp"

namespace belvedere::feed {

// Asks for everything, then every period again: NGSI-LD for what was modified since (with a minute
// of overlap, because clocks differ), every tenth time for everything; the others for their newest
// values. Where nothing is live, nothing can have been missed: what asking brings is no repair.
// Pages are followed to the end (Link rel="next", else by offset; @iot.nextLink, also that of the
// Datastreams inside a Thing), within
// limits::kPages and at the server that was named (page_link.hpp); where some are left unread, the
// feed goes on and its health's sentence says so.
// An answer that is everything tells what is no longer there (listing.hpp): it is deleted or lost.
// With `notify` an NGSI-LD broker is asked for everything once, then subscribed to, then asked
// every period for what was modified: what its notifications had not brought is counted as
// repaired. Of that the last two seconds are left out, because a notification may still be under
// way. The subscription is renewed, and taken back at the end; without one it is asked as before.
// With `notify` of a SensorThings service its Observations come over MQTT as well, each at once to
// the series that asking brings. Nothing counts as repaired there: an answer does not say whether
// what is new in it is under way.
// What fails for now is tried again with back-off; a refusal (401, 403, certificate) ends the feed.
// One thread, beside the transport's own.
class HttpFeed final : public Feed {
  public:
    // The transport belongs to the feed alone (net::HttpClient says why).
    [[nodiscard]] static Result<std::unique_ptr<HttpFeed>> open(
        const PollAddress& address, const DecoderOptions& decoder,
        std::unique_ptr<net::HttpTransport> transport);
    ~HttpFeed() override;
    [[nodiscard]] FeedHealth health() const override;
    [[nodiscard]] bool try_take(FeedBatch& batch) override;
    void set_wake(std::function<void()> wake) override;

  private:
    struct State;
    explicit HttpFeed(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
