// SPDX-License-Identifier: Apache-2.0
// Local time of a city: offsets from UTC by the IANA time zone database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"

namespace belvedere {

// A date and time of day on somebody's wall clock, proleptic Gregorian.
struct CivilTime {
    int year = 1970;
    int month = 1;  // 1 to 12.
    int day = 1;    // 1 to 31.
    int hour = 0;
    int minute = 0;
    int second = 0;
    int microsecond = 0;
    friend bool operator==(const CivilTime&, const CivilTime&) = default;
};

// As if the wall clock showed UTC, and back. Years 1 to 9999.
[[nodiscard]] UtcTime utc_of(const CivilTime& civil);
[[nodiscard]] CivilTime civil_of(UtcTime time);

struct ZoneRules;

// The rules of one time zone. Immutable and cheap to copy; any thread. The default is UTC. (The
// standard's zones are not in this compiler; the machine's zone is never used, since a city's time
// must not depend on who looks.)
class TimeZone {
  public:
    TimeZone() = default;
    // A constant offset east of Greenwich, within a day.
    [[nodiscard]] static TimeZone fixed(int offset_s);
    // "Europe/Berlin", "UTC", ...: read from the system's database ($TZDIR or /usr/share/zoneinfo).
    // kUsage for a name that is none, kNotFound when the database lacks it, kBadData when its file
    // is broken.
    [[nodiscard]] static Result<TimeZone> load(const std::string& name);
    // The bytes of a TZif file (RFC 8536, versions 1 to 4), for load and for tests.
    [[nodiscard]] static Result<TimeZone> parse(ByteView tzif, const std::string& name);

    // Seconds east of Greenwich at a moment.
    [[nodiscard]] int offset_s(UtcTime time) const;
    // The moment a wall clock there shows `civil`. A time shown twice (clocks set back) is the
    // first of both; one never shown (clocks set forward) is taken as if the clocks had not been
    // set.
    [[nodiscard]] UtcTime to_utc(const CivilTime& civil) const;
    // "UTC", "+02:00" or the IANA name.
    [[nodiscard]] std::string name() const;

  private:
    std::shared_ptr<const ZoneRules> rules_;
};

}  // namespace belvedere
