// SPDX-License-Identifier: Apache-2.0
// Where the buses are: GTFS-Realtime.
#pragma once

#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

// Vehicle positions of a GTFS-Realtime 2.0 FeedMessage. An entity is a vehicle: by vehicle.id, else
// by its trip; an entity with neither is rejected, because entity.id means nothing from one message
// to the next. Speed is in metres a second. Licence plates are not even read. Of a feed that is
// said to be whole (FULL_DATASET), who is missing is left to grow stale.
class GtfsRealtimeDecoder final : public Decoder {
  public:
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override;
};

}  // namespace belvedere::feed
