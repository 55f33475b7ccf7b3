// SPDX-License-Identifier: Apache-2.0
// The twins as something that is drawn wants them: flat, by value, at one moment.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/twin/twin_query.hpp"

namespace belvedere::twin {

struct SnapshotRequest {
    AsOf as_of;            // What the playhead is at.
    UtcTime now;           // What ages and states are judged by; the playhead's own time.
    std::string property;  // The one whose value is shown; empty for none.
    NameId type;           // Only entities of this type; none for all.
};

// One twin to be drawn. Plain data: it can cross to another thread and outlives the store.
struct TwinMark {
    EntityId entity;
    NameId type;
    TwinState state = TwinState::kLost;
    bool has_value = false;
    Position position;
    double number = 0.0;  // Of the asked property, in `unit`; numbers and booleans.
    UnitId unit;
    QualityFlags quality;  // Of that value.
    UtcTime observed_at;   // Of that value; without one, of the entity's newest.
};

// All twins with a position, and how many have none: those are listed, never dropped.
struct Snapshot {
    std::vector<TwinMark> marks;
    std::vector<EntityId> without_position;
    std::uint64_t change = 0;  // ChangeLog number that it includes; ask the log for what follows.
};

// About 100 ns an entity for the present. Entities that were deleted, or not yet known, are left
// out. The owner of the store calls it.
[[nodiscard]] Snapshot take_snapshot(const TwinStore& store, const SnapshotRequest& request);

// Brings a snapshot of the same request up to date by what changed since: work for changed entities
// only. States that time alone changes stay as they were; take a new snapshot once a second.
void update_snapshot(const TwinStore& store, const SnapshotRequest& request, Snapshot& snapshot);

}  // namespace belvedere::twin
