// SPDX-License-Identifier: Apache-2.0
// Limits of the twin store: what one source can make the program hold.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::twin::limits {

inline constexpr std::size_t kEntities = 4'000'000;
inline constexpr std::size_t kSeries = 32'000'000;
inline constexpr std::size_t kSeriesAnEntity = 1'024;
// Names of properties, types and data sets: a city has thousands; what sends more makes them up.
inline constexpr std::size_t kNames = 262'144;
inline constexpr std::size_t kNameBytes = 1'024;   // IRIs of ontologies are up to 200 bytes long.
inline constexpr std::size_t kTextBytes = 16'384;  // Of one value; a longer one is rejected.
inline constexpr std::size_t kSources = 4'096;
inline constexpr std::size_t kUnknownUnits = 1'024;
inline constexpr std::size_t kUnitBytes = 64;
// Of one message; a page of NGSI-LD has at most 1,000 entities of some tens of attributes.
inline constexpr std::size_t kObservationsABatch = 1'000'000;
inline constexpr std::size_t kRejectionsABatch = 1'024;  // Kept; more are counted.
inline constexpr std::size_t kBatchTextBytes = std::size_t{256} << 20;
// History in memory: about a million observations. What is older comes from recordings.
inline constexpr std::uint64_t kHistoryBytes = 64ULL << 20;
inline constexpr std::size_t kChangesKept = 65'536;
// Series whose unit changed and of whom nobody has said that they know: more is a source that
// changed as a whole, of which the number tells enough.
inline constexpr std::size_t kUnitChangesKept = 10'000;
// Newest values on disk: a million entities with a place and three numbers take 200 MB.
inline constexpr std::uint64_t kCachedBytes = 256ULL << 20;
inline constexpr std::uint64_t kCachedBytesFolder = 1ULL << 30;
inline constexpr std::size_t kRejectionSamples = 16;  // Kept a source: the newest.
inline constexpr std::size_t kSampleBytes = 256;      // Of a rejected message.
inline constexpr std::size_t kRejectionReasons = 64;  // Counted apart; the rest together.
inline constexpr std::int64_t kFutureMost_us =
    60'000'000;  // A device's clock may run ahead so far.
inline constexpr std::int64_t kEarliest_us = 946'684'800'000'000;  // 2000-01-01T00:00:00Z.
// A value is stale after so many of its expected periods, lost after so many more.
inline constexpr double kStaleAfterPeriods = 3.0;
inline constexpr double kLostAfterPeriods = 20.0;
// Until two values have shown a period, and below it, ages are judged by these.
inline constexpr double kStaleDefault_s = 900.0;
inline constexpr double kStaleLeast_s = 5.0;
inline constexpr double kPeriodMost_s = 86'400.0;

}  // namespace belvedere::twin::limits
