// SPDX-License-Identifier: Apache-2.0
// An alarm: that a rule came true for one device, and what became of it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/clock.hpp"
#include "engine/indicator/alarm_rule.hpp"
#include "engine/twin/ids.hpp"

namespace belvedere::indicator {

// kRaised -> kAcknowledged -> kCleared, or kRaised -> kCleared. Raised again is another alarm. Of a
// changed unit, whoever acknowledges it takes the new one for right: it is cleared with that.
enum class AlarmState : std::uint8_t {
    kRaised,        // It is so, and nobody has said that they know.
    kAcknowledged,  // It is so, and somebody takes care.
    kCleared,       // It is so no more; it may still be acknowledged.
};

// A plain value that stays readable when rule and device are gone.
struct Alarm {
    std::uint64_t number = 0;  // From 1; never used again.
    std::string rule, name;    // The rule's id and name.
    AlarmKind kind = AlarmKind::kThreshold;
    Severity severity = Severity::kAlarm;
    AlarmState state = AlarmState::kRaised;
    twin::EntityId entity;
    twin::SeriesId series;  // None of absences, zones and expressions.
    std::string entity_id, source, property;
    double value = 0.0;       // When it was raised: in `unit`; of absences seconds; of zones none.
    std::string unit;         // Of `value` and `limit`, as the rule has it; of a unit the new one,
    std::string unit_before;  // and the one before. Symbols; empty: without one.
    double limit = 0.0;
    UtcTime raised_at, acknowledged_at, cleared_at;  // The epoch: not yet.
    std::string acknowledged_by, note;

    [[nodiscard]] bool is_open() const { return state != AlarmState::kCleared; }
    [[nodiscard]] bool is_acknowledged() const { return acknowledged_at != UtcTime{}; }
};

}  // namespace belvedere::indicator
