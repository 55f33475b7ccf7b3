// SPDX-License-Identifier: Apache-2.0
// Whether what a rule looks for is so. Pure functions over the store.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/indicator/alarm_rule.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::indicator {

enum class Verdict : std::uint8_t {
    kNo,
    kYes,
    kUnknown,  // It cannot be said: the value measures something else, or is no number.
};

// What was so before, which hysteresis asks for.
enum class Standing : std::uint8_t { kQuiet, kActive };

struct Judgement {
    Verdict verdict = Verdict::kNo;
    double number = 0.0;  // What was compared, in the rule's unit; of rates the change.
    UtcTime observed_at;  // Since when it is so.
    UtcTime received_at;  // When that became known.
    twin::UnitId unit;    // Of a changed unit: the one that the value is in.
};

// The unit a rule's limit is in; none where it is compared with bare numbers.
[[nodiscard]] std::optional<twin::UnitId> rule_unit(const AlarmRule& rule);

// One value of a series against a threshold or, with the values before it, a rate.
[[nodiscard]] Judgement judge_value(const twin::TwinStore& store, const AlarmRule& rule,
                                    const twin::PastObservation& value, Standing before);
// Whether the value is in another unit than `right`; kUnknown of what is no number.
[[nodiscard]] Judgement judge_unit(const twin::PastObservation& value, twin::UnitId right);
// The newest value of a series as the history has values, which may have forgotten it. Of kind
// kNone where there is none.
[[nodiscard]] twin::PastObservation newest_value(const twin::TwinStore& store,
                                                 twin::SeriesId series);
// Whether the entity's place is on the rule's side of its zone. An edge belongs to one of the two.
[[nodiscard]] Judgement judge_zone(const twin::TwinStore& store, const AlarmRule& rule,
                                   twin::EntityId entity);
// Whether nothing new has come for the rule's time: kYes since that time was over. kUnknown for an
// entity that never had what the rule looks for.
[[nodiscard]] Judgement judge_absence(const twin::TwinStore& store, const AlarmRule& rule,
                                      twin::EntityId entity, UtcTime now);

// By its short or expanded name.
[[nodiscard]] bool has_name(const twin::TwinStore& store, twin::NameId name,
                            std::string_view wanted);
[[nodiscard]] bool is_in_scope(const twin::TwinStore& store, const AlarmScope& scope,
                               twin::EntityId entity);

}  // namespace belvedere::indicator
