// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/latency.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::feed {
namespace {

constexpr double kShortest_s = 1e-6;

}  // namespace

void LatencyHistogram::add(double seconds, std::uint64_t count) {
    const double decades = std::log10(std::max(seconds, kShortest_s) / kShortest_s);
    const double index = std::ceil(decades * static_cast<double>(kClassesADecade));
    const double last = static_cast<double>(counts_.size() - 1);
    counts_[static_cast<std::size_t>(std::min(index, last))] += count;
    count_ += count;
}

void LatencyHistogram::add(const LatencyHistogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i)
        counts_[i] += other.counts_[i];
    count_ += other.count_;
}

double LatencyHistogram::quantile_s(double share) const {
    if (count_ == 0) return 0.0;
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        seen += counts_[i];
        if (seen < wanted || seen == 0) continue;
        return kShortest_s *
               std::pow(10.0, static_cast<double>(i) / static_cast<double>(kClassesADecade));
    }
    return 0.0;
}

}  // namespace belvedere::feed
