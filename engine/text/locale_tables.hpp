// SPDX-License-Identifier: Apache-2.0
// Inside text only: the words and signs of each language. From Unicode CLDR 42 (common/main/*.xml:
// numbers, gregorian calendar, units, lists), with en as en-GB, and dates with four-digit years.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace belvedere::text {

// One unit a line of the tables, in the order of Unit.
inline constexpr std::size_t kUnits = 34;
inline constexpr std::size_t kAgeUnits = 4;  // Seconds, minutes, hours, days.

// Patterns of dates: y year, M and MM month number, MMMM month name, d and dd day, EEEE weekday;
// all else stands for itself.
struct LocaleTable {
    std::string_view code;
    std::string_view decimal, group;
    int grouped_from_digits;  // Shorter whole parts are not grouped.
    std::string_view minus;
    std::string_view percent;     // After the number, with its space.
    std::string_view unit_space;  // Between number and unit symbol.
    std::string_view celsius_space;
    std::array<std::string_view, kUnits> units;
    std::array<std::string_view, 12> months;        // As in a date.
    std::array<std::string_view, 12> months_alone;  // As in a list.
    std::array<std::string_view, 7> weekdays;       // Monday first.
    std::string_view date_long, date_medium, date_short, day_month;
    std::string_view hour;  // "HH:" or "H:".
    std::string_view date_time_joint;
    std::string_view plural_rule;
    std::string_view now;
    // {unit}[plural form]; "{n}" is the number.
    std::array<std::array<std::string_view, 6>, kAgeUnits> ages;
    std::string_view list_middle, list_last;
    std::array<std::string_view, 8> bearings;        // North first, clockwise.
    std::array<std::string_view, 8> bearings_short;  // For compasses.
};

// The table of a language; English for others.
[[nodiscard]] const LocaleTable& locale_table(std::string_view language);

}  // namespace belvedere::text
