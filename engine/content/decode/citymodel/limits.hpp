// SPDX-License-Identifier: Apache-2.0
// Limits on untrusted city files. Each is checked before anything of that size is allocated.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/content/limits.hpp"

namespace belvedere::content::citymodel::limits {

inline constexpr int kCityDepth = 64;                   // Nested JSON values, XML elements.
inline constexpr std::uint64_t kCityNames = 100'000;    // Distinct types and attributes a batch.
inline constexpr std::uint64_t kCityNameBytes = 1'024;  // One of them.
inline constexpr std::size_t kThemeNames = 256;         // Listed of a model.
inline constexpr std::uint64_t kCityTextBytes = 1ULL << 30;  // Of a batch; offsets fit 32 bits.
inline constexpr std::uint64_t kCityVertices = 100'000'000;  // Of a batch: 2.4 GB.
inline constexpr std::uint64_t kCityCorners = 400'000'000;   // Of a batch.
inline constexpr std::uint64_t kRingCorners = 200'000;       // Of one ring.
// Comparisons while one polygon is cut into triangles: a tenth of a second.
inline constexpr std::uint64_t kFillTests = 30'000'000;
inline constexpr std::uint64_t kCityMembers = 20'000'000;        // Top-level objects of a file.
inline constexpr std::uint64_t kCityMemberBytes = 256ULL << 20;  // One of them as written.
inline constexpr std::uint64_t kCityStretchBytes = 16ULL << 20;  // Indexed in one go.

}  // namespace belvedere::content::citymodel::limits
