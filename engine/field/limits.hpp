// SPDX-License-Identifier: Apache-2.0
// Limits of fields: what any number of sensors, anywhere, can make the program compute.
#pragma once

#include <cstddef>

namespace belvedere::field::limits {

// Samples a field is made of. What is more is joined with its neighbours first (merged_to_fit).
inline constexpr std::size_t kSamples = 8'192;
// Of one estimate: a system of 25 equations, about 8 us. More changes little, because the nearest
// screen those behind them.
inline constexpr std::size_t kNeighbours = 24;
// Each side of a field: 192 x 192 estimates are 0.1 to 0.3 s of one core.
inline constexpr std::size_t kCellsSide = 192;
// Samples that pairs are made of for a variogram: a million pairs.
inline constexpr std::size_t kVariogramSamples = 1'500;
inline constexpr std::size_t kVariogramBins = 15;
// Fewer say nothing of how values change with distance (Webster and Oliver ask for 50 to 100; with
// 10 there are 45 pairs, three a bin).
inline constexpr std::size_t kKrigingSamplesLeast = 10;
inline constexpr std::size_t kDistanceSamplesLeast = 3;

}  // namespace belvedere::field::limits
