// SPDX-License-Identifier: Apache-2.0
// Limits of alarms: what rules, and what goes wrong in a city, can make the program hold.
#pragma once

#include <cstddef>

namespace belvedere::indicator::limits {

inline constexpr std::size_t kRules = 256;
inline constexpr std::size_t kRuleBytes = std::size_t{4} << 20;  // Of all rules, as JSON.
inline constexpr std::size_t kNameBytes = 1'024;                 // Of an id, a name, a type.
inline constexpr std::size_t kExpressionBytes = 4'096;
inline constexpr std::size_t kZoneCorners = 10'000;
inline constexpr std::size_t kNoteBytes = 4'096;
inline constexpr double kSecondsMost = 366.0 * 86'400.0;  // Of a delay, a window, a silence.
// Alarms that are open at once: nobody reads more, and a rule that raises more is a wrong rule.
// What is beyond is counted.
inline constexpr std::size_t kAlarmsOpen = 5'000;
inline constexpr std::size_t kAlarmsKept = 10'000;  // Open and past ones; the oldest past ones go.
// Of a series, looked at for its rate of change: a value a second over an hour.
inline constexpr std::size_t kRateReadings = 4'096;
// Looked at in one go when everything has to be judged again: some milliseconds.
inline constexpr std::size_t kEntitiesAtOnce = 16'384;
// Deadlines that are looked at in one go.
inline constexpr std::size_t kDeadlinesAtOnce = 65'536;

}  // namespace belvedere::indicator::limits
