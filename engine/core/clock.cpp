// SPDX-License-Identifier: Apache-2.0
#include "engine/core/clock.hpp"

#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

namespace belvedere {
namespace {

double seconds_of(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class SystemClock final : public Clock {
  public:
    double steady_seconds() const override { return seconds_of(CLOCK_MONOTONIC); }
    UtcTime utc_now() const override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
    }
};

// Field 22 of /proc/self/stat: start of the process in clock ticks since boot (proc(5)).
double process_start_since_boot() {
    std::ifstream stat("/proc/self/stat");
    std::string text;
    std::getline(stat, text);
    const auto after_name = text.rfind(')');
    if (after_name == std::string::npos) return seconds_of(CLOCK_BOOTTIME);
    std::size_t position = after_name + 1;
    for (int field = 2; field < 22; ++field) {
        position = text.find(' ', position);
        if (position == std::string::npos) return seconds_of(CLOCK_BOOTTIME);
        if (field < 21) ++position;
    }
    const double ticks = std::strtod(text.c_str() + position, nullptr);
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

const Clock& system_clock() {
    static const SystemClock instance;
    return instance;
}

double thread_cpu_seconds() {
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

double seconds_since_process_start() {
    static const double start = process_start_since_boot();
    return seconds_of(CLOCK_BOOTTIME) - start;
}

}  // namespace belvedere
