// SPDX-License-Identifier: Apache-2.0
// Limits of streaming. Each has a name that messages and statistics use.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::stream::limits {

inline constexpr int kExternalDepth = 8;           // Tilesets inside tilesets.
inline constexpr std::size_t kDocuments = 4'096;   // Tilesets and subtree roots of one source.
inline constexpr std::size_t kGrafts = 1'000'000;  // Documents and subtrees held at once.
inline constexpr std::size_t kNodes = 16'000'000;  // Of one tree: 2.5 GB; the ceiling comes first.
inline constexpr std::uint32_t kTreeDepth = 640;   // Nested documents of 64 levels, subtrees.
inline constexpr std::size_t kTilesInFlight = 64;  // Fetching, decoding or decoded, all sources.
inline constexpr std::uint64_t kDecodedBytes = 192ULL << 20;  // Decoded and not yet uploading.
inline constexpr int kAttempts = 4;           // Tries of a tile that fails temporarily.
inline constexpr double kRetryFirst_s = 0.5;  // Doubles with each attempt.
inline constexpr double kRetryLongest_s = 30.0;
// After them one of the failed tiles is tried so often, to learn whether a network is back: soon
// enough to be no nuisance, seldom enough to be no load. Doubles with each failure.
inline constexpr double kProbeFirst_s = 5.0, kProbeLongest_s = 60.0;
inline constexpr std::size_t kErrorsKept = 1'000;  // Of one source; further ones are counted.
inline constexpr std::uint64_t kArchiveEntries = 4'000'000;
inline constexpr std::uint64_t kArchiveIndexBytes = 512ULL << 20;
inline constexpr std::uint64_t kInflateRatio = 200;         // Of one archive entry.
inline constexpr std::size_t kResourcesPerContent = 4'096;  // Files one content may refer to.
// Files that a server was found not to have, of one source; those beyond are asked for each time.
inline constexpr std::size_t kAbsentKept = 65'536;

// Steps out of a city file's folder that its references may take: code lists lie two or four up.
inline constexpr int kFoldersUp = 4;
// Files that one city file on a server may have fetched: a city has a few hundred code lists.
inline constexpr std::size_t kBesideOnServer = 4'096;

// Names of files beside one city file that are remembered, and how long they may be.
inline constexpr std::size_t kSideFiles = 16'384;
inline constexpr std::size_t kSideFileNameBytes = 4'096;

// City files: what a tile of one holds at most, unless a single object is larger.
inline constexpr std::uint64_t kCityTilePolygons = 8'000;
inline constexpr std::uint32_t kCityTileMembers = 1'024;
inline constexpr std::uint32_t kCityTreeDepth = 24;
inline constexpr std::size_t kCityFiles = 10'000;                // Of one folder or archive.
inline constexpr std::size_t kCityFilesNamed = 1'000'000;        // Looked through for them.
inline constexpr std::uint64_t kCityUnpackedBytes = 4ULL << 30;  // Of one file that was gzip.
// Files up to this are read; larger ones are mapped, and must then not shrink meanwhile.
inline constexpr std::uint64_t kCityReadBytes = 64ULL << 20;

}  // namespace belvedere::stream::limits
