// SPDX-License-Identifier: Apache-2.0
// Moments as ISO 8601 text.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time_zone.hpp"

namespace belvedere {

// "2026-06-21T12:00:00+02:00" and the usual shorter forms (RFC 3339 and ISO 8601 extended format):
// date alone (midnight), no seconds, fraction of a second after '.' or ',', space or 't' for T,
// 'Z', +hh, +hhmm, +hh:mm. A text without an offset is read in `zone_without_offset`. Years 1 to
// 9999; a leap second (60) is the next second. kUsage with what is wrong. Pure; any thread.
[[nodiscard]] Result<UtcTime> parse_time(std::string_view text,
                                         const TimeZone& zone_without_offset);

// "2026-06-21T12:00:00+02:00" ("Z" at offset zero in UTC), microseconds only where there are any.
[[nodiscard]] std::string format_time(UtcTime time, const TimeZone& zone);

}  // namespace belvedere
