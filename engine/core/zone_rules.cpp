// SPDX-License-Identifier: Apache-2.0
#include "engine/core/zone_rules.hpp"

#include <cctype>
#include <chrono>

#include "engine/core/time_zone.hpp"

namespace belvedere {
namespace {

using std::chrono::sys_days;

class RuleScanner {
  public:
    explicit RuleScanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] char next() const { return at_end() ? '\0' : text_[at_]; }
    bool accept(char c) {
        if (next() != c) return false;
        ++at_;
        return true;
    }

    // Three or more letters, or anything between < and >.
    bool skip_name() {
        const std::size_t from = at_;
        if (accept('<')) {
            while (!at_end() && next() != '>')
                ++at_;
            return accept('>') && at_ - from >= 5;
        }
        while (std::isalpha(static_cast<unsigned char>(next())) != 0)
            ++at_;
        return at_ - from >= 3;
    }

    std::optional<int> number(int max) {
        int value = 0;
        const std::size_t from = at_;
        while (next() >= '0' && next() <= '9') {
            value = value * 10 + (next() - '0');
            ++at_;
            if (value > max) return std::nullopt;
        }
        if (at_ == from) return std::nullopt;
        return value;
    }

    // [+-]h[h][:mm[:ss]] in seconds; RFC 8536 lets hours go to 167.
    std::optional<int> clock_s() {
        const bool is_negative = accept('-');
        if (!is_negative) accept('+');
        const auto hours = number(167);
        if (!hours) return std::nullopt;
        int seconds = *hours * 3600;
        for (const int unit : {60, 1}) {
            if (!accept(':')) break;
            const auto part = number(59);
            if (!part) return std::nullopt;
            seconds += *part * unit;
        }
        return is_negative ? -seconds : seconds;
    }

    bool yearly(YearlyRule& rule) {
        if (!accept(',')) return false;
        if (accept('M')) {
            rule.kind = YearlyRule::Kind::kMonthWeekDay;
            const auto month = number(12);
            if (!month || *month < 1 || !accept('.')) return false;
            const auto week = number(5);
            if (!week || *week < 1 || !accept('.')) return false;
            const auto weekday = number(6);
            if (!weekday) return false;
            rule.month = *month;
            rule.week = *week;
            rule.weekday = *weekday;
        } else {
            const bool skips_leap_day = accept('J');
            rule.kind =
                skips_leap_day ? YearlyRule::Kind::kJulianNoLeapDay : YearlyRule::Kind::kDayOfYear;
            const auto day = number(365);
            if (!day || (skips_leap_day && *day < 1)) return false;
            rule.day = *day;
        }
        if (!accept('/')) return true;
        const auto time = clock_s();
        if (!time) return false;
        rule.time_s = *time;
        return true;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::int64_t YearlyRule::wall_seconds(int year) const {
    using namespace std::chrono;  // NOLINT(google-build-using-namespace): a body of nothing else.
    const std::chrono::year y(year);
    sys_days date = y / January / 1;
    if (kind == Kind::kMonthWeekDay) {
        const auto m = std::chrono::month(static_cast<unsigned>(month));
        const auto w = std::chrono::weekday(static_cast<unsigned>(weekday));
        date = week == 5 ? sys_days(y / m / w[last])
                         : sys_days(y / m / w[static_cast<unsigned>(week)]);
    } else if (kind == Kind::kDayOfYear) {
        date += days(day);
    } else {
        date += days(day - 1 + (y.is_leap() && day >= 60 ? 1 : 0));
    }
    return date.time_since_epoch().count() * 86400LL + time_s;
}

std::optional<PosixZone> PosixZone::parse(std::string_view text) {
    RuleScanner scanner(text);
    PosixZone zone;
    if (!scanner.skip_name()) return std::nullopt;
    // POSIX counts offsets west of Greenwich.
    const auto standard = scanner.clock_s();
    if (!standard) return std::nullopt;
    zone.standard_offset_s = -*standard;
    if (scanner.at_end()) return zone;

    zone.has_daylight = true;
    zone.daylight_offset_s = zone.standard_offset_s + 3600;
    if (!scanner.skip_name()) return std::nullopt;
    if (scanner.next() != ',') {
        const auto daylight = scanner.clock_s();
        if (!daylight) return std::nullopt;
        zone.daylight_offset_s = -*daylight;
    }
    if (!scanner.yearly(zone.starts) || !scanner.yearly(zone.ends)) return std::nullopt;
    if (!scanner.at_end()) return std::nullopt;
    return zone;
}

int PosixZone::offset_s(std::int64_t unix_seconds) const {
    if (!has_daylight) return standard_offset_s;
    const int year = civil_of({(unix_seconds + standard_offset_s) * 1'000'000}).year;
    const std::int64_t start = starts.wall_seconds(year) - standard_offset_s;
    const std::int64_t end = ends.wall_seconds(year) - daylight_offset_s;
    // South of the equator daylight-saving time runs over the new year.
    const bool is_daylight = start < end ? unix_seconds >= start && unix_seconds < end
                                         : unix_seconds >= start || unix_seconds < end;
    return is_daylight ? daylight_offset_s : standard_offset_s;
}

}  // namespace belvedere
