// SPDX-License-Identifier: Apache-2.0
// Numbers, units and lists; dates and ages are in locale_dates.cpp.
#include "engine/text/locale.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/text/locale_tables.hpp"
#include "engine/text/measures.hpp"

namespace belvedere::text {
namespace {

static_assert(static_cast<std::size_t>(Unit::kSquareMile) + 1 == kUnits);

constexpr int kDecimalsMax = 15;
constexpr std::string_view kNoNumber = "—";
// What Arabic-Indic digits go with (CLDR, ar.xml, numbers of numberSystem "arab").
constexpr std::string_view kArabicDecimal = "٫", kArabicGroup = "٬", kArabicMinus = "\u061C-",
                           kArabicPercent = "٪\u061C";

std::string without_trailing_zeros(std::string digits) {
    if (digits.find('.') == std::string::npos) return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

// "1234.50", as C writes it.
std::string plain_digits(double value, int decimals) {
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed,
                      std::clamp(decimals, 0, kDecimalsMax));
    return error == std::errc() ? std::string(buffer.data(), end) : "0";
}

// Whole digits in groups of three.
std::string grouped(std::string_view whole, const LocaleTable& table, std::string_view group) {
    if (whole.size() < static_cast<std::size_t>(table.grouped_from_digits)) {
        return std::string(whole);
    }
    std::string text;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) text += group;
        text += whole[i];
    }
    return text;
}

struct Signs {
    std::string_view decimal, group, minus;  // No group: digits stand without.
};

Signs signs_of(const LocaleTable& table, Digits digits, Grouping grouping) {
    Signs signs = digits == Digits::kArabicIndic ? Signs{kArabicDecimal, kArabicGroup, kArabicMinus}
                                                 : Signs{table.decimal, table.group, table.minus};
    if (grouping == Grouping::kNone) signs.group = {};
    return signs;
}

// `digits` without a sign, "1234.5".
std::string localised(std::string_view digits, const LocaleTable& table, const Signs& signs) {
    const std::size_t point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    std::string text =
        signs.group.empty() ? std::string(whole) : grouped(whole, table, signs.group);
    if (point == std::string_view::npos) return text;
    text += signs.decimal;
    return text += digits.substr(point + 1);
}

// Spanish "y" becomes "e" before the sound of i ("e Ibiza", "e hijos", but "y hielo").
bool begins_with_i(std::string_view word) {
    if (word.substr(0, 2) == "í" || word.substr(0, 2) == "Í") return true;
    const bool has_h = !word.empty() && (word[0] == 'h' || word[0] == 'H');
    if (has_h) word.remove_prefix(1);
    if (word.empty() || (word[0] != 'i' && word[0] != 'I')) return false;
    return word.size() < 2 || (word[1] != 'e' && word[1] != 'a' && word[1] != 'o');
}

}  // namespace

Locale::Locale(std::string_view language, Digits digits)
    : table_(&locale_table(language)),
      plural_(PluralRule::parse(table_->plural_rule).value_or(PluralRule())),
      digits_(table_->code == "ar" ? digits : Digits::kLatin) {}

std::string Locale::in_digits(std::string text) const {
    if (digits_ == Digits::kLatin) return text;
    std::string out;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            out += c;
        } else {
            out += '\xD9';  // U+0660 to U+0669.
            out += static_cast<char>(0xA0 + (c - '0'));
        }
    }
    return out;
}

std::string Locale::number(double value, int decimals, Grouping grouping) const {
    if (!std::isfinite(value)) return std::string(kNoNumber);
    const Signs signs = signs_of(*table_, digits_, grouping);
    const std::string digits = plain_digits(std::abs(value), decimals);
    const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::string text = localised(digits, *table_, signs);
    return in_digits(value < 0.0 && !is_zero ? std::string(signs.minus) + text : text);
}

std::string Locale::compact(double value) const {
    if (!std::isfinite(value)) return std::string(kNoNumber);
    constexpr int kDigits = 6;
    std::array<char, 40> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                       std::abs(value), std::chars_format::general, kDigits);
    const std::string digits(buffer.data(), written.ptr);
    const Signs signs = signs_of(*table_, digits_, Grouping::kNone);
    const std::string text = localised(digits, *table_, signs);
    return in_digits(value < 0.0 ? std::string(signs.minus) + text : text);
}

std::string Locale::integer(std::int64_t value) const {
    const Signs signs = signs_of(*table_, digits_, Grouping::kThousands);
    const std::string digits = std::to_string(value);
    const bool is_negative = value < 0;
    const std::string text =
        localised(std::string_view(digits).substr(is_negative ? 1 : 0), *table_, signs);
    return in_digits(is_negative ? std::string(signs.minus) + text : text);
}

std::string Locale::percent(double fraction, int decimals) const {
    if (!std::isfinite(fraction)) return std::string(kNoNumber);
    return number(fraction * 100.0, decimals) +
           std::string(digits_ == Digits::kArabicIndic ? kArabicPercent : table_->percent);
}

std::string_view Locale::unit_symbol(Unit unit) const {
    return table_->units[static_cast<std::size_t>(unit)];
}

std::string Locale::with_unit(double value, Unit unit, int decimals, Grouping grouping) const {
    if (!std::isfinite(value)) return std::string(kNoNumber);
    std::string text = number(value, decimals, grouping);
    if (unit == Unit::kDegreeCelsius) {
        text += table_->celsius_space;
    } else if (unit != Unit::kDegree) {
        text += table_->unit_space;
    }
    return text += unit_symbol(unit);
}

std::string Locale::length(double metres, Measures measures) const {
    if (!std::isfinite(metres)) return std::string(kNoNumber);
    const Quantity length = length_in(measures, metres);
    const std::string digits = without_trailing_zeros(plain_digits(std::abs(length.value), 2));
    const std::size_t point = digits.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
    return with_unit(length.value, length.unit, static_cast<int>(decimals));
}

std::string Locale::bytes(std::uint64_t count) const {
    constexpr std::array<Unit, 4> kUnitsOfBytes = {Unit::kByte, Unit::kKibibyte, Unit::kMebibyte,
                                                   Unit::kGibibyte};
    auto value = static_cast<double>(count);
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < kUnitsOfBytes.size()) {
        value /= 1024.0;
        ++unit;
    }
    return with_unit(value, kUnitsOfBytes[unit], unit == 0 || value >= 100.0 ? 0 : 1);
}

std::string Locale::list(std::span<const std::string> items) const {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool is_last = i + 1 == items.size();
        if (i > 0 && is_last && table_->code == "es" && begins_with_i(items[i])) {
            text += " e ";
        } else if (i > 0) {
            text += is_last ? table_->list_last : table_->list_middle;
        }
        text += items[i];
    }
    return text;
}

std::string_view Locale::bearing(double degrees, BearingStyle style) const {
    if (!std::isfinite(degrees)) return kNoNumber;
    const double turn = std::fmod(std::fmod(degrees, 360.0) + 360.0, 360.0);
    const auto eighth = static_cast<std::size_t>(std::lround(turn / 45.0)) % 8;
    return style == BearingStyle::kWord ? table_->bearings[eighth] : table_->bearings_short[eighth];
}

}  // namespace belvedere::text
