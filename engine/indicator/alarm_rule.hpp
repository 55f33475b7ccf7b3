// SPDX-License-Identifier: Apache-2.0
// What is to raise an alarm: a rule as a person makes it and a project keeps it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::indicator {

// What a rule looks at.
enum class AlarmKind : std::uint8_t {
    kThreshold,   // A number above or below a limit.
    kRate,        // A number that rises or falls by more than a limit within a time.
    kAbsence,     // Nothing new for a time.
    kZone,        // A place inside or outside an area.
    kExpression,  // An expression over the device's values that is true.
    kUnit,        // A number in another unit than those before.
};

// How soon a person has to act. Four, because nobody tells more apart (ISA-18.2 asks for three to
// four priorities).
enum class Severity : std::uint8_t {
    kNotice,   // To be known.
    kWarning,  // Not as it should be; act today.
    kAlarm,    // Act now.
    kUrgent,   // Somebody is in danger.
};

enum class Comparison : std::uint8_t { kAbove, kBelow };  // Of a rate: rises, falls.
enum class ZoneSide : std::uint8_t { kInside, kOutside };

struct ZoneCorner {
    double longitude_deg = 0.0, latitude_deg = 0.0;
    friend bool operator==(const ZoneCorner&, const ZoneCorner&) = default;
};

// Which devices: all that fit every one of these that is not empty.
struct AlarmScope {
    std::string entity;  // Its id.
    std::string source;  // Its source's name.
    std::string type;    // By short or expanded name.
    friend bool operator==(const AlarmScope&, const AlarmScope&) = default;
};

// A plain value. Members that the kind does not use keep their defaults.
struct AlarmRule {
    std::string id;    // Of the project's own; unique in it.
    std::string name;  // As people call it.
    AlarmKind kind = AlarmKind::kThreshold;
    Severity severity = Severity::kAlarm;
    AlarmScope scope;
    // Short or expanded name. Of an absence it may be empty: the device says nothing at all; of a
    // unit as well: any of its numbers.
    std::string property;
    Comparison comparison = Comparison::kAbove;
    double limit = 0.0;
    // Of `limit` and `hysteresis`, by any name that twin::find_unit knows. Empty: the one that the
    // property's data model fixes, and where there is none the value must have none either. A value
    // that measures something else is never compared.
    std::string unit;
    // How far the number must come back before the alarm is cleared, so that it does not flutter.
    double hysteresis = 0.0;
    double delay_s = 0.0;    // The condition must hold so long.
    double window_s = 0.0;   // Of a rate.
    double silence_s = 0.0;  // Of an absence.
    ZoneSide side = ZoneSide::kOutside;
    // Of the area, in order, at least three; it is closed by itself, and no wider than half the
    // Earth.
    std::vector<ZoneCorner> zone;
    // In the language of expression.hpp. ${name} is the newest value of a property by its short
    // name; numbers in the unit that the property's data model fixes, others as they were sent.
    std::string expression;
    bool is_on = true;
    friend bool operator==(const AlarmRule&, const AlarmRule&) = default;
};

// Names of the enumerations, as JSON and commands have them; in their order.
[[nodiscard]] std::string_view name_of(AlarmKind kind);
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Comparison comparison);
[[nodiscard]] std::string_view name_of(ZoneSide side);
[[nodiscard]] Result<AlarmKind> alarm_kind_named(std::string_view name);
[[nodiscard]] Result<Severity> severity_named(std::string_view name);
[[nodiscard]] Result<Comparison> comparison_named(std::string_view name);
[[nodiscard]] Result<ZoneSide> zone_side_named(std::string_view name);

// Whether the rule can be judged at all. kUsage names the member that is wrong ("limit is no
// number"); kLimit what is too long.
[[nodiscard]] Result<void> check_rule(const AlarmRule& rule);
// Each of them, their number, and that no two have one id.
[[nodiscard]] Result<void> check_rules(const std::vector<AlarmRule>& rules);

}  // namespace belvedere::indicator
