// SPDX-License-Identifier: Apache-2.0
// Quantities as a person reads them: the one place that writes numbers, units, times and dates for
// the window, in the language that words speaks.
#pragma once

#include <cstdint>
#include <string>

#include "app/words/words.hpp"

namespace belvedere::panels {

// "1.2 GiB", "340 MiB", "12 KiB".
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);
// "1 320 000" with thin groups, as ISO 80000-1 (7.3.1) recommends.
[[nodiscard]] std::string count_text(std::uint64_t count);
// "3.4 ms".
[[nodiscard]] std::string milliseconds_text(double milliseconds);
[[nodiscard]] std::string milliseconds_text(double milliseconds, int decimals);
// "1.2 s".
[[nodiscard]] std::string seconds_text(double seconds);
// Lengths and areas are in metres; they are written in what words::measures() says.

// "250 m", "1.5 km", "20 cm"; "820 ft", "0.93 mi".
[[nodiscard]] std::string length_text(double metres);
// "620 m", "1.25 km", "7.31 cm": what was measured, with about three digits.
[[nodiscard]] std::string measured_length_text(double metres);
// "412 m²", "1.83 ha", "2.40 km²".
[[nodiscard]] std::string measured_area_text(double square_metres);
// "132.40 m", to the centimetre, or "434.38 ft": however high, in one unit.
[[nodiscard]] std::string height_text(double metres);
// "14:05" from hours of a day.
[[nodiscard]] std::string clock_text(double hour);
// "12.5°".
[[nodiscard]] std::string angle_text(double degrees);
// "12.5° from north".
[[nodiscard]] std::string bearing_text(double degrees);
// The letter of a compass: "N".
[[nodiscard]] std::string north_text();
// "62 %" of a share of 0.62.
[[nodiscard]] std::string percent_text(double share);
// "18.2 px".
[[nodiscard]] std::string pixels_text(double pixels);
// "March"; 1 is January.
[[nodiscard]] std::string month_text(int month);
// The form of a message that goes with `count`, its "{n}" written as count_text() does.
[[nodiscard]] std::string counted_text(const words::PluralMessage& message, std::uint64_t count);
// With six digits at most: "12.5", "1e+07"; for values whose scale is not known.
[[nodiscard]] std::string compact_text(double value);
// A measured value with four significant digits and its unit, which may be empty: "71.1 µg/m³".
[[nodiscard]] std::string measured_text(double value, const std::string& unit);
// The name of a quality preset as people read it; a preset unknown here keeps its own.
[[nodiscard]] std::string quality_text(const std::string& name);
// With this many digits behind the point.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace belvedere::panels
