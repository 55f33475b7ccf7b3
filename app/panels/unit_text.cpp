// SPDX-License-Identifier: Apache-2.0
#include "app/panels/unit_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdio>

namespace belvedere::panels {
namespace {

std::string three_digits(double value) {
    const double size = std::abs(value);
    return number_text(value, size < 10.0 ? 2 : size < 100.0 ? 1 : 0);
}

}  // namespace

std::string number_text(double value, int decimals) {
    std::array<char, 400> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
    return buffer.data();
}

std::string compact_text(double value) {
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.6g", value);
    return buffer.data();
}

std::string bytes_text(std::uint64_t bytes) {
    constexpr std::array<Message, 4> kUnits = {Message{"unit.bytes", "{n} B"},
                                               {"unit.bytes_kib", "{n} KiB"},
                                               {"unit.bytes_mib", "{n} MiB"},
                                               {"unit.bytes_gib", "{n} GiB"}};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < kUnits.size()) {
        value /= 1024.0;
        ++unit;
    }
    return words::text(kUnits[unit],
                       {{"n", number_text(value, unit == 0 || value >= 100.0 ? 0 : 1)}});
}

std::string count_text(std::uint64_t count) {
    std::string digits = std::to_string(count);
    if (digits.size() < 5) return digits;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += "\u00A0";
        text += digits[i];
    }
    return text;
}

std::string milliseconds_text(double milliseconds) {
    return number_text(milliseconds, milliseconds < 10.0 ? 2 : 1) + " ms";
}

std::string length_text(double metres) {
    const double size = std::abs(metres);
    const auto trimmed = [](double value) {
        std::string text = number_text(value, 2);
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.') text.pop_back();
        return text;
    };
    if (size >= 1000.0) return trimmed(metres / 1000.0) + " km";
    if (size >= 1.0 || size == 0.0) return trimmed(metres) + " m";
    return trimmed(metres * 100.0) + " cm";
}

std::string measured_length_text(double metres) {
    const double size = std::abs(metres);
    if (size >= 1000.0) return three_digits(metres / 1000.0) + " km";
    if (size >= 1.0 || size == 0.0) return three_digits(metres) + " m";
    return three_digits(metres * 100.0) + " cm";
}

std::string measured_area_text(double square_metres) {
    const double size = std::abs(square_metres);
    if (size >= 1e6) return three_digits(square_metres / 1e6) + " km²";
    if (size >= 1e4) return three_digits(square_metres / 1e4) + " ha";
    return three_digits(square_metres) + " m²";
}

std::string metres_text(double metres) {
    return number_text(metres, 2) + " m";
}

std::string angle_text(double degrees) {
    return number_text(degrees, 1) + "°";
}

std::string bearing_text(double degrees) {
    return words::text({"unit.from_north", "{angle} from north"}, {{"angle", angle_text(degrees)}});
}

std::string percent_text(double share) {
    return number_text(share * 100.0, 0) + " %";
}

std::string pixels_text(double pixels) {
    return number_text(pixels, 1) + " px";
}

std::string month_text(int month) {
    constexpr std::array<Message, 12> kMonths = {Message{"month.january", "January"},
                                                 {"month.february", "February"},
                                                 {"month.march", "March"},
                                                 {"month.april", "April"},
                                                 {"month.may", "May"},
                                                 {"month.june", "June"},
                                                 {"month.july", "July"},
                                                 {"month.august", "August"},
                                                 {"month.september", "September"},
                                                 {"month.october", "October"},
                                                 {"month.november", "November"},
                                                 {"month.december", "December"}};
    assert(month >= 1 && month <= 12);
    return words::text(kMonths[static_cast<std::size_t>(month - 1)]);
}

std::string counted_text(const words::PluralMessage& message, std::uint64_t count) {
    return words::plural(message, count, {{"n", count_text(count)}});
}

std::string clock_text(double hour) {
    const int minutes = std::clamp(static_cast<int>(std::lround(hour * 60.0)), 0, 24 * 60);
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", minutes / 60, minutes % 60);
    return buffer.data();
}

}  // namespace belvedere::panels
