// SPDX-License-Identifier: Apache-2.0
// What is inside a TimeZone: the transitions of a TZif file and the rule that holds after them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere {

// When daylight-saving time begins or ends each year (POSIX.1-2017, section 8.3, TZ variable).
struct YearlyRule {
    enum class Kind {
        kMonthWeekDay,     // Mm.w.d: the w-th (5 = last) weekday d of month m.
        kJulianNoLeapDay,  // Jn: day 1 to 365, 29 February never counted.
        kDayOfYear,        // n: day 0 to 365, 29 February counted.
    };
    Kind kind = Kind::kMonthWeekDay;
    int month = 1, week = 1, weekday = 0;
    int day = 0;
    int time_s = 7200;  // Wall clock, before the change.

    // Seconds since 1970 of the change in a year, on the wall clock before it.
    [[nodiscard]] std::int64_t wall_seconds(int year) const;
};

// "CET-1CEST,M3.5.0,M10.5.0/3".
struct PosixZone {
    int standard_offset_s = 0;
    bool has_daylight = false;
    int daylight_offset_s = 0;
    YearlyRule starts, ends;

    // Nothing when the text is no such rule.
    [[nodiscard]] static std::optional<PosixZone> parse(std::string_view text);
    [[nodiscard]] int offset_s(std::int64_t unix_seconds) const;
};

struct ZoneRules {
    std::string name;
    std::vector<std::int64_t> changes;  // Unix seconds, ascending.
    std::vector<int> offsets_s;         // offsets_s[i] holds from changes[i] on.
    int first_offset_s = 0;             // Before the first change.
    std::optional<PosixZone> after;     // From the last change on, where the file gives one.
};

}  // namespace belvedere
