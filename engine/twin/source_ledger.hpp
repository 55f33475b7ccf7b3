// SPDX-License-Identifier: Apache-2.0
// What became of everything a source sent: nothing is lost without a count.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/twin/observation.hpp"

namespace belvedere::twin {

// Numbers of one kind of thing: updates, or single observations. At any time
// received = applied + duplicate + late + rejected + dropped + withheld.
struct FlowCounts {
    std::uint64_t received = 0;
    std::uint64_t applied = 0;    // Became the newest value.
    std::uint64_t duplicate = 0;  // Was known: same series, time and value.
    std::uint64_t late = 0;       // A newer one was known; kept in the history.
    std::uint64_t rejected = 0;   // Could not be read, or is no value.
    std::uint64_t dropped = 0;    // Came faster than it could be taken.
    std::uint64_t withheld = 0;   // Personal data; observations only.

    [[nodiscard]] std::uint64_t accounted() const {
        return applied + duplicate + late + rejected + dropped + withheld;
    }
};

// The account of one source. A value; written by the thread that owns the store.
struct SourceLedger {
    FlowCounts updates;          // What messages said of entities.
    FlowCounts observations;     // Their single values; what was dropped unread is not among them.
    std::uint64_t repaired = 0;  // Of `applied`: missed live, found by asking again.
    std::uint64_t absent = 0;    // Entities that were not among all that the source has.
    std::uint64_t unit_changes = 0;
    std::uint64_t implausible = 0;
    std::uint64_t times_assumed = 0;
    std::uint64_t times_implausible = 0;
    // Least time from `observed_at` to `received_at`: transport at its fastest, plus how far the
    // source's clock is behind ours. Only with `has_delay`.
    double delay_least_s = 0.0;
    bool has_delay = false;
    UtcTime last_received_at;
    std::map<std::string, std::uint64_t, std::less<>> reasons;  // Why rejected, how often.
    std::deque<Rejection> samples;                              // The newest, oldest first.
    // Which personal properties were dropped, how often; beyond limits::kRejectionReasons together
    // under "...".
    std::map<std::string, std::uint64_t, std::less<>> withheld_names;

    // Counts a rejected update or message, and keeps its sample.
    void reject_update(const Rejection& rejection);
    // Counts an observation that is rejected within an update.
    void reject_observation(std::string_view reason, std::string_view sample);
    // Counts rejected updates of which nothing more is known.
    void reject_unlisted(std::uint64_t count);
    // Counts a personal value that was dropped, by the short name of its property.
    void withhold(std::string_view property);
    // Counts updates that were lost for want of room.
    void drop_updates(std::uint64_t count);

  private:
    void keep(std::string_view reason, std::string_view sample);
};

}  // namespace belvedere::twin
