// SPDX-License-Identifier: Apache-2.0
// Time: wall time as int64 microseconds UTC, and a steady clock that tests can replace.
#pragma once

#include <compare>
#include <cstdint>

namespace belvedere {

// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct UtcTime {
    std::int64_t microseconds = 0;
    friend constexpr auto operator<=>(UtcTime, UtcTime) = default;
};

// Where code that waits, times out or backs off reads the time from. Any thread.
class Clock {
  public:
    virtual ~Clock() = default;
    // Seconds since an arbitrary start; never goes back.
    [[nodiscard]] virtual double steady_seconds() const = 0;
    [[nodiscard]] virtual UtcTime utc_now() const = 0;
};

// The machine's clocks.
[[nodiscard]] const Clock& system_clock();

// CPU time that the calling thread has used, in seconds; what CPU bars are measured in.
[[nodiscard]] double thread_cpu_seconds();
// Seconds since the process was started, as the kernel counts it; what start-up times count from.
[[nodiscard]] double seconds_since_process_start();

}  // namespace belvedere
