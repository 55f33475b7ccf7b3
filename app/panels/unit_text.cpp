// SPDX-License-Identifier: Apache-2.0
#include "app/panels/unit_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/text/measures.hpp"

namespace belvedere::panels {
namespace {

using text::Unit;

std::string three_digits(const text::Quantity& quantity) {
    const double size = std::abs(quantity.value);
    const int decimals = size < 10.0 ? 2 : size < 100.0 ? 1 : 0;
    return words::locale().with_unit(quantity.value, quantity.unit, decimals);
}

}  // namespace

std::string number_text(double value, int decimals) {
    return words::locale().number(value, decimals);
}

std::string compact_text(double value) {
    return words::locale().compact(value);
}

std::string measured_text(double value, const std::string& unit) {
    constexpr double kDigits = 4.0;
    if (value != 0.0 && std::isfinite(value)) {
        const double scale =
            std::pow(10.0, kDigits - 1.0 - std::floor(std::log10(std::abs(value))));
        const double rounded = std::round(value * scale) / scale;
        if (std::isfinite(rounded)) value = rounded;
    }
    return unit.empty() ? compact_text(value) : compact_text(value) + "\u00A0" + unit;
}

std::string bytes_text(std::uint64_t bytes) {
    return words::locale().bytes(bytes);
}

std::string count_text(std::uint64_t count) {
    return words::locale().integer(static_cast<std::int64_t>(count));
}

std::string milliseconds_text(double milliseconds) {
    return milliseconds_text(milliseconds, milliseconds < 10.0 ? 2 : 1);
}

std::string milliseconds_text(double milliseconds, int decimals) {
    return words::locale().with_unit(milliseconds, Unit::kMillisecond, decimals);
}

std::string seconds_text(double seconds) {
    return words::locale().with_unit(seconds, Unit::kSecond, 2);
}

std::string length_text(double metres) {
    return words::locale().length(metres, words::measures());
}

std::string measured_length_text(double metres) {
    return three_digits(text::length_in(words::measures(), metres));
}

std::string measured_area_text(double square_metres) {
    return three_digits(text::area_in(words::measures(), square_metres));
}

std::string height_text(double metres) {
    const text::Quantity height = text::height_in(words::measures(), metres);
    return words::locale().with_unit(height.value, height.unit, 2);
}

std::string angle_text(double degrees) {
    return words::locale().with_unit(degrees, Unit::kDegree, 1);
}

std::string bearing_text(double degrees) {
    return words::text({"unit.from_north", "{angle} from north"}, {{"angle", angle_text(degrees)}});
}

std::string north_text() {
    return std::string(words::locale().bearing(0.0, text::Locale::BearingStyle::kLetters));
}

std::string percent_text(double share) {
    return words::locale().percent(share);
}

std::string pixels_text(double pixels) {
    return words::text({"unit.pixels", "{n} px"}, {{"n", number_text(pixels, 1)}});
}

std::string month_text(int month) {
    assert(month >= 1 && month <= 12);
    return std::string(words::locale().month_name(month));
}

std::string counted_text(const words::PluralMessage& message, std::uint64_t count) {
    return words::plural(message, count, {{"n", count_text(count)}});
}

std::string clock_text(double hour) {
    const int minutes = std::clamp(static_cast<int>(std::lround(hour * 60.0)), 0, 24 * 60);
    return words::locale().time_of_day({.hour = minutes / 60, .minute = minutes % 60});
}

std::string quality_text(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, Message>, 5> kNames = {
        {{"software", {"quality.software", "software"}},
         {"low", {"quality.low", "low"}},
         {"medium", {"quality.medium", "medium"}},
         {"high", {"quality.high", "high"}},
         {"bench", {"quality.bench", "bench"}}}};
    for (const auto& [known, message] : kNames) {
        if (known == name) return words::text(message);
    }
    return name;
}

}  // namespace belvedere::panels
