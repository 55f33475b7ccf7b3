// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/unit_changes.hpp"

#include <algorithm>

namespace belvedere::twin {

UnitChanges::UnitChanges(const TwinStore& store) : store_(store), next_(store.unit_log().next()) {}

std::vector<SeriesId> UnitChanges::advance() {
    std::vector<SeriesId> added;
    if (store_.unit_log().next() == next_) return added;
    const std::uint64_t first = next_;
    const Changes changes = store_.unit_log().since(first);
    next_ = changes.next;
    // What the log no longer has.
    unlisted_ += changes.next - first - changes.changes.size();
    // Of sources that are gone.
    std::erase_if(open_,
                  [this](const auto& each) { return !store_.series(each.first).entity.valid(); });
    for (const Change& change : changes.changes) {
        const SeriesRecord& series = store_.series(change.series);
        if (!series.entity.valid()) continue;
        if (const auto known = open_.find(change.series); known != open_.end()) {
            ++known->second.times;
            continue;
        }
        if (open_.size() >= limits::kUnitChangesKept) {
            ++unlisted_;
            continue;
        }
        UnitChange& one = open_[change.series];
        one.series = change.series;
        one.entity = change.entity;
        one.source = SourceId{store_.entities()[change.entity].source};
        one.before = change.unit_before;
        one.since = series.observed_at;
        added.push_back(change.series);
    }
    for (const Change& change : changes.changes) {
        const auto known = open_.find(change.series);
        if (known == open_.end()) continue;
        UnitChange& one = known->second;
        one.now = store_.series(change.series).unit;
        one.is_comparable =
            convert(store_.units().unit(one.before), store_.units().unit(one.now), 1.0).has_value();
    }
    return added;
}

const UnitChange* UnitChanges::find(SeriesId series) const {
    const auto found = open_.find(series);
    return found == open_.end() ? nullptr : &found->second;
}

std::size_t UnitChanges::open_of(SourceId source) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        open_, [source](const auto& each) { return each.second.source == source; }));
}

bool UnitChanges::acknowledge(SeriesId series) {
    return open_.erase(series) > 0;
}

std::size_t UnitChanges::acknowledge_all(SourceId source) {
    return std::erase_if(open_,
                         [source](const auto& each) { return each.second.source == source; });
}

std::size_t UnitChanges::acknowledge_all() {
    const std::size_t count = open_.size();
    open_.clear();
    return count;
}

}  // namespace belvedere::twin
