// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: no std distribution, whose results differ
// between standard libraries.
#pragma once

#include <cstdint>

namespace belvedere::generator {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit changes every output bit.
[[nodiscard]] constexpr std::uint64_t mix_bits(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

// A SplitMix64 stream. Streams of different keys are independent, so that each block of the city
// can be made alone, in any order, on any thread. Copyable value.
class Random {
  public:
    explicit constexpr Random(std::uint64_t seed) : state_(mix_bits(seed)) {}
    constexpr Random(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0)
        : state_(mix_bits(mix_bits(mix_bits(seed) ^ a) ^ (b * 0xD6E8FEB86659FD93ULL))) {}

    [[nodiscard]] constexpr std::uint64_t bits() {
        state_ += 0x9E3779B97F4A7C15ULL;
        return mix_bits(state_);
    }
    // 0 <= value < 1, 53 bits.
    [[nodiscard]] constexpr double unit() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
    [[nodiscard]] constexpr double between(double low, double high) {
        return low + (high - low) * unit();
    }
    // 0 ... count - 1; count > 0. The bias is below 2^-32 for counts below 2^32.
    [[nodiscard]] constexpr std::uint32_t below(std::uint32_t count) {
        return static_cast<std::uint32_t>(((bits() >> 32U) * count) >> 32U);
    }
    [[nodiscard]] constexpr bool chance(double probability) { return unit() < probability; }

  private:
    std::uint64_t state_;
};

}  // namespace belvedere::generator
