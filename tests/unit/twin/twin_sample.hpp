// SPDX-License-Identifier: Apache-2.0
// Short ways to make observations, for tests of the store.
#pragma once

#include <string_view>

#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

constexpr std::int64_t kSecond_us = 1'000'000;
// A moment after 2000, so that its time can be believed.
constexpr UtcTime at_second(std::int64_t seconds) {
    return {1'600'000'000 * kSecond_us + seconds * kSecond_us};
}

inline Observation number_of(ObservationBatch& batch, std::string_view property, double number,
                             UtcTime observed_at, std::string_view unit = {}) {
    Observation observation;
    observation.property = batch.add_text(property);
    observation.unit = batch.add_text(unit);
    observation.kind = ValueKind::kNumber;
    observation.number = number;
    observation.observed_at = observed_at;
    return observation;
}

inline Observation text_of(ObservationBatch& batch, std::string_view property,
                           std::string_view text, UtcTime observed_at) {
    Observation observation;
    observation.property = batch.add_text(property);
    observation.text = batch.add_text(text);
    observation.kind = ValueKind::kText;
    observation.observed_at = observed_at;
    return observation;
}

inline Observation place_of(ObservationBatch& batch, double longitude_deg, double latitude_deg,
                            UtcTime observed_at) {
    Observation observation;
    observation.property = batch.add_text("location");
    observation.kind = ValueKind::kPosition;
    observation.position.longitude_deg = longitude_deg;
    observation.position.latitude_deg = latitude_deg;
    observation.observed_at = observed_at;
    return observation;
}

// One number of one entity, received when it was observed unless said.
struct OneNumber {
    std::string_view entity = "urn:a";
    std::string_view property = "temperature";
    double number = 0.0;
    std::int64_t observed_s = 0;
    std::int64_t received_s = -1;
    std::string_view unit = "CEL";
};
inline void append(TwinStore& store, SourceId source, const OneNumber& one,
                   BatchOrigin origin = BatchOrigin::kStream) {
    ObservationBatch batch;
    batch.received_at = at_second(one.received_s < 0 ? one.observed_s : one.received_s);
    batch.begin_update(one.entity, "Sensor");
    batch.add(number_of(batch, one.property, one.number, at_second(one.observed_s), one.unit));
    store.append(source, batch, origin);
}

}  // namespace belvedere::twin
