// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/alarm_board.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/indicator/limits.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::indicator {
namespace {

UtcTime after(UtcTime time, double seconds) {
    return {time.microseconds + static_cast<std::int64_t>(seconds * 1e6)};
}

bool is_of_series(AlarmKind kind) {
    return kind == AlarmKind::kThreshold || kind == AlarmKind::kRate || kind == AlarmKind::kUnit;
}

// What changed of one series, and how often.
struct SeriesChanges {
    twin::EntityId entity;
    twin::SeriesId series;
    std::size_t count = 0;
};

// One entry a series, in the order they were met first.
std::vector<SeriesChanges> by_series(const std::vector<twin::Change>& changes) {
    std::vector<SeriesChanges> found;
    std::unordered_map<std::uint64_t, std::size_t> places;
    for (const twin::Change& change : changes) {
        // An entity alone has no values yet; a change of unit comes with its value.
        const bool is_told = change.kind == twin::ChangeKind::kValue ||
                             change.kind == twin::ChangeKind::kLateValue ||
                             change.kind == twin::ChangeKind::kDeleted;
        if (!is_told) continue;
        const std::uint64_t key =
            (std::uint64_t{change.entity.value} << 32U) | std::uint64_t{change.series.value};
        const auto [place, is_new] = places.try_emplace(key, found.size());
        if (is_new) found.push_back({change.entity, change.series, 0});
        ++found[place->second].count;
    }
    return found;
}

}  // namespace

AlarmBoard::AlarmBoard(const twin::TwinStore& store) : store_(store), table_(store) {
    change_ = store.changes().next();
    unit_change_ = store.unit_log().next();
}

Result<void> AlarmBoard::set_rules(const std::vector<AlarmRule>& rules, UtcTime now) {
    if (auto checked = check_rules(rules); !checked) return checked;
    std::vector<std::uint64_t> before;
    for (const ReadyRule& ready : index_.rules())
        before.push_back(ready.serial);
    index_.set(rules, store_, table_);
    for (const std::uint64_t serial : before) {
        if (index_.find(serial) == nullptr) end_all(serial, now);
    }
    const bool is_new = std::ranges::any_of(index_.rules(), &ReadyRule::needs_scan);
    if (is_new) scan_at_ = 0;
    return {};
}

std::vector<AlarmEvent> AlarmBoard::advance(UtcTime now) {
    take_changes(now);
    scan(now);
    meet_deadlines(now);
    forget_old();
    return std::exchange(events_, {});
}

std::optional<UtcTime> AlarmBoard::next_due() const {
    if (deadlines_.empty()) return std::nullopt;
    return deadlines_.top().at;
}

void AlarmBoard::take_changes(UtcTime now) {
    take_unit_changes();
    if (index_.rules().empty()) {
        change_ = store_.changes().next();
        return;
    }
    const twin::Changes changes = store_.changes().since(change_);
    change_ = changes.next;
    if (!changes.is_complete) {
        for (ReadyRule& ready : index_.rules())
            ready.needs_scan = true;
        scan_at_ = 0;
    }
    const bool forgot = std::ranges::find(changes.changes, twin::ChangeKind::kForgotten,
                                          &twin::Change::kind) != changes.changes.end();
    if (forgot || !changes.is_complete) drop_forgotten(now);
    for (const SeriesChanges& change : by_series(changes.changes)) {
        const bool is_whole = !change.series.valid();
        const twin::NameId property =
            is_whole ? twin::NameId{} : store_.series(change.series).property;
        for (const std::uint32_t at : index_.rules_for(property)) {
            ReadyRule& ready = index_.rules()[at];
            if (!is_in_scope(store_, ready.rule.scope, change.entity)) continue;
            if (!is_whole && is_of_series(ready.rule.kind)) {
                judge_series(ready, change.series, change.count);
            } else {
                judge(ready, change.entity, now);
            }
        }
    }
}

