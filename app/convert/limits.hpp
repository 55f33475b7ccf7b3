// SPDX-License-Identifier: Apache-2.0
// Limits of conversion.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::convert::limits {

// Top-level objects of one conversion: about 60 bytes each are held, 1.2 GB.
inline constexpr std::size_t kMembers = 20'000'000;
// Of one tile; a single object that is larger is a tile of its own.
inline constexpr std::uint64_t kLeafPolygons = 8'000;
inline constexpr std::uint32_t kLeafMembers = 1'024;
// A coarse tile shows its largest objects up to this much, so that no tile needs the whole city.
inline constexpr std::uint64_t kCoarsePolygons = 40'000;
inline constexpr std::uint32_t kCoarseMembers = 4'096;
inline constexpr std::uint32_t kTreeDepth = 24;
// Text of the source that is parsed at once for one tile.
inline constexpr std::uint64_t kReadBytes = 32ULL << 20;
// Tiles in one tileset.json: subtrees below that many are documents of their own.
inline constexpr std::uint32_t kDocumentTiles = 2'000;
inline constexpr std::size_t kErrors = 1'000;    // Kept; further ones are counted.
inline constexpr std::size_t kWarnings = 1'000;  // Likewise.
// Text by which an object is found: of one value, and of one object with all of them.
inline constexpr std::size_t kNameLineBytes = 16U << 10U;
inline constexpr std::size_t kNameObjectBytes = 256U << 10U;
// Of an import report: 20 MB of sentences at most; further ones are counted.
inline constexpr std::size_t kReportEntries = 100'000;

}  // namespace belvedere::convert::limits
