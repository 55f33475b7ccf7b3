// SPDX-License-Identifier: Apache-2.0
// Sparkplug B: industrial devices over MQTT.
#pragma once

#include <memory>

#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

// Eclipse Sparkplug 3.0 over spBv1.0/group/TYPE/edge[/device]. A silent observer: it asks for no
// rebirth. An entity is an edge node or a device ("group/edge/device"); a metric is a property. An
// alias has a meaning only after the birth that gave it: data by an alias before a birth is
// rejected as awaiting one. A death makes all metrics of the node and its devices deleted. Unsigned
// storage of signed types is turned back; is_historical marks the value, is_null is a fault, and
// the engineering unit ("engUnit", "units") of a birth holds for the data after it.
class SparkplugDecoder final : public Decoder {
  public:
    SparkplugDecoder();
    ~SparkplugDecoder() override;
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