void AlarmBoard::scan(UtcTime now) {
    if (!scan_at_) return;
    const std::size_t entities = store_.entities().size();
    const std::size_t end = std::min(entities, *scan_at_ + limits::kEntitiesAtOnce);
    for (std::uint32_t i = *scan_at_; i < end; ++i) {
        for (ReadyRule& ready : index_.rules()) {
            if (!ready.needs_scan || !ready.rule.is_on) continue;
            const twin::EntityId entity{i};
            if (is_in_scope(store_, ready.rule.scope, entity)) judge(ready, entity, now);
        }
    }
    scan_at_ = static_cast<std::uint32_t>(end);
    if (end < entities) return;
    scan_at_.reset();
    for (ReadyRule& ready : index_.rules())
        ready.needs_scan = false;
}

void AlarmBoard::judge(ReadyRule& ready, twin::EntityId id, UtcTime now) {
    const twin::EntityRecord& entity = store_.entities()[id];
    const Key key{ready.serial, id, {}};
    switch (ready.rule.kind) {
        case AlarmKind::kThreshold:
        case AlarmKind::kRate:
        case AlarmKind::kUnit:
            for (auto at = entity.first_series; at.valid(); at = store_.series(at).next) {
                if (ready.rule.property.empty() ||
                    has_name(store_, store_.series(at).property, ready.rule.property))
                    judge_series(ready, at, 1);
            }
            return;
        case AlarmKind::kAbsence:
            return judge_silence(ready, id, now);
        case AlarmKind::kZone:
            settle(ready.rule, key,
                   entity.is_deleted ? Judgement{.received_at = now}
                                     : judge_zone(store_, ready.rule, id));
            return;
        case AlarmKind::kExpression:
            return judge_expression(ready, id);
    }
}

void AlarmBoard::judge_series(ReadyRule& ready, twin::SeriesId id, std::size_t count) {
    const twin::SeriesRecord& series = store_.series(id);
    const Key key{ready.serial, series.entity, id};
    const twin::EntityRecord& entity = store_.entities()[series.entity];
    if (entity.is_deleted) {
        settle(ready.rule, key, {.received_at = entity.last_received_at});
        return;
    }
    std::vector<const twin::PastObservation*> values;
    const twin::PastObservation* past = store_.history().newest_of(id, series.last_in_history);
    for (; past != nullptr && values.size() < count; past = store_.history().before(*past))
        values.push_back(past);
    bool is_current = false;
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
        if ((*value)->quality.has(twin::Quality::kLate)) continue;
        ripen(ready.rule, key, (*value)->observed_at);
        const Judgement judgement = judge_one(ready, key, **value);
        settle(ready.rule, key, judgement);
        is_current = judgement.observed_at == series.observed_at;
    }
    // The newest may be before those, or forgotten.
    if (!is_current) {
        const twin::PastObservation newest = newest_value(store_, id);
        const bool is_none = newest.value.kind() == twin::ValueKind::kNone;
        settle(ready.rule, key, is_none ? Judgement{} : judge_one(ready, key, newest));
    }
    if (ready.rule.kind == AlarmKind::kUnit && !tracks_.contains(key)) ready.right_units.erase(id);
}

Judgement AlarmBoard::judge_one(const ReadyRule& ready, const Key& key,
                                const twin::PastObservation& value) const {
    if (ready.rule.kind != AlarmKind::kUnit)
        return judge_value(store_, ready.rule, value, standing(key));
    const auto right = ready.right_units.find(key.series);
    if (right != ready.right_units.end()) return judge_unit(value, right->second);
    return {.verdict = Verdict::kUnknown, .observed_at = value.observed_at};
}

