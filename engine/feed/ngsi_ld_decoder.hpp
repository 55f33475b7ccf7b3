// SPDX-License-Identifier: Apache-2.0
// NGSI-LD and NGSIv2 payloads.
#pragma once

#include <memory>

#include "engine/feed/context.hpp"
#include "engine/feed/decoder.hpp"

namespace belvedere::feed {

// ETSI GS CIM 009 V1.9: entities one or many, notifications ({metadata, body} over MQTT as well),
// normalized, concise and simplified, temporal (evolution, temporalValues, aggregated), GeoJSON
// features, expanded JSON-LD; all attribute kinds; instances by datasetId; deletion by deletedAt
// and "urn:ngsi-ld:null". FIWARE NGSIv2, normalized and key-values, is recognised by its forms.
//
// Property and type names are expanded by the payload's @context, else the message's Link, else
// the core context; Quality::kContextUnknown marks names whose context is not known here. Without
// an observedAt of its own a value takes the entity's time (dateObserved and the like, else
// modifiedAt), else none. A LanguageProperty is JSON text of all its languages; a vocabulary term
// is expanded. NGSIv2 names are left as they are: they have no context.
class NgsiLdDecoder final : public Decoder {
  public:
    // The registry outlives the decoder and belongs to the same thread.
    explicit NgsiLdDecoder(ContextRegistry& contexts);
    ~NgsiLdDecoder() override;
    void decode(ByteView payload, const MessageInfo& info, twin::ObservationBatch& batch) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
