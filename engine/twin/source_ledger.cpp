// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_ledger.hpp"

namespace belvedere::twin {

void SourceLedger::reject_update(const Rejection& rejection) {
    ++updates.received;
    ++updates.rejected;
    keep(rejection.reason, rejection.sample);
}

void SourceLedger::reject_observation(std::string_view reason, std::string_view sample) {
    ++observations.rejected;
    keep(reason, sample);
}

void SourceLedger::reject_unlisted(std::uint64_t count) {
    if (count == 0) return;
    updates.received += count;
    updates.rejected += count;
    reasons["other reasons"] += count;
}

void SourceLedger::drop_updates(std::uint64_t count) {
    updates.received += count;
    updates.dropped += count;
}

void SourceLedger::keep(std::string_view reason, std::string_view sample) {
    const auto known = reasons.find(reason);
    if (known != reasons.end()) {
        ++known->second;
    } else if (reasons.size() < limits::kRejectionReasons) {
        reasons.emplace(reason, 1);
    } else {
        ++reasons["other reasons"];
    }
    samples.push_back({std::string(reason), sample_of(sample)});
    if (samples.size() > limits::kRejectionSamples) samples.pop_front();
}

void SourceLedger::withhold(std::string_view property) {
    const auto known = withheld_names.find(property);
    if (known != withheld_names.end()) {
        ++known->second;
        return;
    }
    const bool has_room = withheld_names.size() < limits::kRejectionReasons;
    ++withheld_names[has_room ? std::string(property) : std::string("...")];
}

}  // namespace belvedere::twin