void AlarmBoard::judge_silence(ReadyRule& ready, twin::EntityId id, UtcTime now) {
    const Key key{ready.serial, id, {}};
    if (ready.watched.size() <= id.value) ready.watched.resize(store_.entities().size());
    Judgement judgement = judge_absence(store_, ready.rule, id, now);
    if (judgement.verdict == Verdict::kUnknown) return;
    if (store_.entities()[id].is_deleted) judgement = {.received_at = now};
    if (judgement.verdict == Verdict::kNo) {
        const UtcTime due = std::exchange(judgement.observed_at, now);
        judgement.received_at = now;
        const bool is_gone = store_.entities()[id].is_deleted;
        if (!is_gone && !ready.watched[id.value]) deadlines_.push({due, key});
        ready.watched[id.value] = !is_gone;
    } else {
        ready.watched[id.value] = false;
    }
    settle(ready.rule, key, judgement);
}

void AlarmBoard::judge_expression(ReadyRule& ready, twin::EntityId id) {
    const twin::EntityRecord& entity = store_.entities()[id];
    Judgement judgement;
    judgement.observed_at = entity.last_observed_at;
    judgement.received_at = entity.last_received_at;
    if (!entity.is_deleted && ready.condition) {
        const bool is_so = to_boolean(ready.condition->evaluate(id.value, scratch_));
        judgement.verdict = is_so ? Verdict::kYes : Verdict::kNo;
    }
    settle(ready.rule, {ready.serial, id, {}}, judgement);
}

void AlarmBoard::meet_deadlines(UtcTime now) {
    for (std::size_t i = 0; i < limits::kDeadlinesAtOnce; ++i) {
        if (deadlines_.empty() || deadlines_.top().at > now) return;
        const Key key = deadlines_.top().key;
        deadlines_.pop();
        ReadyRule* ready = index_.find(key.rule);
        if (ready == nullptr || !ready->rule.is_on) continue;
        if (ready->rule.kind == AlarmKind::kAbsence && key.entity.value < ready->watched.size() &&
            ready->watched[key.entity.value]) {
            ready->watched[key.entity.value] = false;
            judge_silence(*ready, key.entity, now);
        }
        ripen(ready->rule, key, now);
    }
}

void AlarmBoard::ripen(const AlarmRule& rule, const Key& key, UtcTime at) {
    const auto track = tracks_.find(key);
    if (track == tracks_.end() || track->second.alarm != 0) return;
    const UtcTime due = after(track->second.since, rule.delay_s);
    if (due > at) return;
    raise(rule, key, track->second,
          {.number = track->second.number,
           .observed_at = due,
           .received_at = due,
           .unit = track->second.unit});
}

Standing AlarmBoard::standing(const Key& key) const {
    const auto track = tracks_.find(key);
    return track != tracks_.end() && track->second.alarm != 0 ? Standing::kActive
                                                              : Standing::kQuiet;
}

void AlarmBoard::settle(const AlarmRule& rule, const Key& key, const Judgement& judgement) {
    if (judgement.verdict == Verdict::kUnknown) return;
    auto track = tracks_.find(key);
    if (judgement.verdict == Verdict::kNo) {
        if (track == tracks_.end()) return;
        // It may have held long enough before this ended it.
        ripen(rule, key, judgement.observed_at);
        if (track->second.alarm != 0) clear(track->second.alarm, judgement.received_at);
        tracks_.erase(track);
        return;
    }
    if (track == tracks_.end()) track = tracks_.emplace(key, Track{judgement.observed_at, 0}).first;
    track->second.number = judgement.number;
    track->second.unit = judgement.unit;
    if (track->second.alarm != 0) return;
    const UtcTime due = after(track->second.since, rule.delay_s);
    if (judgement.observed_at >= due) {
        raise(rule, key, track->second, judgement);
    } else if (track->second.since == judgement.observed_at) {
        deadlines_.push({due, key});
    }
}

