// SPDX-License-Identifier: Apache-2.0
// The last samples of a measured time, for percentiles.
#pragma once

#include <cstddef>
#include <vector>

namespace belvedere::stream {

// Keeps the last 4,096 samples (a minute at 60 frames a second). Not thread-safe.
class SampleWindow {
  public:
    void add(double value);
    // 0 without samples; `share` in 0 ... 1.
    [[nodiscard]] double percentile(double share) const;

  private:
    std::vector<double> samples_;
    std::size_t next_ = 0;
};

}  // namespace belvedere::stream
