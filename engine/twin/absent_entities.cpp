// SPDX-License-Identifier: Apache-2.0
// How a store learns that entities are no longer there, though nobody says so.
#include <utility>

#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

void TwinStore::note_absent(SourceId source, const Roster& roster) {
    const bool deletes = roster.absence == Absence::kDeleted;
    for (std::uint32_t i = 0; i < entities_.size(); ++i) {
        const EntityId id{i};
        const EntityRecord& seen = std::as_const(entities_)[id];
        if (seen.is_forgotten || seen.source != source.value) continue;
        if (seen.last_received_at >= roster.since || seen.is_deleted) continue;
        if (!deletes && seen.is_lost) continue;
        EntityRecord& entity = entities_[id];
        entity.is_absent = true;
        (deletes ? entity.is_deleted : entity.is_lost) = true;
        changes_.add({id, {}, deletes ? ChangeKind::kDeleted : ChangeKind::kLost});
        ++ledger(source).absent;
    }
}

void TwinStore::note_present(EntityId id) {
    EntityRecord& entity = entities_[id];
    entity.is_absent = entity.is_deleted = entity.is_lost = false;
    // What it said before may be all that it says.
    changes_.add({id, entity.first_series, ChangeKind::kValue});
}

}  // namespace belvedere::twin
