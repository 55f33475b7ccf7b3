// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/snapshot.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace belvedere::twin {
namespace {

bool is_wanted(const TwinStore& store, const SnapshotRequest& request, EntityId id) {
    const EntityRecord& entity = store.entities()[id];
    if (request.type.valid() && entity.type != request.type) return false;
    return !entity.is_deleted && entity.first_series.valid();
}

std::optional<TwinMark> mark_of(const TwinStore& store, const SnapshotRequest& request,
                                EntityId id) {
    const auto position = position_of(store, id, request.as_of);
    if (!position) return std::nullopt;
    const EntityRecord& entity = store.entities()[id];
    TwinMark mark;
    mark.entity = id;
    mark.type = entity.type;
    mark.position = *position;
    mark.state = state_of(store, id, request.now);
    mark.observed_at = entity.last_observed_at;
    if (request.property.empty()) return mark;
    const auto series = find_series(store, id, request.property);
    if (!series) return mark;
    const auto reading = latest_at(store, *series, request.as_of);
    if (!reading) return mark;
    mark.has_value = reading->kind == ValueKind::kNumber || reading->kind == ValueKind::kBoolean;
    mark.number = reading->number;
    mark.unit = reading->unit;
    mark.quality = reading->quality;
    mark.observed_at = reading->observed_at;
    return mark;
}

}  // namespace

Snapshot take_snapshot(const TwinStore& store, const SnapshotRequest& request) {
    Snapshot snapshot;
    snapshot.change = store.changes().next();
    for (std::uint32_t i = 0; i < store.entities().size(); ++i) {
        const EntityId id{i};
        if (!is_wanted(store, request, id)) continue;
        if (auto mark = mark_of(store, request, id)) {
            snapshot.marks.push_back(*mark);
        } else {
            snapshot.without_position.push_back(id);
        }
    }
    return snapshot;
}

void update_snapshot(const TwinStore& store, const SnapshotRequest& request, Snapshot& snapshot) {
    const Changes changes = store.changes().since(snapshot.change);
    const bool forgot = std::ranges::find(changes.changes, ChangeKind::kForgotten, &Change::kind) !=
                        changes.changes.end();
    if (!changes.is_complete || forgot) {
        snapshot = take_snapshot(store, request);
        return;
    }
    snapshot.change = changes.next;
    std::unordered_set<EntityId> changed;
    for (const Change& change : changes.changes)
        changed.insert(change.entity);
    for (const EntityId id : changed) {
        // Both lists are in the order of entities, as they were taken.
        const auto mark = std::ranges::lower_bound(snapshot.marks, id, {}, &TwinMark::entity);
        const bool is_marked = mark != snapshot.marks.end() && mark->entity == id;
        auto fresh = is_wanted(store, request, id) ? mark_of(store, request, id) : std::nullopt;
        const auto unplaced = std::ranges::lower_bound(snapshot.without_position, id);
        const bool is_unplaced = unplaced != snapshot.without_position.end() && *unplaced == id;
        const bool stays_unplaced = !fresh && is_wanted(store, request, id);
        if (is_marked && fresh) {
            *mark = *fresh;
        } else if (is_marked) {
            snapshot.marks.erase(mark);
        } else if (fresh) {
            snapshot.marks.insert(mark, *fresh);
        }
        if (is_unplaced && !stays_unplaced) snapshot.without_position.erase(unplaced);
        if (!is_unplaced && stays_unplaced) snapshot.without_position.insert(unplaced, id);
    }
}

}  // namespace belvedere::twin
