// SPDX-License-Identifier: Apache-2.0
// Decodes text for tests, and finds what came out of it.
#pragma once

#include <string>
#include <string_view>

#include "engine/feed/decoder.hpp"
#include "engine/feed/ngsi_ld_decoder.hpp"
#include "engine/twin/name_pool.hpp"

namespace belvedere::feed {

inline constexpr UtcTime kReceived{1'700'000'000'000'000};

// A batch that can be asked by entity and property.
struct Decoded {
    twin::ObservationBatch batch;

    [[nodiscard]] std::string_view text(twin::TextRange range) const { return batch.text(range); }
    // The n-th value of a property, by its expanded or its short name; null when there is none.
    [[nodiscard]] const twin::Observation* find(std::string_view property,
                                                std::size_t nth = 0) const {
        for (const twin::Observation& one : batch.observations()) {
            const std::string_view name = batch.text(one.property);
            if (name != property && twin::short_name(name) != property) continue;
            if (nth-- == 0) return &one;
        }
        return nullptr;
    }
    [[nodiscard]] std::string_view entity(std::size_t index = 0) const {
        return batch.text(batch.updates().at(index).entity);
    }
    [[nodiscard]] std::string_view type(std::size_t index = 0) const {
        return batch.text(batch.updates().at(index).type);
    }
};

inline Decoded decode(Decoder& decoder, std::string_view payload, std::string_view topic = {}) {
    Decoded decoded;
    MessageInfo info;
    info.received_at = kReceived;
    info.topic = topic;
    decoder.decode(as_bytes(payload), info, decoded.batch);
    return decoded;
}

inline Decoded decode_ngsi_ld(std::string_view payload) {
    ContextRegistry contexts;
    NgsiLdDecoder decoder(contexts);
    return decode(decoder, payload);
}

}  // namespace belvedere::feed
