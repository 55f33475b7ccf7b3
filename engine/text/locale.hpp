// SPDX-License-Identifier: Apache-2.0
// Numbers, units, dates and lists as a language writes them (Unicode CLDR 42).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/time_zone.hpp"
#include "engine/text/plural_rule.hpp"

namespace belvedere::text {

struct LocaleTable;

// Which digits Arabic is written with; others have only Latin ones.
enum class Digits { kLatin, kArabicIndic };

// Whether the digits of a whole part stand in threes. Coordinates and years are written without.
enum class Grouping { kThousands, kNone };

// What numbers are written with; in the order of the tables.
enum class Unit : std::uint8_t {
    kMillimetre,
    kCentimetre,
    kMetre,
    kKilometre,
    kSquareMetre,
    kSquareKilometre,
    kHectare,
    kCubicMetre,
    kMetrePerSecond,
    kKilometrePerHour,
    kDegree,
    kDegreeCelsius,
    kWatt,
    kKilowatt,
    kKilowattHour,
    kKilowattHourPerSquareMetreAndYear,
    kDecibel,
    kMicrogramPerCubicMetre,
    kPartPerMillion,
    kHectopascal,
    kMillisecond,
    kSecond,
    kMinute,
    kHour,
    kByte,
    kKibibyte,
    kMebibyte,
    kGibibyte,
    kInch,
    kFoot,
    kMile,
    kSquareFoot,
    kAcre,
    kSquareMile,
};

// What lengths and areas are read in; see measures.hpp.
enum class Measures : std::uint8_t { kMetric, kImperial };

// A value type; pure; any thread. Numbers and their units hold together by no-break spaces; a
// number that is none (NaN, infinite) is "—".
class Locale {
  public:
    // en, fr, es, ru, zh, ar, with or without a region; English for all others. "en-x-iso" is
    // English with the signs of engineers: groups by spaces (ISO 80000-1, 7.3.1).
    explicit Locale(std::string_view language, Digits digits = Digits::kLatin);

    [[nodiscard]] std::string number(double value, int decimals,
                                     Grouping grouping = Grouping::kThousands) const;
    // With six digits at most: "12.5", "1e+07"; for values whose scale is not known. Ungrouped.
    [[nodiscard]] std::string compact(double value) const;
    [[nodiscard]] std::string integer(std::int64_t value) const;
    // Of a fraction: 0.25 is "25%".
    [[nodiscard]] std::string percent(double fraction, int decimals = 0) const;
    [[nodiscard]] std::string with_unit(double value, Unit unit, int decimals,
                                        Grouping grouping = Grouping::kThousands) const;
    // In the unit that suits it: "85 cm", "12.5 m", "1.25 km"; two decimals at most.
    [[nodiscard]] std::string length(double metres, Measures measures = Measures::kMetric) const;
    // "512 B", "1.5 KiB", "120 MiB".
    [[nodiscard]] std::string bytes(std::uint64_t count) const;
    [[nodiscard]] std::string_view unit_symbol(Unit unit) const;

    enum class DateStyle {
        kLong,      // "Sunday, 21 June 2026"
        kMedium,    // "21 June 2026"
        kShort,     // "21/06/2026"
        kDayMonth,  // "21 June"
    };
    // Of civil time (proleptic Gregorian); the clock has 24 hours in every language.
    [[nodiscard]] std::string date(const CivilTime& time, DateStyle style) const;
    enum class TimeStyle { kMinutes, kSeconds };
    [[nodiscard]] std::string time_of_day(const CivilTime& time,
                                          TimeStyle style = TimeStyle::kMinutes) const;
    [[nodiscard]] std::string date_and_time(const CivilTime& time, DateStyle style) const;
    // 1 to 12; as it stands alone.
    [[nodiscard]] std::string_view month_name(int month) const;
    // 1 is Monday, 7 Sunday (ISO 8601).
    [[nodiscard]] std::string_view weekday_name(int day) const;

    // "3 min ago"; what is not past is "now".
    [[nodiscard]] std::string age(double seconds) const;
    // "a, b and c".
    [[nodiscard]] std::string list(std::span<const std::string> items) const;
    // The nearest of eight: "north-east". Degrees clockwise from north, any turn.
    enum class BearingStyle { kWord, kLetters };
    [[nodiscard]] std::string_view bearing(double degrees,
                                           BearingStyle style = BearingStyle::kWord) const;

  private:
    [[nodiscard]] std::string in_digits(std::string text) const;

    const LocaleTable* table_;
    PluralRule plural_;
    Digits digits_;
};

}  // namespace belvedere::text