void AlarmBoard::raise(const AlarmRule& rule, const Key& key, Track& track,
                       const Judgement& judgement) {
    if (open_ >= limits::kAlarmsOpen) {
        if (!std::exchange(track.was_counted, true)) ++suppressed_;
        return;
    }
    const twin::EntityRecord& entity = store_.entities()[key.entity];
    Alarm& alarm = alarms_.emplace_back();
    alarm.number = track.alarm = next_alarm_++;
    alarm.rule = rule.id;
    alarm.name = rule.name;
    alarm.kind = rule.kind;
    alarm.severity = rule.severity;
    alarm.entity = key.entity;
    alarm.series = key.series;
    alarm.entity_id = std::string(entity.id());
    alarm.source = store_.source(SourceId{entity.source}).name;
    alarm.property = rule.property;
    alarm.value = judgement.number;
    alarm.limit = rule.kind == AlarmKind::kAbsence ? rule.silence_s : rule.limit;
    if (const auto unit = rule_unit(rule); unit && is_of_series(rule.kind))
        alarm.unit = std::string(store_.units().unit(*unit).symbol);
    if (rule.kind == AlarmKind::kUnit) tell_units(key, track, alarm);
    alarm.raised_at = judgement.received_at;
    ++open_;
    events_.push_back({alarm.number, AlarmState::kRaised});
}

void AlarmBoard::clear(std::uint64_t number, UtcTime at) {
    Alarm* alarm = find_mutable(number);
    if (alarm == nullptr || !alarm->is_open()) return;
    alarm->state = AlarmState::kCleared;
    alarm->cleared_at = std::max(at, alarm->raised_at);
    --open_;
    events_.push_back({number, AlarmState::kCleared});
}

void AlarmBoard::drop_forgotten(UtcTime now) {
    for (auto track = tracks_.begin(); track != tracks_.end();) {
        if (!store_.entities()[track->first.entity].is_forgotten) {
            ++track;
            continue;
        }
        if (track->second.alarm != 0) clear(track->second.alarm, now);
        track = tracks_.erase(track);
    }
}

void AlarmBoard::end_all(std::uint64_t rule, UtcTime at) {
    auto track = tracks_.lower_bound(Key{rule, twin::EntityId{0}, twin::SeriesId{0}});
    while (track != tracks_.end() && track->first.rule == rule) {
        if (track->second.alarm != 0) clear(track->second.alarm, at);
        track = tracks_.erase(track);
    }
}

void AlarmBoard::forget_old() {
    if (alarms_.size() <= limits::kAlarmsKept) return;
    std::size_t surplus = alarms_.size() - limits::kAlarmsKept;
    std::erase_if(alarms_, [&surplus](const Alarm& alarm) {
        if (surplus == 0 || alarm.is_open()) return false;
        --surplus;
        return true;
    });
}

Result<void> AlarmBoard::acknowledge(std::uint64_t number, const std::string& by,
                                     const std::string& note, UtcTime now) {
    Alarm* alarm = find_mutable(number);
    if (alarm == nullptr)
        return fail(ErrorKind::kNotFound, "there is no alarm " + std::to_string(number));
    if (by.empty()) return fail(ErrorKind::kUsage, "who acknowledges the alarm is missing");
    if (alarm->is_acknowledged())
        return fail(ErrorKind::kUsage, "the alarm was acknowledged by " + alarm->acknowledged_by);
    if (note.size() > limits::kNoteBytes || by.size() > limits::kNameBytes)
        return fail(ErrorKind::kLimit, "the note is too long");
    alarm->acknowledged_at = now;
    alarm->acknowledged_by = by;
    alarm->note = note;
    if (alarm->state == AlarmState::kRaised) alarm->state = AlarmState::kAcknowledged;
    if (alarm->kind == AlarmKind::kUnit) accept_unit(*alarm);
    return {};
}

const Alarm* AlarmBoard::find(std::uint64_t number) const {
    const auto found = std::ranges::lower_bound(alarms_, number, {}, &Alarm::number);
    return found != alarms_.end() && found->number == number ? &*found : nullptr;
}

Alarm* AlarmBoard::find_mutable(std::uint64_t number) {
    const auto found = std::ranges::lower_bound(alarms_, number, {}, &Alarm::number);
    return found != alarms_.end() && found->number == number ? &*found : nullptr;
}

}  // namespace belvedere::indicator
