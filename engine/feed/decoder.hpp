// SPDX-License-Identifier: Apache-2.0
// The seam between how bytes arrive and what they mean.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/twin/observation.hpp"

namespace belvedere::feed {

// What is known of a message beside its bytes.
struct MessageInfo {
    UtcTime received_at;
    std::string_view topic;         // MQTT topic, or path of a URL; empty where there is none.
    std::string_view link_context;  // URL of the JSON-LD context that came in a header.
    bool is_retained = false;       // The broker kept it from before the connection.
    std::string_view parent;        // Id of the entity whose parts these are; empty: they say it.
};

// Turns payloads of one format into observations. What it gives depends on the bytes, the info and,
// where the format says so (Sparkplug's births), on the messages before. It keeps working memory,
// so one thread uses one. Never fails as a whole: what cannot be read is a Rejection in the batch,
// with a reason and a sample, and costs one message, entity or value.
class Decoder {
  public:
    virtual ~Decoder() = default;
    virtual void decode(ByteView payload, const MessageInfo& info,
                        twin::ObservationBatch& batch) = 0;
};

}  // namespace belvedere::feed
