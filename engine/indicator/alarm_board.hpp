// SPDX-License-Identifier: Apache-2.0
// AlarmBoard: judges what changed in the store by the rules, and keeps the alarms.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <queue>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/indicator/alarm.hpp"
#include "engine/indicator/alarm_condition.hpp"
#include "engine/indicator/rule_index.hpp"

namespace belvedere::indicator {

// News of one alarm, in the order it happened.
struct AlarmEvent {
    std::uint64_t number = 0;
    AlarmState state = AlarmState::kRaised;  // That it came to.
};

// Judges every value that arrived since the last time, also those that were overwritten at once,
// and what only time changes: delays and silences. Of one rule and one series (one entity for
// absences, zones and expressions) at most one alarm is open. An alarm of a changed unit is open
// until the unit is the one before again, or somebody has acknowledged it. Alarms that are open at
// a time are bounded by limits::kAlarmsOpen; what is beyond is counted.
//
// Main thread, like the store, which must outlive it. Work: the changes since the last time, or
// limits::kEntitiesAtOnce entities while everything has to be judged anew. Memory: what is open and
// what waits for its delay; a deadline a device and rule of absence.
class AlarmBoard {
  public:
    explicit AlarmBoard(const twin::TwinStore& store);

    // Replaces the rules. Alarms of rules that are gone or have changed are cleared at `now`, which
    // advance() tells. As check_rules(); nothing changes then.
    [[nodiscard]] Result<void> set_rules(const std::vector<AlarmRule>& rules, UtcTime now);
    [[nodiscard]] std::vector<AlarmEvent> advance(UtcTime now);
    // When time alone may change something; nothing: never.
    [[nodiscard]] std::optional<UtcTime> next_due() const;
    // advance() has more to do at once.
    [[nodiscard]] bool is_behind() const { return scan_at_.has_value(); }

    // kNotFound for a number that is no kept alarm, kUsage when somebody has already acknowledged
    // it or nobody is named, kLimit for a note that is too long.
    [[nodiscard]] Result<void> acknowledge(std::uint64_t number, const std::string& by,
                                           const std::string& note, UtcTime now);
    // Oldest first.
    [[nodiscard]] const std::deque<Alarm>& alarms() const { return alarms_; }
    [[nodiscard]] const Alarm* find(std::uint64_t number) const;
    [[nodiscard]] std::size_t open_count() const { return open_; }
    // How often there was no room for an alarm.
    [[nodiscard]] std::uint64_t suppressed() const { return suppressed_; }

  private:
    struct Key {
        std::uint64_t rule = 0;
        twin::EntityId entity;
        twin::SeriesId series;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Track {
        UtcTime since;             // The condition holds.
        double number = 0.0;       // Of the last value by which it does,
        twin::UnitId unit = {};    // and its unit, of a changed unit.
        std::uint64_t alarm = 0;   // 0: it waits for its delay, or for room.
        bool was_counted = false;  // There was no room.
    };
    struct Deadline {
        UtcTime at;
        Key key;
        friend bool operator>(const Deadline& a, const Deadline& b) { return a.at > b.at; }
    };

    void take_changes(UtcTime now);
    // Which unit is right of series that have another from now on; alarm_board_units.cpp.
    void take_unit_changes();
    void tell_units(const Key& key, const Track& track, Alarm& alarm);
    void accept_unit(const Alarm& alarm);
    void scan(UtcTime now);
    void meet_deadlines(UtcTime now);
    // Judges an entity by a rule: its newest values, or of one series the newest `count`.
    void judge(ReadyRule& ready, twin::EntityId entity, UtcTime now);
    void judge_series(ReadyRule& ready, twin::SeriesId series, std::size_t count);
    [[nodiscard]] Judgement judge_one(const ReadyRule& ready, const Key& key,
                                      const twin::PastObservation& value) const;
    void judge_silence(ReadyRule& ready, twin::EntityId entity, UtcTime now);
    void judge_expression(ReadyRule& ready, twin::EntityId entity);
    [[nodiscard]] Standing standing(const Key& key) const;
    // Raises what had held for its delay when it was `at`.
    void ripen(const AlarmRule& rule, const Key& key, UtcTime at);
    void settle(const AlarmRule& rule, const Key& key, const Judgement& judgement);
    void raise(const AlarmRule& rule, const Key& key, Track& track, const Judgement& judgement);
    void clear(std::uint64_t number, UtcTime at);
    // Ends what was of entities whose source was forgotten.
    void drop_forgotten(UtcTime now);
    void end_all(std::uint64_t rule, UtcTime at);
    void forget_old();
    [[nodiscard]] Alarm* find_mutable(std::uint64_t number);

    const twin::TwinStore& store_;
    TwinTable table_;
    RuleIndex index_;
    expression::Scratch scratch_;
    std::map<Key, Track> tracks_;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
    std::deque<Alarm> alarms_;
    std::vector<AlarmEvent> events_;
    std::uint64_t change_ = 0, unit_change_ = 0;
    std::optional<std::uint32_t> scan_at_;
    std::uint64_t next_alarm_ = 1;
    std::size_t open_ = 0;
    std::uint64_t suppressed_ = 0;
};

}  // namespace belvedere::indicator
