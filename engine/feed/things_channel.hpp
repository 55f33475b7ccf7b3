// SPDX-License-Identifier: Apache-2.0
// What a SensorThings service publishes over MQTT, beside being asked. Private to the module.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "engine/core/result.hpp"
#include "engine/feed/datastream_catalogue.hpp"
#include "engine/feed/mqtt_feed.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/feed/raw_messages.hpp"

namespace belvedere::feed {

// Follows the Observations of each Datastream that the catalogue knows, by a topic each
// (".../Datastreams(12)/Observations", OGC 18-088, section 14.2): what comes by topic does not say
// otherwise whose it is, and services need not know wildcards. One thread, the asking feed's.
class ThingsChannel {
  public:
    // The address's `notify` is mqtt[s]://broker[/PREFIX][?options]; without a prefix it is the
    // last part of the service's address ("v1.1"). One with a wildcard is subscribed to as it is,
    // alone. kUsage.
    [[nodiscard]] static Result<ThingsChannel> open(const PollAddress& address,
                                                    std::shared_ptr<DatastreamCatalogue> catalogue,
                                                    std::shared_ptr<RawMessages> raw);

    // To be handed on, once.
    [[nodiscard]] std::unique_ptr<Feed> take_feed() { return std::move(owned_); }
    // Subscribes to what the catalogue has come to know; the feed must live. At most
    // limits::kDatastreamTopics: false when there are more.
    bool follow();

  private:
    std::shared_ptr<DatastreamCatalogue> catalogue_;
    std::unique_ptr<MqttFeed> owned_;
    MqttFeed* feed_ = nullptr;
    std::string prefix_;  // Empty: a wildcard of its own does it.
    std::size_t followed_ = 0;
};

}  // namespace belvedere::feed
