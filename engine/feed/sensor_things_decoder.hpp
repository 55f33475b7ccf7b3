// SPDX-License-Identifier: Apache-2.0
// OGC SensorThings API payloads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

class DatastreamCatalogue;

// SensorThings 1.1 (OGC 18-088): Things with expanded Locations and Datastreams with their latest
// Observations, Datastreams alone, Observations alone (as MQTT sends them; the topic says of which
// Datastream), collections ({"value": [...]}), dataArray in both directions, deep inserts, and the
// bodies of a JSON batch request.
//
// A Thing is an entity, named by its @iot.selfLink, else "Things(id)"; a thing that is only about
// to be made has its name. A Datastream is a property: its ObservedProperty's name, else its own;
// the instance is the Datastream. Observations that come without their Thing are its all the same
// once the Thing has told of the Datastream, to this decoder or to another that shares the
// catalogue; until then they belong to an entity "Datastreams(id)". `unitOfMeasurement` gives the
// unit by symbol, definition or name, whichever is known first.
//
// A Thing of which only the first Datastreams are expanded says where the others are:
// more_streams(). What comes from there is decoded with MessageInfo::parent, its Thing.
class SensorThingsDecoder final : public Decoder {
  public:
    // Without a catalogue it keeps its own.
    explicit SensorThingsDecoder(std::shared_ptr<DatastreamCatalogue> catalogue = nullptr);
    ~SensorThingsDecoder() override;
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override;
    // Where the collection goes on ("@iot.nextLink"); empty when the last payload ended it.
    [[nodiscard]] const std::string& next_link() const;
    // A Thing's further Datastreams ("Datastreams@iot.nextLink").
    struct MoreStreams {
        std::string thing;  // Its entity's id.
        std::string link;
    };
    // Those of the last payload.
    [[nodiscard]] const std::vector<MoreStreams>& more_streams() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
