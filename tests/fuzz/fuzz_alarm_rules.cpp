// SPDX-License-Identifier: Apache-2.0
// Alarm rules as a project has them. What was read is written and read again as it was, and judges
// a device without harm.
#include <cstdlib>
#include <string_view>

#include "engine/indicator/alarm_board.hpp"
#include "engine/indicator/alarm_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto rules = indicator::parse_rules(text);
    if (!rules) return 0;
    // Members that a rule's kind does not use are not written, so the second writing counts.
    const std::string written = indicator::rules_to_json(*rules);
    const auto again = indicator::parse_rules(written);
    if (!again || indicator::rules_to_json(*again) != written) std::abort();

    twin::TwinStore store({.history_bytes = 1 << 16});
    const auto source = store.add_source({"fuzz", twin::SourceKind::kLive});
    twin::ObservationBatch batch;
    batch.received_at = {1'600'000'000'000'000};
    batch.begin_update("urn:a", "Sensor");
    twin::Observation number;
    number.property = batch.add_text("pm25");
    number.unit = batch.add_text("GQ");
    number.kind = twin::ValueKind::kNumber;
    number.number = 60.0;
    number.observed_at = batch.received_at;
    batch.add(number);
    store.append(*source, batch);
    indicator::AlarmBoard board(store);
    if (!board.set_rules(*rules, batch.received_at)) std::abort();
    (void)board.advance(batch.received_at);
    (void)board.advance({batch.received_at.microseconds + 1'000'000'000'000});
    return 0;
}
