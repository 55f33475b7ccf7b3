// SPDX-License-Identifier: Apache-2.0
// Bounds of what the conformance report reads.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::conformance {

inline constexpr std::uint64_t kStatementBytesMax = 1ULL << 20;
inline constexpr std::size_t kRowsMax = 1000;  // Of one file; the standards have some 300.
inline constexpr std::uint64_t kResultsBytesMax = 16ULL << 20;
inline constexpr std::size_t kResultsMax = 100'000;  // Tests and their cases.

}  // namespace belvedere::conformance
