// SPDX-License-Identifier: Apache-2.0
// AlarmBoard: numbers that come in another unit than those before.
#include <algorithm>

#include "engine/indicator/alarm_board.hpp"
#include "engine/indicator/limits.hpp"

namespace belvedere::indicator {

void AlarmBoard::take_unit_changes() {
    if (store_.unit_log().next() == unit_change_) return;
    const twin::Changes changes = store_.unit_log().since(unit_change_);
    unit_change_ = changes.next;
    for (const twin::Change& change : changes.changes) {
        const twin::SeriesRecord& series = store_.series(change.series);
        if (!series.entity.valid()) continue;
        for (const std::uint32_t at : index_.rules_for(series.property)) {
            ReadyRule& ready = index_.rules()[at];
            if (ready.rule.kind != AlarmKind::kUnit) continue;
            if (!is_in_scope(store_, ready.rule.scope, change.entity)) continue;
            if (ready.right_units.contains(change.series)) continue;  // Of the first change.
            if (ready.right_units.size() >= limits::kAlarmsOpen) {
                ++suppressed_;
                continue;
            }
            ready.right_units.emplace(change.series, change.unit_before);
        }
    }
    // Of sources that are gone.
    for (ReadyRule& ready : index_.rules()) {
        std::erase_if(ready.right_units, [this](const auto& each) {
            return !store_.series(each.first).entity.valid();
        });
    }
}

void AlarmBoard::tell_units(const Key& key, const Track& track, Alarm& alarm) {
    alarm.property = std::string(store_.names().text(store_.series(key.series).property));
    alarm.unit = std::string(store_.units().unit(track.unit).symbol);
    const ReadyRule* ready = index_.find(key.rule);
    if (ready == nullptr) return;
    const auto right = ready->right_units.find(key.series);
    if (right != ready->right_units.end())
        alarm.unit_before = std::string(store_.units().unit(right->second).symbol);
}

void AlarmBoard::accept_unit(const Alarm& alarm) {
    const auto track = std::ranges::find_if(
        tracks_, [&alarm](const auto& each) { return each.second.alarm == alarm.number; });
    if (track == tracks_.end()) return;
    if (ReadyRule* ready = index_.find(track->first.rule); ready != nullptr)
        ready->right_units.erase(track->first.series);
    tracks_.erase(track);
    clear(alarm.number, alarm.acknowledged_at);
}

}  // namespace belvedere::indicator
