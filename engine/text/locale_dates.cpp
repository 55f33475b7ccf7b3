// SPDX-License-Identifier: Apache-2.0
// Dates, times of day and ages.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/text/locale.hpp"
#include "engine/text/locale_tables.hpp"
#include "engine/text/message_text.hpp"

namespace belvedere::text {
namespace {

constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;

bool is_small(char letter) {
    return letter >= 'a' && letter <= 'z';
}

std::string two_digits(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

// 0 is Monday.
std::size_t weekday_of(const CivilTime& time) {
    const std::int64_t at = utc_of({time.year, time.month, time.day}).microseconds;
    const std::int64_t day =
        at / kMicrosecondsPerDay - (at % kMicrosecondsPerDay < 0 ? 1 : 0);  // 0: a Thursday.
    return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7);
}

std::string_view pattern_of(const LocaleTable& table, Locale::DateStyle style) {
    switch (style) {
        case Locale::DateStyle::kLong:
            return table.date_long;
        case Locale::DateStyle::kMedium:
            return table.date_medium;
        case Locale::DateStyle::kShort:
            return table.date_short;
        case Locale::DateStyle::kDayMonth:
            return table.day_month;
    }
    return table.date_medium;
}

std::size_t index_of(int number, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(number, 1, static_cast<int>(count)) - 1);
}

// One field of a pattern: a letter and how often it stands there; nothing when it is no field.
std::string field(const LocaleTable& table, const CivilTime& time, char letter,
                  std::size_t letters) {
    switch (letter) {
        case 'y':
            return std::to_string(time.year);
        case 'M':
            if (letters == 4) return std::string(table.months[index_of(time.month, 12)]);
            return letters == 2 ? two_digits(time.month) : std::to_string(time.month);
        case 'd':
            return letters == 2 ? two_digits(time.day) : std::to_string(time.day);
        case 'E':
            return std::string(table.weekdays[weekday_of(time)]);
        default:
            return {};
    }
}

}  // namespace

std::string Locale::date(const CivilTime& time, DateStyle style) const {
    const std::string_view pattern = pattern_of(*table_, style);
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const char letter = pattern[at];
        const std::size_t end = std::min(pattern.find_first_not_of(letter, at), pattern.size());
        // "de" of Spanish is a word, no day.
        const bool is_word = is_small(letter) && end < pattern.size() && is_small(pattern[end]);
        if (is_word) {
            while (at < pattern.size() && is_small(pattern[at]))
                text += pattern[at++];
            continue;
        }
        const std::string value = field(*table_, time, letter, end - at);
        text += value.empty() ? std::string(pattern.substr(at, end - at)) : value;
        at = end;
    }
    return in_digits(std::move(text));
}

std::string Locale::time_of_day(const CivilTime& time, TimeStyle style) const {
    std::string text = table_->hour == "HH:" ? two_digits(time.hour) : std::to_string(time.hour);
    text += ":" + two_digits(time.minute);
    if (style == TimeStyle::kSeconds) text += ":" + two_digits(time.second);
    return in_digits(std::move(text));
}

std::string Locale::date_and_time(const CivilTime& time, DateStyle style) const {
    return date(time, style) + std::string(table_->date_time_joint) + time_of_day(time);
}

std::string_view Locale::month_name(int month) const {
    return table_->months_alone[index_of(month, 12)];
}

std::string_view Locale::weekday_name(int day) const {
    return table_->weekdays[index_of(day, 7)];
}

std::string Locale::age(double seconds) const {
    // A thousand years: what is older was given by mistake, and fits the counting.
    constexpr double kSecondsMax = 1000.0 * 366.0 * 86400.0;
    if (!(seconds >= 1.0)) return std::string(table_->now);
    constexpr std::array<double, kAgeUnits> kLengths = {1.0, 60.0, 3600.0, 86400.0};
    std::size_t unit = 0;
    while (unit + 1 < kAgeUnits && seconds >= kLengths[unit + 1])
        ++unit;
    const auto n = static_cast<std::uint64_t>(std::min(seconds, kSecondsMax) / kLengths[unit]);
    const std::string count = integer(static_cast<std::int64_t>(n));
    const Argument arguments[] = {{"n", count}};
    return with_arguments(table_->ages[unit][plural_.form_of(n)], arguments);
}

}  // namespace belvedere::text
