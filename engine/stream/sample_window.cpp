// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/sample_window.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::stream {
namespace {

constexpr std::size_t kSamples = 4'096;

}  // namespace

void SampleWindow::add(double value) {
    if (samples_.size() < kSamples) {
        samples_.push_back(value);
        return;
    }
    samples_[next_] = value;
    next_ = (next_ + 1) % kSamples;
}

double SampleWindow::percentile(double share) const {
    if (samples_.empty()) return 0.0;
    std::vector<double> sorted = samples_;
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    const auto place =
        sorted.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

}  // namespace belvedere::stream
