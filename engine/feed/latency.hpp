// SPDX-License-Identifier: Apache-2.0
// How long things take, in little memory.
#pragma once

#include <array>
#include <cstdint>

namespace belvedere::feed {

// Counts durations in classes that are 3.7 % wide, from 1 microsecond to 1,000 seconds. A value.
class LatencyHistogram {
  public:
    void add(double seconds, std::uint64_t count);
    void add(const LatencyHistogram& other);
    // The upper end of the class that a share of all durations, 0 to 1, does not exceed; 0 where
    // there is none.
    [[nodiscard]] double quantile_s(double share) const;
    [[nodiscard]] std::uint64_t count() const { return count_; }

  private:
    static constexpr std::size_t kClassesADecade = 64;
    static constexpr std::size_t kDecades = 9;
    std::array<std::uint64_t, kClassesADecade * kDecades + 1> counts_{};
    std::uint64_t count_ = 0;
};

}  // namespace belvedere::feed
