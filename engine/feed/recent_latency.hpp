// SPDX-License-Identifier: Apache-2.0
// How long things took lately.
#pragma once

#include <array>
#include <cstdint>

#include "engine/feed/latency.hpp"

namespace belvedere::feed {

struct LatencySummary {
    std::uint64_t count = 0;  // 0: nothing was measured, and the times say nothing.
    double p50_s = 0.0, p99_s = 0.0, max_s = 0.0;
};

// Durations of the last kSpan_s seconds, to a second, and of all time. 50 KB. A value.
class RecentLatency {
  public:
    static constexpr std::int64_t kSpan_s = 10;

    // `now_s` by the steady clock; it does not go back.
    void add(double seconds, std::uint64_t count, double now_s);
    [[nodiscard]] LatencySummary recent(double now_s) const;
    [[nodiscard]] LatencySummary all() const;

  private:
    struct Slice {
        std::int64_t second = -1;  // Of the clock; -1: none yet.
        LatencyHistogram histogram;
        double max_s = 0.0;
    };
    std::array<Slice, static_cast<std::size_t>(kSpan_s)> slices_;
    LatencyHistogram all_;
    double max_s_ = 0.0;
};

}  // namespace belvedere::feed
