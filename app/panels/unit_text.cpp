// SPDX-License-Identifier: Apache-2.0
#include "app/panels/unit_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace belvedere::panels {

std::string number_text(double value, int decimals) {
    std::array<char, 400> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
    return buffer.data();
}

std::string bytes_text(std::uint64_t bytes) {
    constexpr std::array<const char*, 4> kUnits = {" B", " KiB", " MiB", " GiB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < kUnits.size()) {
        value /= 1024.0;
        ++unit;
    }
    return number_text(value, unit == 0 || value >= 100.0 ? 0 : 1) + kUnits[unit];
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

std::string clock_text(double hour) {
    const int minutes = std::clamp(static_cast<int>(std::lround(hour * 60.0)), 0, 24 * 60);
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", minutes / 60, minutes % 60);
    return buffer.data();
}

}  // namespace belvedere::panels
