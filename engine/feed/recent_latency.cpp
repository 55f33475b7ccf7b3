// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/recent_latency.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::feed {
namespace {

LatencySummary summary_of(const LatencyHistogram& histogram, double max_s) {
    // The upper end of a class may lie beyond all that is in it.
    return {histogram.count(), std::min(histogram.quantile_s(0.5), max_s),
            std::min(histogram.quantile_s(0.99), max_s), max_s};
}

std::int64_t second_of(double now_s) {
    return static_cast<std::int64_t>(std::floor(std::max(now_s, 0.0)));
}

}  // namespace

void RecentLatency::add(double seconds, std::uint64_t count, double now_s) {
    if (count == 0) return;
    const std::int64_t second = second_of(now_s);
    Slice& slice = slices_[static_cast<std::size_t>(second % kSpan_s)];
    if (slice.second != second) slice = {};
    slice.second = second;
    slice.histogram.add(seconds, count);
    slice.max_s = std::max(slice.max_s, seconds);
    all_.add(seconds, count);
    max_s_ = std::max(max_s_, seconds);
}

LatencySummary RecentLatency::recent(double now_s) const {
    const std::int64_t second = second_of(now_s);
    LatencyHistogram sum;
    double max_s = 0.0;
    for (const Slice& slice : slices_) {
        if (slice.second < 0 || second - slice.second >= kSpan_s) continue;
        sum.add(slice.histogram);
        max_s = std::max(max_s, slice.max_s);
    }
    return summary_of(sum, max_s);
}

LatencySummary RecentLatency::all() const {
    return summary_of(all_, max_s_);
}

}  // namespace belvedere::feed
