// SPDX-License-Identifier: Apache-2.0
#include "engine/core/time_text.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace belvedere {
namespace {

// Walks the text; every read says whether it fitted.
class TimeScanner {
  public:
    explicit TimeScanner(std::string_view text) : text_(text) {}

    // Exactly `digits` decimal digits.
    std::optional<int> number(std::size_t digits) {
        if (text_.size() - at_ < digits) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = text_[at_ + i];
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        at_ += digits;
        return value;
    }

    bool accept(std::string_view any_of) {
        if (at_ >= text_.size() || any_of.find(text_[at_]) == std::string_view::npos) return false;
        ++at_;
        return true;
    }

    // The digits of a fraction, to microseconds; further digits are cut off.
    std::optional<int> fraction() {
        int value = 0;
        int digits = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
            if (digits < 6) value = value * 10 + (text_[at_] - '0');
            ++digits;
            ++at_;
        }
        if (digits == 0) return std::nullopt;
        for (; digits < 6; ++digits)
            value *= 10;
        return value;
    }

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

int days_of_month(int year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool read_date(TimeScanner& scanner, CivilTime& civil) {
    const auto year = scanner.number(4);
    if (!year || !scanner.accept("-")) return false;
    const auto month = scanner.number(2);
    if (!month || !scanner.accept("-")) return false;
    const auto day = scanner.number(2);
    if (!day || *year < 1 || *month < 1 || *month > 12) return false;
    if (*day < 1 || *day > days_of_month(*year, *month)) return false;
    civil.year = *year;
    civil.month = *month;
    civil.day = *day;
    return true;
}

bool read_clock(TimeScanner& scanner, CivilTime& civil) {
    const auto hour = scanner.number(2);
    if (!hour || *hour > 24 || !scanner.accept(":")) return false;
    const auto minute = scanner.number(2);
    if (!minute || *minute > 59) return false;
    civil.hour = *hour;
    civil.minute = *minute;
    if (scanner.accept(":")) {
        const auto second = scanner.number(2);
        if (!second || *second > 60) return false;
        civil.second = *second;
        if (scanner.accept(".,")) {
            const auto fraction = scanner.fraction();
            if (!fraction) return false;
            civil.microsecond = *fraction;
        }
    }
    // 24:00 is the end of the day (ISO 8601-1:2019 section 4.2.3), and nothing after it.
    return *hour < 24 || (civil.minute == 0 && civil.second == 0 && civil.microsecond == 0);
}

// "Z" or an offset; nothing when there is neither or it is malformed (the end check tells).
std::optional<int> read_offset_s(TimeScanner& scanner) {
    if (scanner.accept("Zz")) return 0;
    const bool is_west = scanner.accept("-");
    if (!is_west && !scanner.accept("+")) return std::nullopt;
    const auto hours = scanner.number(2);
    if (!hours || *hours > 23) return std::nullopt;
    int minutes = 0;
    if (scanner.accept(":") || !scanner.at_end()) {
        const auto read = scanner.number(2);
        if (!read || *read > 59) return std::nullopt;
        minutes = *read;
    }
    const int offset = (*hours * 60 + minutes) * 60;
    return is_west ? -offset : offset;
}

Failure not_a_time(std::string_view text) {
    return fail(ErrorKind::kUsage, "\"" + std::string(text.substr(0, 64)) +
                                       "\" is not a time such as 2026-06-21T12:00:00+02:00");
}

}  // namespace

Result<UtcTime> parse_time(std::string_view text, const TimeZone& zone_without_offset) {
    TimeScanner scanner(text);
    CivilTime civil;
    if (!read_date(scanner, civil)) return not_a_time(text);
    if (scanner.at_end()) return zone_without_offset.to_utc(civil);
    if (!scanner.accept("Tt ") || !read_clock(scanner, civil)) return not_a_time(text);
    if (scanner.at_end()) return zone_without_offset.to_utc(civil);
    const auto offset = read_offset_s(scanner);
    if (!offset || !scanner.at_end()) return not_a_time(text);
    return UtcTime{utc_of(civil).microseconds - *offset * 1'000'000LL};
}

std::string format_time(UtcTime time, const TimeZone& zone) {
    const int offset = zone.offset_s(time);
    const CivilTime civil = civil_of({time.microseconds + offset * 1'000'000LL});
    std::array<char, 96> text{};
    int length =
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d", civil.year,
                      civil.month, civil.day, civil.hour, civil.minute, civil.second);
    std::string result(text.data(), static_cast<std::size_t>(length));
    if (civil.microsecond != 0) {
        length = std::snprintf(text.data(), text.size(), ".%06d", civil.microsecond);
        result.append(text.data(), static_cast<std::size_t>(length));
    }
    if (offset == 0 && zone.name() == "UTC") return result + "Z";
    const int minutes = std::abs(offset) / 60;
    length = std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset < 0 ? '-' : '+',
                           minutes / 60, minutes % 60);
    return result.append(text.data(), static_cast<std::size_t>(length));
}

}  // namespace belvedere
