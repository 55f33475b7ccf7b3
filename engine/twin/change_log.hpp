// SPDX-License-Identifier: Apache-2.0
// What changed in the store, in order, for those who follow it: alarms, snapshots, panels.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/twin/ids.hpp"
#include "engine/twin/limits.hpp"

namespace belvedere::twin {

enum class ChangeKind : std::uint8_t {
    kEntityAdded,
    kValue,      // A series has a newer value.
    kLateValue,  // A series has an older value more.
    kUnit,       // A series' unit changed; the value's own kValue follows.
    kDeleted,    // The entity or the property no longer exists.
    kDispute,    // The entity became disputed, or is no more.
    kLost,       // The source says that the entity has fallen silent.
    kForgotten,  // A source was forgotten, whose entities are not named: whoever holds on to
                 // entities looks which of them still are (EntityRecord::is_forgotten).
};

struct Change {
    EntityId entity;
    SeriesId series;  // None where the entity as a whole changed.
    ChangeKind kind = ChangeKind::kValue;
    UnitId unit_before = {};  // Of kUnit: what the values before are in.
};

// Changes since a number that the reader had last.
struct Changes {
    std::vector<Change> changes;
    std::uint64_t next = 0;   // To ask with the next time.
    bool is_complete = true;  // Otherwise some are forgotten: read the store as a whole.
};

// A ring of the last limits::kChangesKept changes. Readers keep their own place in it.
class ChangeLog {
  public:
    void add(Change change);
    [[nodiscard]] Changes since(std::uint64_t number) const;
    [[nodiscard]] std::uint64_t next() const { return next_; }

  private:
    std::vector<Change> ring_;
    std::uint64_t next_ = 0;
};

}  // namespace belvedere::twin
